"""The scheduler: one acts at a time, another takes over, and it tidies up."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.config import Config
from app.db import after_commit, now, reading, session, transaction
from app.jobs import bell, scheduler
from app.jobs.scheduler import Chore, turn
from app.models.heartbeat import Heartbeat
from app.models.idempotency_key import IdempotencyKey
from app.models.message import Message
from app.models.person import Person
from app.operations import heartbeats, house, outbox, readiness
from launcher.child import spawn, stop
from launcher.waiting import until
from tests.app.jobs.test_bell import jobs
from tests.app.operations.test_leases import move_clock

ROOT = Path(__file__).resolve().parents[3]


def chores(done: list[str]) -> list[Chore]:
    return [Chore(lambda: done.append("done"), 0)]


def test_of_several_schedulers_one_acts(empty_house: Flask) -> None:
    done: list[str] = []
    assert turn("a:1", chores(done))
    assert not turn("b:2", chores(done))
    assert turn("a:1", chores(done))
    assert len(done) == 2


def test_another_takes_over_after_the_lease(empty_house: Flask) -> None:
    assert turn("a:1", [])
    move_clock(scheduler.LEASE + 1)
    assert turn("b:2", [])
    assert not turn("a:1", [])


def test_one_that_ends_on_purpose_makes_way_at_once(empty_house: Flask) -> None:
    assert turn("a:1", [])
    with transaction():
        heartbeats.step_down("a:1")
    assert turn("b:2", [])


def test_one_that_ended_on_purpose_is_in_nobodys_way(empty_house: Flask) -> None:
    """A restore or an upgrade begins at once after a stop, and waits half a minute after a kill."""
    turn("a:1", [])
    with reading():
        assert readiness.at_work() == "scheduler"
    with transaction():
        heartbeats.step_down("a:1")
    with reading():
        assert readiness.at_work() is None


def test_chores_have_their_own_rhythm(empty_house: Flask) -> None:
    done: list[str] = []
    rare = [Chore(lambda: done.append("rare"), 3600)]
    turn("a:1", rare)
    turn("a:1", rare)
    assert done == ["rare"]


def test_a_chore_that_fails_does_not_stop_the_others(empty_house: Flask) -> None:
    done: list[str] = []
    assert turn("a:1", [Chore(lambda: 1 // 0, 0), *chores(done)])
    assert done == ["done"]


def test_it_rings_for_what_came_due_by_time(empty_house: Flask, redis_url: str) -> None:
    after_commit.clear()
    house.open(Config(var=empty_house.extensions["laneway"].var, redis_url=redis_url))
    bell._quiet["until"] = 0.0
    with transaction():
        row = outbox.write("mail", {})
        assert row is not None
        row.run_at = now() + timedelta(hours=1)
    scheduler.ring_for_due()
    assert jobs(redis_url) == []
    move_clock(3601)
    scheduler.ring_for_due()
    assert len(jobs(redis_url)) == 1


def test_it_tidies_what_is_over(empty_house: Flask) -> None:
    with transaction():
        person = Person(login="ilse", name="Ilse", created_at=now(), roles=[])
        session().add(person)
        session().flush()
        session().add(IdempotencyKey(person_id=person.id, key="k", body_hash="h", created_at=now()))
        moments = {"received_at": now(), "expires_at": now() + timedelta(hours=1)}
        session().add(Message(name="n", correlation_key="k", **moments))
        heartbeats.beat("worker:gone:1", "worker")
    scheduler.tidy()
    assert state() == (1, "kept", 1)
    move_clock(25 * 3600)
    scheduler.tidy()
    assert state() == (0, "expired", 0)


def state() -> tuple[int, str, int]:
    with reading():
        keys = len(session().scalars(select(IdempotencyKey)).all())
        message = session().scalars(select(Message.state)).one()
        return keys, message, len(session().scalars(select(Heartbeat)).all())


def test_the_process_reports_in_and_steps_down(empty_house: Flask) -> None:
    config = empty_house.extensions["laneway"]
    own = {"LANEWAY_VAR": str(config.var), "LANEWAY_SECRET_KEY": "only for tests", "LANEWAY_SWEEP_SECONDS": "0.1"}
    if config.database_url:
        own["LANEWAY_DATABASE_URL"] = config.database_url
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LANEWAY_")}
    process = spawn(
        [sys.executable, "-m", "app.cli", "scheduler"], cwd=ROOT, env={**clean, **own}, stderr=subprocess.DEVNULL
    )
    try:
        until(lambda: "scheduler" not in missing(), "the scheduler reports in", 180)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert turn("next:1", [])
    finally:
        stop(process, patience=5)


def missing() -> list[str]:
    with reading():
        return readiness.missing()
