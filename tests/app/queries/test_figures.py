"""Figures of what waits: what a worker will take and what a program will are two things, and neither is looked for
among all that is done.
"""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, insert

from app.db import db, now, reading, session, transaction
from app.doctor import work
from app.models.call import Call
from app.models.outbox import Outbox
from app.queries import figures
from tests.fixtures.cast import Cast

ORDER = {"subject": "The heating in room 2.04 is cold", "category": "building", "description": "Both radiators."}


def told(name: str) -> dict[str, float]:
    with reading():
        lines = figures.text()
    return {queue: float(said) for queue, said in re.findall(rf'{name}{{queue="(\w+)"}} (\S+)', lines)}


def call(cast: Cast, *, outside: bool, state: str = "ready") -> None:
    """Due since an hour."""
    number = cast.marta.orders("general_request", ORDER)
    with transaction():
        facts = {"instance_id": int(number[4:]), "request_id": int(number[4:]), "engine_id": "1", "element": "grant"}
        facts |= {"type": "grant", "run_at": now() - timedelta(hours=1), "created_at": now()}
        session().execute(insert(Call).values(key=f"{number}:grant", outside=outside, state=state, **facts))


@pytest.mark.parametrize("house", ["sqlite"], indirect=True)
def test_a_job_that_waits_for_a_program_is_no_late_call(house: Flask, cast: Cast) -> None:
    call(cast, outside=True)
    call(cast, outside=False, state="done")
    assert (told("laneway_waiting")["calls"], told("laneway_waiting")["jobs"]) == (0, 1)
    assert told("laneway_lateness_seconds")["calls"] == 0
    assert 3600 <= told("laneway_lateness_seconds")["jobs"] < 4000
    call(cast, outside=False)
    assert (told("laneway_waiting")["calls"], told("laneway_waiting")["jobs"]) == (1, 1)
    assert 3600 <= told("laneway_lateness_seconds")["calls"] < 4000


@pytest.mark.parametrize("asked", ["scraped", "doctor"])
def test_what_is_done_is_not_gone_through(empty_house: Flask, asked: str) -> None:
    """As is done with 3,000 mails that have left, and at each scrape."""
    with transaction():
        row = {"kind": "mail", "payload": "", "state": "done", "run_at": now(), "created_at": now()}
        session().execute(Outbox.__table__.insert(), [{**row, "key": str(number)} for number in range(3000)])
    said: list[tuple[str, object]] = []

    def hear(_connection: object, _cursor: object, statement: str, values: object, *_rest: object) -> None:
        said.append((statement, values))

    with reading():
        event.listen(db.engine, "before_cursor_execute", hear)
        try:
            figures.text() if asked == "scraped" else [list(work._queue(*one)) for one in work.QUEUES]
        finally:
            event.remove(db.engine, "before_cursor_execute", hear)
        looks = [(one, values) for one, values in said if "min(" in one]
        assert len(looks) == {"scraped": 4, "doctor": len(work.QUEUES)}[asked]
        for one, values in looks:
            assert re.search(r"ix_\w+_(live|jobs)", plan(one, values)), one


def plan(statement: str, values: object) -> str:
    connection = session().connection()
    if connection.dialect.name == "sqlite":
        return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all())
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # so small a table is read whole otherwise
    return str(connection.exec_driver_sql(f"EXPLAIN {statement}", values).all())
