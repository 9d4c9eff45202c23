"""RQ's worker as the doorkeeper: answers the bell, refuses everything else in Redis, outlives Redis."""

import pickle
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from rq import Callback, Queue
from rq.serializers import JSONSerializer

from app.jobs import bell, doorkeeper, work
from launcher.waiting import until
from tests.app.jobs.conftest import Server

PWNED = "pwned by a job"


class Door:
    """The doorkeeper in a thread; counts how often it was rung in."""

    def __init__(self, url: str) -> None:
        self.url, self.drained, self.stopping = url, 0, threading.Event()
        self.thread = threading.Thread(target=doorkeeper.answer, args=(url, self.stopping))

    def drain(self) -> None:
        self.drained += 1

    def ring(self) -> None:
        """Ring, and wait for the answer."""
        before = self.drained
        with Redis.from_url(self.url) as redis:
            Queue(bell.QUEUE, connection=redis, serializer=JSONSerializer).enqueue(bell.DRAIN, result_ttl=0)
        until(lambda: self.drained > before, "the bell is answered")


@pytest.fixture
def door(redis: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    made = Door(redis.url)
    monkeypatch.setattr(work, "drain", made.drain)
    made.thread.start()
    yield made
    made.stopping.set()
    made.thread.join(60)
    assert not made.thread.is_alive()


def write_file(path: str) -> None:
    """What a crafted job would like to run."""
    Path(path).write_text(PWNED)


def test_a_ring_is_answered(door: Door) -> None:
    door.ring()
    door.ring()
    assert door.drained == 2


def test_whatever_else_lies_in_redis_does_not_run(door: Door, redis: Server, tmp_path: Path) -> None:
    marks = [str(tmp_path / name) for name in ("function", "argument", "failure", "success", "stopped")]
    target = f"{__name__}.write_file"
    with Redis.from_url(redis.url) as connection:
        queue = Queue(bell.QUEUE, connection=connection, serializer=JSONSerializer)
        queue.enqueue("builtins.eval", f"open({marks[0]!r}, 'w')")
        queue.enqueue("os.system", f"touch {marks[0]}")
        queue.enqueue(target, marks[0])
        queue.enqueue(bell.DRAIN, marks[1])
        queue.enqueue("os.system", f"touch {marks[2]}", on_failure=Callback("os.mkdir"))
        queue.enqueue(bell.DRAIN, job_id="callback", on_success=Callback("os.mkdir"))
        queue.enqueue(bell.DRAIN, job_id="address")
        connection.hset("rq:job:address", "webhooks", '[{"url": "http://127.0.0.1:9/", "statuses": ["finished"]}]')
        Queue(bell.QUEUE, connection=connection).enqueue(bell.DRAIN, job_id="pickled")
        connection.hset("rq:job:pickled", "data", pickle.dumps(Evil(marks[4])))
    before = door.drained
    until(lambda: Redis.from_url(redis.url).llen(f"rq:queue:{bell.QUEUE}") == 0, "all of it was looked at")
    door.ring()

    assert not any(Path(mark).exists() for mark in marks)
    assert door.drained - before <= 3  # the two rings among them, and the one that was ours


class Evil:
    """Runs a program where it is unpickled."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return (write_file, (self.mark,))


def test_redis_may_die_and_come_back(door: Door, redis: Server) -> None:
    door.ring()
    redis.kill()
    redis.start()
    door.ring()
    assert door.thread.is_alive()


def test_redis_may_be_away_when_the_day_begins(redis: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    redis.kill()
    door = Door(redis.url)
    monkeypatch.setattr(work, "drain", door.drain)
    door.thread.start()
    redis.start()
    door.ring()
    door.stopping.set()
    door.thread.join(60)
    assert not door.thread.is_alive()


def test_a_drain_that_fails_does_not_end_the_doorkeeper(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    failures = iter([RuntimeError("the database is away")])

    def fail_once() -> None:
        for failure in failures:
            raise failure
        door.drain()

    monkeypatch.setattr(work, "drain", fail_once)
    with Redis.from_url(door.url) as redis:
        Queue(bell.QUEUE, connection=redis, serializer=JSONSerializer).enqueue(bell.DRAIN)
    door.ring()
    assert door.drained == 1
