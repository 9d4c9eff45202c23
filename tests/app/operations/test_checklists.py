"""Checklists of steps: ticked by whoever may act, journalled, needed to finish, read by a gateway, seen if allowed."""

import pytest

from app.db import reading, transaction
from app.errors import Conflict, Forbidden, NotFound
from app.operations import tasks
from app.queries import checklists, history
from tests.app.operations.routed_items import ended, publish, step, task_of
from tests.fixtures.cast import Cast

DESK = {"checklist": "Desk stands *; Badge works", "checklist_seen": "true", "checklist_as": "made"}


def tick(cast: Cast, login: str, number: str, point: str, *, on: bool = True) -> None:
    with transaction():
        tasks.tick(getattr(cast, login).actor, task_of(number).id, point, on=on)


def seen(cast: Cast, login: str, number: str) -> list[tuple[str, str | None]]:
    with reading():
        found = checklists.of_request(getattr(cast, login).actor, number)
        return [(line.words, line.by) for one in found for line in one.lines]


def test_what_has_to_be_ticked_blocks_and_what_was_goes_on(cast: Cast) -> None:
    publish("desk", step("work", **DESK), step("later", checklist="=made.ticked"))
    number = cast.marta.orders("desk", {})
    with pytest.raises(Conflict, match="Desk stands"):
        ended(cast, "dan", number)
    with pytest.raises(NotFound):
        tick(cast, "dan", number, "Something else")
    with pytest.raises(NotFound):
        tick(cast, "marta", number, "Desk stands")
    tick(cast, "dan", number, "Desk stands")
    tick(cast, "dan", number, "Desk stands")
    tick(cast, "dan", number, "Badge works")
    tick(cast, "dan", number, "Badge works", on=False)
    assert seen(cast, "marta", number) == [("Desk stands", "Dan Fischer"), ("Badge works", None)]
    with reading():
        kinds = [entry.kind for entry in history.page(cast.dan.actor, number).items]
    assert (kinds.count("task.ticked"), kinds.count("task.unticked")) == (2, 1)
    ended(cast, "dan", number)
    assert seen(cast, "dan", number)[2:] == [("Desk stands", None)], "the next step lists what the first one ticked"
    assert len(seen(cast, "marta", number)) == 2, "the owner shows only the first"
    assert cast.journal_holds()


def test_only_who_may_act_ticks(cast: Cast) -> None:
    publish("desk", step("work", **DESK))
    number = cast.marta.orders("desk", {})
    with transaction():
        tasks.claim(cast.dan.actor, task_of(number).id)
    with pytest.raises(Forbidden):
        tick(cast, "piotr", number, "Desk stands")
    with pytest.raises(NotFound):
        tick(cast, "karol", number, "Desk stands")
