"""A full disk and a database that only reads: 503 with Retry-After, nothing half done, and all goes on afterwards."""

import io
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select, text

from app.backup.making import make
from app.db import db, reading, session, transaction
from app.models.file import File
from app.models.journal import Journal
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations import files, house, journal
from app.operations.permissions import actor_of
from tests.app.web.api.test_journey import ORDER, ordered
from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]
MEGABYTE = 1 << 20


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


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """No file of this process may grow over `size`: what is written beyond fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def counted() -> list[int]:
    with reading():
        return [session().scalar(select(func.count()).select_from(model)) or 0 for model in (Request, Task, Journal)]


FULL = ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823")
READ_ONLY = ("PRAGMA query_only = ON", "PRAGMA query_only = OFF")


@pytest.mark.parametrize(("line", "back"), [FULL, READ_ONLY], ids=["full", "read only"])
def test_an_order_and_a_completion_wait_for_better_days(
    sqlite_house: Flask, program: Program, line: str, back: str
) -> None:
    marta, jonas = program("marta"), program("jonas")
    request = ordered(marta)
    [task] = jonas.get("/api/v1/tasks").json["items"]
    path, decided = f"/api/v1/tasks/{task['id']}/complete", {"data": {"decision": "approve", "reason": "x" * 9000}}
    big = {**ORDER, "data": {**ORDER["data"], "reason": "y" * 9000}}
    with db.engine.connect() as connection:  # no page half empty: whatever is written needs a new one
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM"))
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


def test_an_upload_that_does_not_fit_leaves_nothing(sqlite_house: Flask, program: Program) -> None:
    marta, content = program("marta"), b"%PDF-1.7\n" + b"a" * (20 * MEGABYTE)
    head = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="plan.pdf"\r\n\r\n'
    sent = {"data": head + content + b"\r\n--cut--\r\n", "content_type": "multipart/form-data; boundary=cut"}
    with no_file_over(16 * MEGABYTE):
        answer = marta.post("/api/v1/files", **sent)
    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "2"), answer.text
    with reading():
        assert session().scalar(select(func.count()).select_from(File)) == 0
        assert [one for one in files.folder().rglob("*") if one.is_file()] == []
    assert marta.post("/api/v1/files", **sent).status_code == 201


def test_a_backup_that_does_not_fit_is_not_there(sqlite_house: Flask, tmp_path: Path) -> None:
    path, folder = tmp_path / "house.backup", house.config().var / "files"
    with transaction():
        marta = session().scalars(select(Person).where(Person.login == "marta")).one()
        files.add(actor_of(marta), files.store(io.BytesIO(b"%PDF-1.7\n" + os.urandom(20 * MEGABYTE)), "plan.pdf"))
    with pytest.raises(OSError, match="too large"), no_file_over(16 * MEGABYTE), db.engine.connect() as connection:
        make(path, connection, folder)
    assert not path.exists()
    assert list(tmp_path.glob("*.part")) == []
