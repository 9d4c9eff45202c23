"""A worker process: three threads that work, sweep and hold on, and a main thread that waits for the end.

- the doorkeeper answers the bell (RQ over Redis) and works off what is due;
- the sweeper does the same every Config.sweep_seconds, so that without Redis everything is slower and nothing stops;
- the holder reports in and extends the leases of what is in work.

Losing any of them ends the process with an error, and whoever supervises it starts a new one. SIGTERM: nothing new is
claimed, work in hand has 15 seconds, what is left is handed back; all within 20.
"""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy.exc import SQLAlchemyError

from app.away import reason
from app.config import Config
from app.db import transaction
from app.errors import Busy, StaleLease
from app.jobs import bell, doorkeeper, work
from app.jobs.connectors import connectors, post
from app.jobs.shift import Held, Shift, begin
from app.operations import heartbeats, leases

PATIENCE = 15.0  # seconds for what is in work when the process is to end
BEAT = 5.0  # seconds between two signs of life, at most a third of a lease

log = logging.getLogger(__name__)
Context = Callable[[], AbstractContextManager[object]]


def run(config: Config, context: Context) -> int:
    """Work until SIGTERM or SIGINT; the exit code. `context` opens the application for one thread."""
    shift = begin(Shift(f"{socket.gethostname()}:{os.getpid()}", connectors(config), post(config)))
    bell.works_here()
    _listen(shift.stopping)
    threads = [
        _thread("doorkeeper", context, lambda: doorkeeper.answer(config.redis, shift.stopping)),
        _thread("sweeper", context, lambda: sweep(shift, config.sweep_seconds)),
        _thread("holder", context, lambda: hold(shift, min(BEAT, config.lease_seconds / 3))),
    ]
    well = _watch(shift.stopping, threads)
    with context():
        _end(shift, threads[:2])
    return 0 if well else 1


def sweep(shift: Shift, every: float) -> None:
    """Look for work again and again; a database that is away is waited for."""
    while not shift.stopping.is_set():
        try:
            if work.drain():
                continue
        except (Busy, SQLAlchemyError) as error:
            log.warning("The database is away or busy (%s); trying again.", reason(error))
        shift.stopping.wait(every)


def hold(shift: Shift, every: float) -> None:
    """Report in and extend the lease of all that is in work, until the process ends."""
    while True:
        try:
            if not shift.stopping.is_set():
                with transaction():
                    heartbeats.beat(f"worker:{shift.owner}", "worker")
            for held in shift.held():
                _extend(shift, held)
        except (Busy, SQLAlchemyError) as error:
            log.warning("The database is away or busy (%s); leases not extended.", reason(error))
        time.sleep(every)


def _extend(shift: Shift, held: Held) -> None:
    try:
        with transaction():
            leases.extend(held.model, held.id, held.token)
    except StaleLease:
        shift.drop(held)


def _thread(name: str, context: Context, body: Callable[[], None]) -> threading.Thread:
    def run_inside() -> None:
        with context():
            body()

    thread = threading.Thread(target=run_inside, name=name, daemon=True)
    thread.start()
    return thread


def _listen(stopping: threading.Event) -> None:
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.set())


def _watch(stopping: threading.Event, threads: list[threading.Thread]) -> bool:
    """Wait for the end; False when a thread died before it."""
    while not stopping.wait(1):
        dead = [thread.name for thread in threads if not thread.is_alive()]
        if dead:
            log.error("The %s of this worker died; the process ends.", dead[0])
            stopping.set()
            return False
    return True


def _end(shift: Shift, threads: list[threading.Thread]) -> None:
    """Give the work in hand its time, hand back the rest, and say goodbye."""
    until = time.monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    try:
        for held in shift.held():
            _hand_back(shift, held)
        with transaction():
            heartbeats.leave(f"worker:{shift.owner}")
    except (Busy, SQLAlchemyError) as error:
        log.warning("Could not hand back at the end (%s); leases run out by themselves.", reason(error))


def _hand_back(shift: Shift, held: Held) -> None:
    shift.drop(held)
    try:
        with transaction():
            leases.hand_back(held.model, held.id, held.token)
    except StaleLease:
        log.info("%s was finished or taken over meanwhile.", held)
