"""The work of a group finds its person by each strategy, says why, and is never counted twice by two at once."""

from functools import partial

from flask import Flask
from sqlalchemy import event, func, select

from app.db import db, reading, session
from app.models.person import Person
from app.models.task import Task
from app.operations import ordering
from app.operations.skills import Given
from tests.app.operations.routed_items import ended, given, holder, publish, step, why
from tests.fixtures.cast import Cast
from tests.reliability.together import kinds, together

SAP = Given({"SAP": 2}, "8")


def test_work_goes_to_who_can_do_it_is_here_and_has_room(cast: Cast) -> None:
    publish("sap", step("work", assign="skills", skills="sap >= 2", points="4"))
    given(cast, dan=SAP, piotr=SAP, grace=Given({"SAP": 1}))
    assert [holder(cast.marta.orders("sap", {})) for _ in range(4)] == ["dan", "piotr", "dan", "piotr"]
    fifth = cast.marta.orders("sap", {})
    assert holder(fifth) is None
    assert not cast.dan.has_nothing(fifth)
    people = {one["id"]: one for one in why(fifth)["people"]}  # type: ignore[attr-defined]
    dan, grace = people[cast.dan.actor.id], people[cast.grace.actor.id]
    assert (dan["load"], dan["most"], dan["able"], grace["able"]) == (8, 8, True, False)
    assert why(fifth)["chosen"] is None


def test_who_is_away_is_passed_over_and_told_until_when(cast: Cast) -> None:
    publish("load", step("work", assign="least_load"))
    cast.dan.is_away("marta", 3)
    found = [holder(cast.marta.orders("load", {})) for _ in range(2)]
    number = cast.marta.orders("load", {})
    assert found == ["grace", "piotr"]
    away = {one["id"]: one["until"] for one in why(number)["people"]}  # type: ignore[attr-defined]
    assert away[cast.dan.actor.id].startswith(cast.day(3))
    assert away[cast.piotr.actor.id] is None


def test_turns_leave_nobody_out(cast: Cast) -> None:
    publish("round", step("work", assign="round_robin"))
    found = [holder(cast.marta.orders("round", {})) for _ in range(6)]
    assert found[:3] == found[3:]
    assert sorted(found[:3]) == ["dan", "grace", "piotr"]  # type: ignore[type-var]


def test_who_did_an_earlier_step_gets_the_later_one(cast: Cast) -> None:
    publish("twice", step("first"), step("second", assign="earlier", earlier="first"))
    number = cast.marta.orders("twice", {})
    assert holder(number) is None
    ended(cast, "piotr", number)
    assert holder(number) == "piotr"
    assert why(number)["before"] == cast.piotr.actor.id
    other = cast.marta.orders("twice", {})
    ended(cast, "dan", other)
    assert holder(other) == "dan"


def test_whoever_answers_for_the_group_hands_it_out(cast: Cast) -> None:
    publish("lead", step("work", assign="lead"))
    number = cast.marta.orders("lead", {})
    assert holder(number) == "grace"
    assert cast.dan.has_nothing(number) is False  # members see what their group has to do


def test_a_step_that_is_pulled_costs_nothing_more(cast: Cast, house: Flask) -> None:
    publish("pulled", step("one"))
    publish("found", step("one", assign="skills", skills="SAP"))
    given(cast, dan=Given({"SAP": 1}))
    for key in ("pulled", "found"):  # what is parsed is kept
        cast.marta.orders(key, {})
    pulled, found = _statements(cast, "pulled"), _statements(cast, "found")
    assert not any(name in text for text in pulled for name in ("skill", "capacity", "reckoning"))
    assert len(found) - len(pulled) <= 7


def test_two_offers_at_once_never_count_the_same_load(cast: Cast, house: Flask) -> None:
    publish("race", step("work", assign="least_load"))
    given(cast, dan=Given({}, "4"), piotr=Given({}, "4"), grace=Given({}, "4"))
    with reading():
        marta = cast.marta.actor
    for round_ in range(4):
        answers = together(house, *[partial(ordering.submit, marta, "race", {})] * 3, late=round_ % 3)
        assert kinds(answers) == ["done"] * 3
        assert sorted(_loads().values()) == [round_ + 1] * 3


def test_everybody_is_full_at_once(cast: Cast, house: Flask) -> None:
    """The last room is given once."""
    publish("full", step("work", assign="least_load", skills="Welding", points="3"))
    given(cast, dan=Given({"Welding": 1}, "5"))
    with reading():
        marta = cast.marta.actor
    together(house, *[partial(ordering.submit, marta, "full", {})] * 2)
    assert _loads()["dan"] == 1


def _loads() -> dict[str, int]:
    """How many open tasks each member has."""
    held = (
        select(Person.login, func.count().label("many"))
        .join(Task, Task.assignee_id == Person.id)
        .where(Task.state == "open")
    )
    with reading():
        return {row.login: row.many for row in session().execute(held.group_by(Person.login))}


def _statements(cast: Cast, key: str) -> list[str]:
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement.lower())

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        cast.marta.orders(key, {})
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    return said
