"""Whole worker processes: what they do when Redis, another worker, or they themselves die."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.db import reading, session, transaction
from app.jobs import bell, worker
from app.jobs.shift import Held, Shift
from app.models.heartbeat import Heartbeat
from app.models.outbox import Outbox
from app.operations import house, leases, outbox, readiness
from launcher.child import spawn, stop
from launcher.waiting import until
from tests.app.jobs.conftest import Office, Server, furnish
from tests.fixtures.outside import Peer, say

ROOT = Path(__file__).resolve().parents[3]
STARTING = 180.0  # seconds until a process is there on a busy machine


class Workers:
    """Worker processes on the database of this test; `settings` are LANEWAY_* without the prefix."""

    def __init__(self, app: Flask, settings: dict[str, str]) -> None:
        self.config = app.extensions["laneway"]
        self.settings = settings
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> "subprocess.Popen[bytes]":
        own = {
            "VAR": str(self.config.var),
            "DATABASE_URL": self.config.database_url,
            "SECRET_KEY": "only for tests",
            "SWEEP_SECONDS": "0.1",
            **self.settings,
        }
        environment = {name: value for name, value in os.environ.items() if not name.startswith("LANEWAY_")}
        environment.update({f"LANEWAY_{name}": value for name, value in own.items()})
        log = (self.config.var / f"worker{len(self.running)}.log").open("wb")
        with log:
            command = [sys.executable, "-m", "app.cli", "worker"]
            process = spawn(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.running.append(process)
        until(lambda: self.reported(process), "the worker reports in", STARTING)
        return process

    def reported(self, process: "subprocess.Popen[bytes]") -> bool:
        assert process.poll() is None, (self.config.var / f"worker{len(self.running) - 1}.log").read_text()
        return found(lambda: bool(session().get(Heartbeat, f"worker:{os.uname().nodename}:{process.pid}")))


T = TypeVar("T")


def found(look: Callable[[], T]) -> T:
    """Read afresh."""
    with reading():
        return look()


@pytest.fixture
def workers(empty_house: Flask, redis: Server) -> Iterator[Workers]:
    made = Workers(empty_house, {"REDIS_URL": redis.url})
    yield made
    for process in made.running:
        stop(process, patience=10)


def put(key: str) -> None:
    with transaction():
        outbox.write("mail", {"kind": "x", "to": "", "subject": "s", "text": "t", "language": "en"}, key=key)


def done(key: str) -> bool:
    return found(lambda: session().scalar(select(Outbox.state).where(Outbox.key == key)) == "done")


def test_it_works_with_and_without_redis_and_outlives_its_death(workers: Workers, redis: Server) -> None:
    process = workers.start()
    until(lambda: redis.workers() == 1, "the doorkeeper is at the door")
    put("first")
    until(lambda: done("first"), "the mail is done")
    redis.kill()
    put("without redis")
    until(lambda: done("without redis"), "the mail is done without Redis")
    redis.start()
    until(lambda: redis.workers() >= 1, "the doorkeeper is back")
    put("with redis again")
    until(lambda: done("with redis again"), "the mail is done")
    assert process.poll() is None
    assert "worker" not in found(readiness.missing)


def test_a_commit_wakes_it_long_before_it_would_look_by_itself(workers: Workers, redis: Server) -> None:
    workers.settings |= {"SWEEP_SECONDS": "600"}
    workers.start()
    until(lambda: redis.workers() == 1, "the doorkeeper is at the door")
    house.open(replace(workers.config, redis_url=redis.url))
    bell._quiet["until"] = 0.0
    for number in range(3):
        put(f"mail {number}")
        until(lambda number=number: done(f"mail {number}"), "the bell is answered")  # type: ignore[misc]


@pytest.mark.parametrize("empty_config", ["postgresql"], indirect=True)  # a file has no connections to drop
def test_a_database_that_drops_its_connections_is_tried_again(workers: Workers) -> None:
    process = workers.start()
    mine = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
    for number in range(3):
        with transaction():
            session().execute(text(mine + "pg_backend_pid()"))
        put(f"mail {number}")
        until(lambda number=number: done(f"mail {number}"), "the mail is done")  # type: ignore[misc]
    assert process.poll() is None


@pytest.mark.slow
def test_what_a_killed_worker_held_goes_to_another(workers: Workers, peer: Peer) -> None:
    """The first worker dies in the middle of a call; the second makes the call again, by the same key."""
    workers.settings |= {"LEASE_SECONDS": "1", "HTTP_ALLOW": peer.place}
    furnish(f"http://{peer.place}/")
    office = Office(None, None, None)  # type: ignore[arg-type]
    heard, release = threading.Event(), threading.Event()

    def stall(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        heard.set()
        if len(peer.seen) == 1:
            release.wait(90)
            return
        say(handler, 200, b"{}")

    peer.respond = stall
    first = workers.start()
    request = office.orders("errand")
    assert heard.wait(90)
    first.kill()
    first.wait()
    workers.start()
    until(lambda: office.request(request).state == "ended", "another worker took over", 60)
    release.set()

    assert office.request(request).outcome == "fulfilled"
    keys = [headers["idempotency-key"] for _method, _path, headers, _body in peer.seen]
    attempts = [headers["x-laneway-attempt"] for _method, _path, headers, _body in peer.seen]
    assert (len(set(keys)), attempts) == (1, ["1", "2"])


@pytest.mark.slow
def test_a_long_call_keeps_its_lease(workers: Workers, peer: Peer) -> None:
    """Four extensions long, with a second worker waiting: the call is made once. The lease is no shorter, for
    a busy machine may keep the first worker from its turn for a second, and then the call is rightly made again.
    """
    workers.settings |= {"LEASE_SECONDS": "5", "HTTP_ALLOW": peer.place}
    furnish(f"http://{peer.place}/")
    office = Office(None, None, None)  # type: ignore[arg-type]
    release = threading.Event()

    def stall(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        release.wait(90)
        say(handler, 200, b"{}")

    peer.respond = stall
    workers.start()
    workers.start()
    request = office.orders("errand")
    ends: set[object] = set()

    def extended() -> bool:
        ends.update(call.lease_until for call in office.calls() if call.lease_until)
        return len(ends) > 4

    until(extended, "the lease was extended four times", 60)
    release.set()
    until(lambda: office.request(request).state == "ended", "the call came back", 60)
    assert len(peer.seen) == 1
    assert office.calls()[0].attempts == 1


def test_at_sigterm_it_says_goodbye_and_ends_well(workers: Workers) -> None:
    process = workers.start()
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert found(lambda: session().scalars(select(Heartbeat)).all()) == []


def test_what_is_still_in_work_at_the_end_is_handed_back(empty_house: Flask) -> None:
    put("long")
    with transaction():
        (row,) = leases.claim(Outbox, "me:1")
        held = Held(Outbox, row.id, row.lease_token, row.attempts)
    shift = Shift("me:1", {}, None)
    with shift.holding(held):
        worker._end(shift, [])
    with reading():
        row = session().get_one(Outbox, held.id, populate_existing=True)
        assert (row.state, row.attempts) == ("ready", 0)
