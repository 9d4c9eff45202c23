"""Two deeds at the same moment, each in an operating system's process of its own, as web processes and workers are.

The second comes while the first holds the request's row: what keeps them apart is the database's lock and nothing in
the process. Where there is no lock, both are inside at once, always, and not only on a slow day.
"""

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from multiprocessing.synchronize import Barrier, Event
from typing import Any, NamedTuple

from flask import Flask

from app.db import db, session, transaction
from app.operations import locking

FORK = multiprocessing.get_context("fork")
INSIDE = 0.15  # seconds for which the first waits inside for the second, who is not to come
LONG = 60.0


class Gate(NamedTuple):
    """`first` has the row; `both` have it, which must not be."""

    first: Event
    both: Barrier
    inside: float


def in_turn(app: Flask, first: Callable[[], Any], second: Callable[[], Any], inside: float = INSIDE) -> list[Any]:
    """What each answered: its result, or the name of the error that it raised. Each is one transaction.

    `inside`: for how long the first waits for the second.
    """
    session().rollback()
    db.session.remove()
    db.engine.dispose()  # no connection is open in two processes
    gate, told = Gate(FORK.Event(), FORK.Barrier(2), inside), FORK.SimpleQueue()
    parts = [
        FORK.Process(target=_first, args=(app, gate, told, first), daemon=True),
        FORK.Process(target=_second, args=(app, gate, told, second), daemon=True),
    ]
    for part in parts:
        part.start()
    answers = dict(told.get() for _ in parts)
    for part in parts:
        _over(part)
    return [answers[0], answers[1]]


def _over(part: ForkProcess) -> None:
    part.join(LONG)
    assert part.exitcode == 0, "a process died"


def _first(app: Flask, gate: Gate, told: Any, deed: Callable[[], Any]) -> None:
    told.put((0, _answer(app, gate, deed)))
    gate.first.set()  # where it took no row, it is over


def _second(app: Flask, gate: Gate, told: Any, deed: Callable[[], Any]) -> None:
    assert gate.first.wait(LONG)
    told.put((1, _answer(app, gate, deed)))


def _answer(app: Flask, gate: Gate, deed: Callable[[], Any]) -> Any:
    _stops_inside(gate)
    with app.app_context():
        try:
            with transaction():
                return deed()
        except Exception as error:  # noqa: BLE001 - the answer of this deed
            return type(error).__name__


def _stops_inside(gate: Gate) -> None:
    """This process stays a little where it holds the row, until the other has it, too, or cannot get it."""
    lock = locking._lock

    def slowly(*given: Any) -> locking.Locked:
        held = lock(*given)
        gate.first.set()
        try:
            gate.both.wait(gate.inside)
        except threading.BrokenBarrierError:
            pass  # as it should be: the other waits outside
        return held

    locking._lock = slowly
