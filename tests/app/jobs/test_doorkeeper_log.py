"""What an operator reads of the doorkeeper: one line where nothing is lost, a traceback where something is new."""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as NoConnection
from rq import Queue
from rq.serializers import JSONSerializer

from app.errors import Busy
from app.jobs import bell, doorkeeper, work
from launcher.waiting import until
from tests.app.jobs.conftest import Server

Answers = Callable[[Callable[[], object]], list[logging.LogRecord]]


@pytest.fixture
def answers(redis: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Iterator[Answers]:
    """Ring once, while answering does this; what was logged of it."""
    stopping = threading.Event()
    thread = threading.Thread(target=doorkeeper.answer, args=(redis.url, stopping))

    def ring(deed: Callable[[], object]) -> list[logging.LogRecord]:
        monkeypatch.setattr(work, "drain", deed)
        with Redis.from_url(redis.url) as connection:
            Queue(bell.QUEUE, connection=connection, serializer=JSONSerializer).enqueue(bell.DRAIN, result_ttl=0)
        if not thread.is_alive():
            thread.start()
        until(lambda: any(told(record) for record in caplog.records), "it is told")
        return [record for record in caplog.records if told(record)]

    yield ring
    stopping.set()
    thread.join(60)
    assert not thread.is_alive()


def told(record: logging.LogRecord) -> bool:
    return record.name.startswith(("rq", "app.jobs")) and record.levelno >= logging.WARNING


def test_a_ring_that_redis_forgets_is_one_line(redis: Server, answers: Answers) -> None:
    [record] = answers(lambda: Redis.from_url(redis.url).flushall())
    assert (record.levelname, record.exc_info) == ("WARNING", None)
    assert record.getMessage().startswith("Redis has forgotten a ring")
    assert "\n" not in record.getMessage()


@pytest.mark.parametrize(
    ("error", "said"), [(Busy(), "The database is away"), (NoConnection("Gone."), "Redis is away")]
)
def test_what_is_away_is_one_line(answers: Answers, error: Exception, said: str) -> None:
    def fails() -> None:
        raise error

    [record] = answers(fails)
    assert (record.levelname, record.getMessage()[: len(said)], "\n" in record.getMessage()) == ("WARNING", said, False)


def test_what_nobody_knows_keeps_its_traceback(answers: Answers) -> None:
    def fails() -> None:
        raise ValueError("Execution of a plan not found in Redis")

    [record] = answers(fails)
    assert record.levelname == "ERROR"
    assert "Traceback" in record.getMessage()


def test_a_worker_of_rq_that_ends_as_redis_goes_says_so_in_one_line() -> None:
    try:
        raise NoConnection("Gone.")
    except NoConnection as error:
        record = logging.LogRecord("rq.worker", logging.ERROR, "", 1, "Unhandled.", (), (NoConnection, error, None))
    assert doorkeeper._in_one_line(record)
    assert (record.getMessage(), record.exc_info) == (doorkeeper.AWAY % "Gone.", None)


def test_one_that_tries_again_says_so_in_our_words() -> None:
    said = "Worker %s: could not connect to Redis instance: %s retrying in %d seconds..."  # RQ's
    record = logging.LogRecord("rq.worker", logging.ERROR, "", 1, said, ("a1b2", NoConnection("Gone."), 2), None)
    assert doorkeeper._in_one_line(record)
    assert (record.getMessage(), record.levelname) == (doorkeeper.AWAY % "Gone.", "WARNING")
