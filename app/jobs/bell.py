"""The doorbell: after a commit, tell the workers by Redis that something is due.

Best effort and nothing more: the rows are the truth, every worker looks at them by itself as well. So a ring may be
lost, doubled or late, takes at most half a second, and never raises.
"""

import logging
import time
from functools import lru_cache

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.exceptions import DuplicateJobError
from rq.serializers import JSONSerializer

from app import meters
from app.operations import house

QUEUE = "laneway"
DRAIN = "app.jobs.work.drain"
WAKING = frozenset({"timer", "clock", "call", "outbox", "schedule", "suspension", "repair", "nudge"})
SLOT = 3.0  # seconds that share a ring; also how long a ring left behind by a killed worker can block others
WAIT = 0.5
OWN = 0.5  # seconds between two rings of a worker, which goes on to what it has just made due by itself
PAUSE = 2.0  # after a failed ring nobody waits for Redis again for so long

_quiet = {"until": 0.0, "every": 0.0}

log = logging.getLogger(__name__)


def ring(topics: set[str]) -> None:
    """Wake a worker if one of the topics is work for it. To be put into db.after_commit."""
    if not WAKING & topics:
        return
    if time.monotonic() < _quiet["until"]:
        meters.count(meters.rings, result="skipped")
        return
    try:
        told = "rung" if _enqueue(queue(house.config().redis)) else "coalesced"
        _quiet["until"] = time.monotonic() + _quiet["every"]
    except (RedisError, OSError) as error:
        _quiet["until"] = time.monotonic() + PAUSE
        told = "failed"
        log.warning("The doorbell does not ring (%s); workers look by themselves.", error)
    meters.count(meters.rings, result=told)


def works_here() -> None:
    """This process is a worker's: it sees by itself what it makes due, and rings for the others now and then only."""
    _quiet["every"] = OWN


@lru_cache(maxsize=4)
def queue(url: str) -> Queue:
    """The queue as ringers use it: short waits, no repetition."""
    redis = Redis.from_url(url, socket_timeout=WAIT, socket_connect_timeout=WAIT, retry=Retry(NoBackoff(), 0))
    return Queue(QUEUE, connection=redis, serializer=JSONSerializer)


def _enqueue(queue: Queue) -> bool:
    """At most two rings a slot: one may just be answered, so a second must be able to wait behind it.

    A job per row would be a storm, and one fixed job would be blocked for minutes by a worker killed while holding it.
    """
    slot = int(time.monotonic() // SLOT)
    for place in (0, 1):
        try:
            queue.enqueue(DRAIN, job_id=f"wake-{slot}-{place}", unique=True, result_ttl=0, failure_ttl=60, ttl=60)
        except DuplicateJobError:
            continue
        return True
    return False
