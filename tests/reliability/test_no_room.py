"""A database that only reads: 503 with Retry-After, nothing half done, and all goes on afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from app.db import db, reading, session
from app.models.journal import Journal
from app.models.request import Request
from app.models.task import Task
from app.operations import journal
from tests.app.web.api.test_journey import ORDER, ordered
from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]


@contextmanager
def pragma(line: str, back: str) -> Iterator[None]:
    """Every connection runs under this pragma for a while."""

    def before(connection: Any, *_more: object) -> None:
        connection.cursor().execute(line)

    def after(connection: Any, *_more: object) -> None:
        connection.cursor().execute(back)

    session().close()
    event.listen(db.engine, "checkout", before)
    event.listen(db.engine, "checkin", after)
    try:
        yield
    finally:
        session().close()
        event.remove(db.engine, "checkout", before)
        event.remove(db.engine, "checkin", after)


def counted() -> list[int]:
    with reading():
        return [session().scalar(select(func.count()).select_from(model)) or 0 for model in (Request, Task, Journal)]


READ_ONLY = ("PRAGMA query_only = ON", "PRAGMA query_only = OFF")


@pytest.mark.parametrize(("line", "back"), [READ_ONLY], ids=["read only"])
def test_an_order_and_a_completion_wait_for_better_days(
    sqlite_house: Flask, program: Program, line: str, back: str
) -> None:
    marta, jonas = program("marta"), program("jonas")
    request = ordered(marta)
    [task] = jonas.get("/api/v1/tasks").json["items"]
    path, decided = f"/api/v1/tasks/{task['id']}/complete", {"data": {"decision": "approve", "reason": "x" * 9000}}
    big = {**ORDER, "data": {**ORDER["data"], "reason": "y" * 9000}}
    before = counted()
    with pragma(line, back):
        for caller, where, body in ((marta, "/api/v1/requests", big), (jonas, path, decided)):
            answer = caller.post(where, json=body)
            assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "2"), answer.text
        assert marta.get(f"/api/v1/requests/{request['number']}").status_code == 200
    assert counted() == before
    assert jonas.post(path, json={"data": {"decision": "approve"}}).status_code == 200
    with reading():
        assert journal.verify() is None
