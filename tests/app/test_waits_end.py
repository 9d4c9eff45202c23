"""Whoever waits for a lock, a connection or a statement waits for a time; then 503 with Retry-After, nothing lost."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, event, text

from app.db import db, reading, session
from tests.fixtures.callers import Caller
from tests.journeys.test_general_request import HEATING

Program = Callable[[str], Caller]
ON_POSTGRESQL = pytest.mark.parametrize("house", ["postgresql"], indirect=True)
SOON = {"postgresql": "SET lock_timeout = '50ms'", "sqlite": "PRAGMA busy_timeout = 50"}
TAKEN = {
    "postgresql": ("BEGIN", "SELECT 1 FROM instance FOR UPDATE"),
    "sqlite": ("BEGIN IMMEDIATE",),
}


def comes_again(answer: Any) -> bool:
    return (answer.status_code, answer.headers.get("Retry-After")) == (503, "2")


@contextmanager
def hurried(line: str) -> Iterator[None]:
    """Every connection waits no longer than this line says."""

    def tell(connection: Any, *_more: object) -> None:
        connection.cursor().execute(line)
        connection.commit()

    session().close()
    event.listen(db.engine, "checkout", tell)
    try:
        yield
    finally:
        session().close()
        event.remove(db.engine, "checkout", tell)
        db.engine.dispose()


def test_a_lock_that_somebody_keeps(house: Flask, program: Program) -> None:
    marta, zsofia = program("marta"), program("zsofia")
    marta.post("/api/v1/requests", json={"item": "general_request", "data": HEATING})
    [task] = zsofia.get("/api/v1/tasks?scope=groups").json["items"]
    kind = db.engine.dialect.name
    other = create_engine(db.engine.url, isolation_level="AUTOCOMMIT")
    with other.connect() as holder, hurried(SOON[kind]):
        for line in TAKEN[kind]:
            holder.execute(text(line))
        assert comes_again(zsofia.post(f"/api/v1/tasks/{task['id']}/claim", json={}))
        assert zsofia.get(f"/api/v1/tasks/{task['id']}").json["state"] == "open", "who only looks waits for nobody"
        holder.execute(text("ROLLBACK"))
    other.dispose()
    assert zsofia.post(f"/api/v1/tasks/{task['id']}/claim", json={}).status_code == 200
    assert house


def test_more_people_than_connections(house: Flask, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    marta = program("marta")
    session().close()
    pool: Any = db.engine.pool
    monkeypatch.setattr(pool, "_timeout", 0.05)
    with ExitStack() as others:
        for _one in range(pool.size() + pool._max_overflow):
            others.enter_context(db.engine.connect())
        assert comes_again(marta.get("/api/v1/requests"))
        assert comes_again(marta.post("/api/v1/requests", json={"item": "general_request", "data": HEATING}))
    assert marta.get("/api/v1/requests").json["items"] == []
    assert house


@ON_POSTGRESQL
def test_every_wait_of_a_connection_has_an_end(house: Flask) -> None:
    assert house
    with reading() as current:
        limits = {
            name: current.execute(text(f"SHOW {name}")).scalar_one()
            for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        }
    assert limits == {"statement_timeout": "5s", "lock_timeout": "4s", "idle_in_transaction_session_timeout": "6s"}
    pool: Any = db.engine.pool
    assert pool.timeout() <= 5


@ON_POSTGRESQL
def test_a_statement_that_takes_too_long(house: Flask, program: Program) -> None:
    with hurried("SET statement_timeout = '200ms'"):
        other = create_engine(db.engine.url, isolation_level="AUTOCOMMIT")
        with other.connect() as holder:
            holder.execute(text("BEGIN"))
            holder.execute(text('LOCK TABLE "session", token, person IN ACCESS EXCLUSIVE MODE'))
            assert comes_again(Caller(house, {"Authorization": "Bearer x"}).get("/api/v1/requests"))
            holder.execute(text("ROLLBACK"))
        other.dispose()
    assert program("marta").get("/api/v1/requests").status_code == 200
