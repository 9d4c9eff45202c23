"""Work that is given back with a reason: the next one gets it, never the same one, and it is counted."""

import pytest

from app.db import reading, transaction
from app.errors import Conflict, Forbidden, InvalidForm
from app.operations import refusals, tasks
from app.operations.skills import Given
from app.queries import routing
from tests.app.operations.routed_items import given, holder, publish, step, task_of, why
from tests.fixtures.cast import Cast
from tests.journeys.test_new_software import FIGMA


def refuse(cast: Cast, login: str, number: str, reason: str = "area") -> None:
    with transaction():
        refusals.refuse(getattr(cast, login).actor, task_of(number).id, reason, "We never had this.")


def test_the_next_one_gets_it_and_then_the_group(cast: Cast) -> None:
    publish("back", step("work", assign="skills", skills="SAP"))
    given(cast, dan=Given({"SAP": 1}), piotr=Given({"SAP": 3}))
    number = cast.marta.orders("back", {})
    assert holder(number) == "dan"
    refuse(cast, "dan", number)
    assert holder(number) == "piotr"
    assert {one["id"] for one in why(number)["people"] if one["refused"]} == {cast.dan.actor.id}  # type: ignore[attr-defined]
    assert len(cast.mails("piotr", "task-fulfilment")) == 1
    refuse(cast, "piotr", number, "time")
    assert holder(number) is None
    assert why(number)["chosen"] is None
    with transaction():  # nobody else: whoever gave it back may still take it
        tasks.claim(cast.dan.actor, task_of(number).id)
    assert holder(number) == "dan"
    with reading():
        found = [(one.item, one.reason, one.count) for one in routing.returned(cast.paul.actor, 30)]
    assert sorted(found) == [("back", "area", 1), ("back", "time", 1)]
    assert cast.journal_holds()


def test_who_may_give_back_what(cast: Cast) -> None:
    publish("pulled", step("work"))
    number = cast.marta.orders("pulled", {})
    with pytest.raises(Forbidden):
        refuse(cast, "dan", number)
    with transaction():
        tasks.claim(cast.dan.actor, task_of(number).id)
    with pytest.raises(InvalidForm):
        refuse(cast, "dan", number, "boredom")
    with pytest.raises(Forbidden):
        refuse(cast, "piotr", number)
    refuse(cast, "dan", number)
    assert holder(number) is None
    approval = cast.marta.orders("new_software", FIGMA)
    with pytest.raises(Conflict):
        refuse(cast, "jonas", approval)


def test_a_report_is_for_those_who_run_the_house(cast: Cast) -> None:
    with pytest.raises(Forbidden), reading():
        routing.returned(cast.dan.actor, 30)
