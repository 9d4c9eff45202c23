"""The scheduler: one loop that rings for what comes due by time and tidies up. Any number may run, one of them acts.

It moves no instance itself. Without it everything still goes on, because every worker looks for work as well; only
stuck instances stay unseen and old rows stay.
"""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from app.away import reason
from app.config import Config
from app.db import reading, transaction
from app.errors import Busy, Conflict
from app.jobs import absences, bell, holidays, strays
from app.models.call import Call
from app.models.clock import Clock
from app.models.nudge import Nudge
from app.models.outbox import Outbox
from app.models.repair import Repair
from app.models.schedule import Schedule
from app.models.suspension import Suspension
from app.models.timer import Timer
from app.operations import attempts, files, heartbeats, jobs, kept_answers, leases, leaving, presence, stuck, telling

LEASE = 15.0  # seconds without the acting scheduler before another takes over
TIDY = 30.0  # seconds between two rounds of tidying
STRAYS = 3600.0

TOPICS: dict[str, type[leases.Row]] = {
    "timer": Timer,
    "clock": Clock,
    "call": Call,
    "outbox": Outbox,
    "schedule": Schedule,
    "suspension": Suspension,
    "repair": Repair,
    "nudge": Nudge,
}

log = logging.getLogger(__name__)


@dataclass
class Chore:
    """Something done every `every` seconds; `due` on the monotonic clock."""

    do: Callable[[], object]
    every: float
    due: float = 0.0


def run(config: Config) -> int:
    """Keep time until SIGTERM or SIGINT, inside an application context; the exit code."""
    stopping = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.set())
    holder = f"{socket.gethostname()}:{os.getpid()}"
    chores = [
        Chore(ring_for_due, config.sweep_seconds),
        Chore(absences.turn, config.sweep_seconds),
        Chore(report_stuck, TIDY),
        Chore(give_up_jobs, TIDY),
        Chore(tidy, TIDY),
        Chore(strays.sweep, STRAYS),
        Chore(holidays.extend, STRAYS),
    ]
    while not stopping.is_set():
        turn(holder, chores)
        stopping.wait(config.sweep_seconds)
    _end(holder)
    return 0


def turn(holder: str, chores: list[Chore]) -> bool:
    """One round, if this scheduler is the one that acts; tells whether it is. A database that is away is waited for."""
    try:
        with transaction():
            leading = heartbeats.lead(holder, LEASE)
    except (Busy, SQLAlchemyError) as error:
        log.warning("The database is away or busy (%s); trying again.", reason(error))
        return False
    for chore in chores if leading else ():
        if time.monotonic() >= chore.due:
            _do(chore)
    return leading


def _do(chore: Chore) -> None:
    chore.due = time.monotonic() + chore.every
    try:
        chore.do()
    except (Busy, SQLAlchemyError) as error:
        log.warning("The database is away or busy (%s); trying again.", reason(error))
    except Exception:  # one chore that fails must not stop the others
        log.exception("A chore of the scheduler failed; it comes again in %s s.", chore.every)


def ring_for_due() -> None:
    """Time has passed: wake the workers for what is due now."""
    with reading():
        waiting = leases.due_of(tuple(TOPICS.values()))
        topics = {topic for topic, model in TOPICS.items() if model in waiting}
    bell.ring(topics)


def report_stuck() -> None:
    """Instances that wait for nothing become incidents, each in a transaction of its own."""
    with reading():
        found = stuck.instances()
    for instance_id in found:
        with transaction():
            stuck.report(instance_id)


def give_up_jobs() -> None:
    """Jobs whose last try ran out in a program's hands become incidents, each in a transaction of its own."""
    with reading():
        found = jobs.lapsed()
    for job_id, token in found:
        try:
            with transaction():
                jobs.give_up(job_id, token)
        except Conflict:  # answered meanwhile
            log.info("The job %s was answered at the last moment.", job_id)


def tidy() -> None:
    """Delete what has had its time: keys, tries, presences, notices, kept answers, files that nobody used."""
    with transaction():
        stuck.tidy()
        attempts.forget()
        leaving.pass_on_leftovers()
        kept_answers.forget_old()
        presence.forget_old()
        telling.forget_old()
        unused = files.forget_waiting()
    for place in unused:
        place.unlink(missing_ok=True)


def _end(holder: str) -> None:
    try:
        with transaction():
            heartbeats.step_down(holder)
    except (Busy, SQLAlchemyError) as error:
        log.warning("Could not step down (%s); the lease runs out by itself.", reason(error))
