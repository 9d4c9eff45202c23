"""Requests that belong together: linked, made for one, come back; a step waits for what was made for its request."""

import pytest

from app.db import reading, session, transaction
from app.errors import Conflict, Forbidden
from app.models.request import Request
from app.operations import linking, ordering
from app.queries import linked
from app.queries.request import one
from tests.fixtures.cast import Cast
from tests.journeys.test_general_request import HEATING

LAMP = {**HEATING, "category": "it"}


def told(cast: Cast, login: str, number: str) -> list[tuple[str, str, str, str]]:
    with reading():
        found = linked.of_request(getattr(cast, login).actor, number)
    return [(each.side, each.number, each.title, each.state) for each in found]


def related(cast: Cast, login: str, number: str, other: str) -> None:
    with transaction():
        linking.relate(getattr(cast, login).actor, number, other)


def made_for(cast: Cast, login: str, number: str) -> str:
    with transaction():
        actor = getattr(cast, login).actor
        made = ordering.submit(actor, "general_request", LAMP)
        linking.child(actor, number, made)
        return made.number


def ended(cast: Cast) -> str:
    """A request that its requester has confirmed."""
    number = cast.marta.orders("general_request", LAMP)
    cast.eva.does(number, "Take care of it", result="done", answer="Changed.")
    cast.marta.does(number, "Is it solved?", confirmed=True)
    return number


def test_two_are_related_until_they_are_not(cast: Cast) -> None:
    first, second = (cast.marta.orders("general_request", LAMP) for _ in range(2))
    related(cast, "marta", second, first.lower())
    assert [row[:2] for row in told(cast, "marta", first)] == [("related", second)]
    assert [row[:2] for row in told(cast, "marta", second)] == [("related", first)]
    for number, other in ((first, second), (first, first)):
        with pytest.raises(Conflict):
            related(cast, "marta", number, other)
    with pytest.raises(Conflict):
        related(cast, "marta", first, cast.dan.orders("general_request", LAMP))
    with transaction():
        linking.unrelate(cast.marta.actor, first, second)
    assert told(cast, "marta", first) == told(cast, "marta", second) == []
    assert cast.journal_holds()


def test_what_was_made_for_one_shows_its_state_and_no_more_to_strangers(cast: Cast) -> None:
    parent = cast.marta.orders("general_request", LAMP)
    child = made_for(cast, "eva", parent)
    ((side, number, title, state),) = told(cast, "eva", parent)
    assert (side, number, bool(title), state) == ("child", child, True, "running")
    assert told(cast, "marta", parent) == [("child", child, "", "running")]
    assert told(cast, "eva", child)[0][:2] == ("parent", parent)
    with pytest.raises(Conflict), transaction():
        linking.unrelate(cast.eva.actor, parent, child)


def test_a_step_waits_for_what_was_made_for_it(cast: Cast) -> None:
    parent = cast.marta.orders("general_request", LAMP)
    child = made_for(cast, "eva", parent)
    task = cast.eva.task(parent)
    with transaction():
        row = session().get_one(type(task), task.id)
        row.properties = '{"waits_for_children": "true"}'
    with pytest.raises(Conflict, match=child):
        cast.eva.does(parent, task.name, result="done", answer="Changed.")
    cast.eva.withdraws(child, "Not needed.")
    cast.eva.does(parent, task.name, result="done", answer="Changed.")


def test_it_came_back(cast: Cast) -> None:
    first = ended(cast)
    with reading():
        assert linked.may_come_back(one(cast.marta.actor, first))
        assert not linked.may_come_back(one(cast.eva.actor, first))
    with transaction():
        actor = cast.marta.actor
        again = ordering.submit(actor, "general_request", LAMP)
        linking.came_back(actor, first, again)
    assert told(cast, "marta", first)[0][:2] == ("came_back_as", again.number)
    assert told(cast, "marta", again.number)[0][:2] == ("came_back_from", first)
    with pytest.raises(Conflict), transaction():
        linking.came_back(cast.marta.actor, again.number, session().get_one(Request, int(first[4:])))
    with pytest.raises(Forbidden), transaction():
        linking.came_back(cast.eva.actor, first, session().get_one(Request, again.id))
    cast.later(days=31)
    with reading():
        assert not linked.may_come_back(one(cast.marta.actor, first))
