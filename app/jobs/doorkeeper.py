"""The RQ worker: answers the bell, and nothing else that may lie in Redis.

It runs in a thread of the worker process and forks nobody. A fork for each job costs 20 ms and copies threads' locks
and database connections; nothing here needs it, because expressions are metered, scripts run in a sandbox, every wait
has its own time-out, and a dead process loses nothing but its leases.
"""

import logging
import threading
import traceback
from typing import Any

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, SimpleWorker
from rq.exceptions import InvalidJobOperation, NoSuchJobError
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.timeouts import BaseDeathPenalty
from rq.worker.base import StopRequested
from sqlalchemy.exc import DBAPIError

from app.away import is_away, reason
from app.errors import Busy
from app.jobs import work
from app.jobs.bell import DRAIN, QUEUE

AGAIN = 1.0  # seconds before the next try to reach Redis

AWAY = "Redis is away (%s); this worker looks for work by itself."
FORGOTTEN = "Redis has forgotten a ring while it was answered (%s); nothing is lost, what is due stands in the tables."
BUSY = "The database is away or busy (%s); trying again."

log = logging.getLogger(__name__)


class ForeignJob(Exception):
    """A job that none of ours put there."""


class Ring(Job):
    """The one job there is. Whatever else is written in Redis, it can only ever run `drain`, without arguments.

    RQ imports functions, callbacks and addresses by names it finds in Redis; here every such name is refused or empty.
    """

    success_callback = failure_callback = stopped_callback = None

    @property
    def func(self) -> Any:
        """`drain`. Raises ForeignJob for any other name, an instance, or arguments."""
        if self.func_name != DRAIN or self.instance is not None or self.args or self.kwargs:
            raise ForeignJob(f"Refused a job in Redis that calls {self.func_name!r}.")
        return work.drain

    def send_webhooks(self, *args: Any, **kwargs: Any) -> None:
        """Never: an address in Redis is nobody's order."""


class NoPenalty(BaseDeathPenalty):
    """RQ would interrupt a job by a signal, which a thread cannot take; ours ends by itself."""

    def setup_death_penalty(self) -> None:
        """Nothing to set up."""

    def cancel_death_penalty(self) -> None:
        """Nothing to cancel."""


class Doorkeeper(SimpleWorker):
    """Ends when `stopping` is set; takes no commands over Redis and touches no signal."""

    death_penalty_class = NoPenalty
    max_connection_wait_time = 2.0
    dequeue_timeout = 2

    def __init__(self, redis: Redis, stopping: threading.Event) -> None:
        self._stopping = stopping
        logging.getLogger("rq.worker").addFilter(_in_one_line)
        queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer, job_class=Ring, death_penalty_class=NoPenalty)
        super().__init__([queue], connection=redis, serializer=JSONSerializer, job_class=Ring, worker_ttl=30)

    def heartbeat(self, timeout: int | None = None, pipeline: Any = None) -> None:
        """RQ's own, once a round: the place to end."""
        if self._stopping.is_set() and pipeline is None:
            raise StopRequested
        super().heartbeat(timeout, pipeline)

    def handle_exception(self, job: Job, *exc_info: Any) -> None:
        """What is known and loses nothing is one line; all else is told as RQ does, with its traceback."""
        error = exc_info[1]
        if _forgotten(error):
            log.warning(FORGOTTEN, error)
        elif isinstance(error, RedisError):
            log.warning(AWAY, error)
        elif isinstance(error, Busy) or (isinstance(error, DBAPIError) and is_away(error)):
            log.warning(BUSY, reason(error))
        else:
            super().handle_exception(job, *exc_info)

    def _install_signal_handlers(self) -> None:
        """Signals belong to the process, not to this thread."""

    def subscribe(self) -> None:
        """No commands: who can write to Redis must not be able to stop a worker."""

    def unsubscribe(self) -> None:
        """Never subscribed."""


def answer(url: str, stopping: threading.Event) -> None:
    """Answer the bell until `stopping`. RQ's worker gives up when Redis goes away; here it is simply begun again."""
    while not stopping.is_set():
        try:
            with Redis.from_url(url) as redis:
                Doorkeeper(redis, stopping).work(logging_level="WARNING")
        except (RedisError, OSError, StopRequested) as error:
            if not stopping.is_set():
                log.warning(AWAY, error)
        stopping.wait(AGAIN)


def _forgotten(error: BaseException) -> bool:
    """Whether RQ itself missed what it had kept in Redis, which was wiped or restarted meanwhile."""
    if not isinstance(error, (InvalidJobOperation, NoSuchJobError, ValueError)):
        return False
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return bool(frames) and str(frames[-1].f_globals.get("__name__")).startswith("rq.")


def _in_one_line(record: logging.LogRecord) -> bool:
    """RQ's worker tells as an error that Redis went away, each time that it tries again, and with a traceback when it
    ends, after which `answer` begins it again. Nothing is lost by either.
    """
    told = [*(record.args or ()), record.exc_info[1] if record.exc_info else None]
    error = next((one for one in told if isinstance(one, RedisError)), None)
    if error is not None:
        record.msg, record.args, record.exc_info = AWAY, (error,), None
        record.levelno, record.levelname = logging.WARNING, "WARNING"
    return True
