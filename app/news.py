"""News between processes: what changed, told over Redis after the commit, heard by the streams of open pages.

Best effort: the database is the truth and pages ask again by themselves. Carries topics ("request:17"), never content.
Knows no table and no page.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import closing

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

CHANNEL = "laneway:news"
WAIT = 0.5
PAUSE = 2.0  # seconds without another try after one that failed

log = logging.getLogger(__name__)
_lock = threading.Lock()
_state: dict[str, object] = {"url": "", "redis": None, "quiet": 0.0}


def open(url: str) -> None:
    """Use this Redis from now on."""
    with _lock:
        _state.update(url=url, redis=None, quiet=0.0)


def tell(topics: set[str]) -> None:
    """Publish what a transaction rang for. To be put into db.after_commit; never raises."""
    if not topics or time.monotonic() < float(str(_state["quiet"])):
        return
    try:
        _client().publish(CHANNEL, " ".join(sorted(topics)))
    except (RedisError, OSError) as error:
        _state["quiet"] = time.monotonic() + PAUSE
        log.info("No news over Redis (%s); pages ask by themselves.", error)


def heard(seconds: float, beat: float) -> Iterator[frozenset[str]]:
    """Topics as they are told, for `seconds`: an empty set at once, from which on nothing is missed, and every `beat`
    seconds in between. Raises RedisError."""
    ends = time.monotonic() + seconds
    with closing(_client().pubsub(ignore_subscribe_messages=True)) as news:
        news.subscribe(CHANNEL)
        news.get_message(timeout=beat)  # Redis says that it is done
        yield frozenset()
        while (left := ends - time.monotonic()) > 0:
            message = news.get_message(timeout=min(beat, left))
            yield frozenset(message["data"].decode().split()) if message else frozenset()


def _client() -> Redis:
    with _lock:
        if _state["redis"] is None:
            url = str(_state["url"])
            short = {"socket_connect_timeout": WAIT, "socket_timeout": WAIT, "retry": Retry(NoBackoff(), 0)}
            _state["redis"] = Redis.from_url(url, **short)
        client = _state["redis"]
    assert isinstance(client, Redis)
    return client
