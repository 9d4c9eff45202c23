"""The doorbell: coalesced, bounded, and never in the way of whoever rings."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from redis import Redis
from sqlalchemy import select

from app import meters
from app.config import Config
from app.db import after_commit, ring, session, transaction
from app.jobs import bell, scheduler
from app.models.setting import Setting
from app.operations import house
from tests.app.jobs.conftest import Server


@pytest.fixture(autouse=True)
def _fresh_bell() -> Iterator[None]:
    meters.rings.clear()
    meters._counting.cache_clear()  # what counted into the labels that are gone
    bell._quiet.update(until=0.0, every=0.0)
    yield
    bell._quiet.update(until=0.0, every=0.0)
    bell.queue.cache_clear()


def hang(url: str, config: Config) -> None:
    house.open(Config(var=config.var, redis_url=url))


def counts() -> dict[str, float]:
    (rings,) = meters.rings.collect()
    return {one.labels["result"]: one.value for one in rings.samples if one.name.endswith("_total")}


def jobs(url: str) -> list[str]:
    with Redis.from_url(url) as redis:
        return [name.decode() for name in redis.lrange(f"rq:queue:{bell.QUEUE}", 0, -1)]


def test_a_ring_is_one_job_without_arguments(redis_url: str, tmp_path: object) -> None:
    hang(redis_url, Config(var=tmp_path))  # type: ignore[arg-type]
    bell.ring({"call", "request:17"})
    (name,) = jobs(redis_url)
    with Redis.from_url(redis_url) as redis:
        (job,) = bell.queue(redis_url).get_jobs()
        assert (job.func_name, job.args, job.kwargs) == (bell.DRAIN, [], {})
        assert 0 < redis.ttl(f"rq:job:{name}") <= 60
    assert counts() == {"rung": 1}


@pytest.mark.parametrize("topic", sorted(scheduler.TOPICS))
def test_whatever_comes_due_by_time_wakes_a_worker(redis_url: str, tmp_path: object, topic: str) -> None:
    hang(redis_url, Config(var=tmp_path))  # type: ignore[arg-type]
    bell.ring({topic})
    assert len(jobs(redis_url)) == 1


def test_a_thousand_rings_are_a_few_jobs(redis_url: str, tmp_path: object) -> None:
    hang(redis_url, Config(var=tmp_path))  # type: ignore[arg-type]
    begun = time.monotonic()
    for _number in range(1000):
        bell.ring({"timer"})
    slots = int((time.monotonic() - begun) // bell.SLOT) + 2
    assert 2 <= len(jobs(redis_url)) <= 2 * slots
    assert sum(counts().values()) == 1000


def test_a_worker_rings_for_the_others_now_and_then_only(redis_url: str, tmp_path: object) -> None:
    house.open(Config(var=tmp_path, redis_url=redis_url))  # type: ignore[arg-type]
    bell.works_here()
    for _number in range(100):
        bell.ring({"outbox"})
    told = counts()
    assert told["rung"] >= 1
    assert told["skipped"] > 50


def test_what_is_no_work_rings_nobody(redis_url: str, tmp_path: object) -> None:
    hang(redis_url, Config(var=tmp_path))  # type: ignore[arg-type]
    bell.ring({"request:17", "inbox:3"})
    bell.ring(set())
    assert jobs(redis_url) == []


def test_without_redis_nobody_waits_and_nothing_is_raised(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    hang("unix:///nowhere/redis.sock", Config(var=tmp_path))  # type: ignore[arg-type]
    monkeypatch.setattr(bell, "PAUSE", 600)  # however slow the machine
    for _number in range(100):
        bell.ring({"outbox"})
    assert counts() == {"failed": 1, "skipped": 99}


def test_a_redis_that_hangs_costs_half_a_second_once(
    redis: Server, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bell, "PAUSE", 600)
    hang(redis.url, Config(var=tmp_path))  # type: ignore[arg-type]
    assert redis.process is not None
    os.kill(redis.process.pid, signal.SIGSTOP)
    begun = time.monotonic()
    for _number in range(100):
        bell.ring({"outbox"})
    spent = time.monotonic() - begun
    os.kill(redis.process.pid, signal.SIGCONT)
    assert spent < 20
    assert counts() == {"failed": 1, "skipped": 99}


def test_the_bell_rings_after_the_commit_and_not_after_a_failure(empty_house: Flask, redis_url: str) -> None:
    hang(redis_url, empty_house.extensions["laneway"])
    after_commit[:] = [bell.ring]

    with contextlib.suppress(ZeroDivisionError), transaction():
        ring("call")
        raise ZeroDivisionError
    assert jobs(redis_url) == []
    with transaction():
        session().add(Setting(key="a", value="b"))
        ring("call")
        assert session().scalar(select(Setting.value).where(Setting.key == "a")) == "b"
        assert jobs(redis_url) == []
    assert len(jobs(redis_url)) == 1
