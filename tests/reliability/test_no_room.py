"""A full disk and a database that only reads: 503 with Retry-After, nothing half done, and all goes on afterwards."""

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from app.db import db, reading, session
from app.errors import Busy
from app.jobs import settling, shift, work
from app.models.call import Call
from app.models.comment import Comment
from app.models.file import File
from app.models.idempotency_key import IdempotencyKey
from app.models.journal import Journal
from app.models.outbox import Outbox
from app.models.request import Request
from app.models.task import Task
from app.operations import files, journal
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.cast import Cast, Recorder
from tests.journeys.test_general_request import HEATING
from tests.reliability.test_planted import approved, furnished

Trouble = tuple[str, str]
Program = Callable[[str], Caller]
LONG = "The radiator under the window knocks. " * 100  # needs room of its own
FULL = ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823")  # no page more than there are
READ_ONLY = ("PRAGMA query_only = ON", "PRAGMA query_only = OFF")
STANDBY = ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")
WHERE = pytest.mark.parametrize(
    ("house", "trouble"),
    [("sqlite", FULL), ("sqlite", READ_ONLY), ("postgresql", STANDBY)],
    ids=["full", "read only", "read only on PostgreSQL"],
    indirect=["house"],
)


@contextmanager
def under(trouble: Trouble) -> Iterator[None]:
    """Every connection is told the first line before it is used, and the second afterwards."""

    def told(line: str) -> Callable[..., None]:
        def tell(connection: Any, *_more: object) -> None:
            connection.cursor().execute(line)
            connection.commit()

        return tell

    if "page" in trouble[0]:
        with closing(db.engine.raw_connection()) as line:
            line.cursor().execute("VACUUM")  # no page has room for more
    session().close()
    before, after = told(trouble[0]), told(trouble[1])
    event.listen(db.engine, "checkout", before)
    event.listen(db.engine, "checkin", after)
    try:
        yield
    finally:
        session().close()
        event.remove(db.engine, "checkout", before)
        event.remove(db.engine, "checkin", after)


def counted() -> list[int]:
    """How much there is of what an order and a completion write, and of uploaded bytes."""
    tables = (Request, Task, Journal, Outbox, File, Comment, IdempotencyKey)
    with reading():
        rows = [session().scalar(select(func.count()).select_from(table)) or 0 for table in tables]
    return [*rows, sum(1 for path in files.folder().rglob("*") if path.is_file())]


def picture() -> dict[str, Any]:
    return {"data": {"file": (io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(64)), "heating.png")}}


def comes_again(answer: Any) -> bool:
    return (answer.status_code, answer.headers.get("Retry-After")) == (503, "2")


@WHERE
def test_an_order_with_a_picture_and_a_completion(house: Flask, program: Program, trouble: Trouble) -> None:
    marta, zsofia = program("marta"), program("zsofia")
    ordered = marta.post("/api/v1/requests", json={"item": "general_request", "data": HEATING}).json
    [task] = [
        one for one in zsofia.get("/api/v1/tasks?scope=groups").json["items"] if one["request"] == ordered["number"]
    ]
    again = {"item": "general_request", "data": {**HEATING, "description": LONG}}
    number = ordered["number"]
    deeds: dict[str, tuple[Caller, dict[str, Any]]] = {
        "/api/v1/requests": (marta, {"json": again}),
        f"/api/v1/requests/{number}/comments": (marta, {"json": {"text": LONG}}),
    }
    if trouble != FULL:  # these find room where others do not
        deeds["/api/v1/files"] = (marta, picture())
        deeds[f"/api/v1/tasks/{task['id']}/claim"] = (zsofia, {"json": {}})
    before = counted()
    with under(trouble):
        for path, (who, given) in deeds.items():
            answer = who.post(path, headers={"Idempotency-Key": path}, **given)
            assert comes_again(answer), f"{path}: {answer.status_code} {answer.text}"
        assert marta.get(f"/api/v1/requests/{number}").status_code == 200
    assert counted() == before
    for path, (who, given) in deeds.items():
        if "json" in given:
            assert who.post(path, headers={"Idempotency-Key": path}, **given).status_code in (200, 201)
    with reading():
        assert journal.verify() is None


def test_a_disk_without_room_for_a_file(sqlite_house: Flask, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    marta, before = program("marta"), counted()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as now:
        now.setattr(os, "fsync", full)
        assert comes_again(marta.post("/api/v1/files", **picture()))
    assert counted() == before
    assert marta.post("/api/v1/files", **picture()).status_code == 201


@WHERE
def test_a_page(house: Flask, program: Program, browser_of: Callable[[str], Browser], trouble: Trouble) -> None:
    number = program("marta").post("/api/v1/requests", json={"item": "general_request", "data": HEATING}).json["number"]
    marta = browser_of("marta")
    form = {"csrf_token": marta.csrf, "text": LONG}
    before = counted()
    with under(trouble):
        answer = marta.post(f"/requests/{number}/comments", form)
        assert comes_again(answer)
        assert "Traceback" not in answer.text
        assert marta.get(f"/requests/{number}").status_code == 200
    assert counted() == before
    assert marta.post(f"/requests/{number}/comments", form).status_code == 302


@pytest.mark.parametrize(("house", "trouble"), [("postgresql", STANDBY)], indirect=["house"])
def test_a_page_that_keeps_what_was_typed(house: Flask, browser_of: Callable[[str], Browser], trouble: Trouble) -> None:
    paul = browser_of("paul")
    form = {"csrf_token": paul.csrf, "target": "item:general_request", "reason": "The radiators are being renewed."}
    with under(trouble):
        answer = paul.post("/suspensions", form)
    assert comes_again(answer)
    assert "The radiators are being renewed." in answer.text


@WHERE
def test_a_worker(house: Flask, trouble: Trouble, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes nothing on; what it had in hand when the trouble came is done again by the same key, and counts once."""
    monkeypatch.setattr(settling, "PAUSES", (0.0,))
    outside = Recorder("http", answers=[{"receipt": LONG}, {"receipt": LONG}])
    cast = furnished(house, outside)
    number = approved(cast, works=False)
    with ExitStack() as stops, monkeypatch.context() as now:

        def begins(order: Any) -> dict[str, Any]:
            stops.enter_context(under(trouble))
            return Recorder.run(outside, order)

        now.setattr(outside, "run", begins)
        for _look in range(2):
            works(cast)
        with reading():
            row = session().scalars(select(Call)).one()
            assert (row.state in ("leased", "ready"), row.result) == (True, None)
    cast.later(minutes=2)
    with reading():
        assert session().scalars(select(Call.state)).one() == "done"
        assert set(session().scalars(select(Outbox.state))) == {"done"}
        assert journal.verify() is None
    assert [order.key for order in outside.orders] == [outside.orders[0].key] * 2
    assert cast.request(number).state == "running"


def works(cast: Cast) -> None:
    """One look of a worker, which waits when the database is away."""
    shift.begin(shift.Shift("test", cast.connectors, None))
    with suppress(Busy):
        work.drain()
