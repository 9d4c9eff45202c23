"""A request that a later release has moved on: it is shown as ever; whoever would move it is asked to come again."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import reading, session
from app.models.incident import Incident
from app.models.journal import Journal
from tests.app.jobs.test_later import written_in
from tests.app.operations.migrating_items import FIRST, KEY, MORE, publish
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.cast import Cast
from tests.journeys.test_new_software import FIGMA
from workflows.state import READS, WRITES


@pytest.fixture
def number(cast: Cast) -> str:
    """A request that a later release has moved on."""
    publish(FIRST)
    made = cast.marta.orders(KEY, {})
    written_in(READS + 1, int(made[4:]))
    return made


def entries(number: str) -> list[Any]:
    with reading():
        return list(session().scalars(select(Journal.kind).where(Journal.request_id == int(number[4:]))))


def test_a_deed_is_answered_come_again_until_that_release_is_there(
    house: Flask, cast: Cast, program: Callable[[str], Caller], number: str
) -> None:
    before, dana = entries(number), program("dana")
    path = f"/api/v1/tasks/{cast.dana.task(number).id}/complete"
    keyed = {"headers": {"Idempotency-Key": "one"}, "json": {"data": {}}}
    answer = dana.post(path, **keyed)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert "later-release" in answer.json["type"]
    assert program("marta").post(f"/api/v1/requests/{number}/withdraw", json={"reason": "No."}).status_code == 503
    assert (entries(number), cast.open_tasks(number)) == (before, ["Pack"])
    written_in(WRITES, int(number[4:]))
    assert dana.post(path, **keyed).status_code == 200
    with reading():
        assert session().scalars(select(Incident)).all() == []


def test_it_is_shown_and_stays_on_its_version(
    house: Flask, cast: Cast, program: Callable[[str], Caller], browser_of: Callable[[str], Browser]
) -> None:
    paul = program("paul")
    publish(FIRST)
    number, other = cast.marta.orders(KEY, {}), cast.marta.orders(KEY, {})
    figma = cast.marta.orders("new_software", FIGMA)  # what was done can be undone there
    new = publish(MORE)
    for one in (number, figma):
        written_in(READS + 1, int(one[4:]))
        assert browser_of("marta").get(f"/requests/{one}").status_code == 200
    for words in ({"dry_run": True}, {}):
        items = paul.post(f"/api/v1/definitions/{KEY}/versions/1/migrate", json={"to": new, **words}).json["items"]
        assert [(one["request"], one["ok"]) for one in items] == [(number, False), (other, True)]
        assert "Laneway" in items[0]["reason"]
