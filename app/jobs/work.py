"""Working off what is due: timers first, then calls, what goes out, schedules, suspensions, repairs.

`drain` is the only function that a job in Redis may name, and it takes no arguments. Rows are claimed in one short
transaction, worked on outside any, and finished in one more, behind the fence of their lease.
"""

import logging
import time
from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.exc import DBAPIError

from app import tracing
from app.away import is_away
from app.db import reading, transaction
from app.errors import Busy, LaterRelease, StaleLease
from app.jobs import calls, clocks, nudges, outbox, repairs, schedules, suspensions, timers
from app.jobs.error_text import surprise
from app.jobs.settling import settle
from app.jobs.shift import Held, Shift, on_duty
from app.operations import leases

log = logging.getLogger(__name__)


class Piece(Protocol):
    """One claimed row and what is to be done with it."""

    @property
    def held(self) -> Held: ...

    def do(self, shift: Shift) -> None:
        """The work, and its finish. Errors of the outside are settled inside."""
        ...

    def failed(self, error: str) -> None:
        """Inside a transaction: note an unexpected failure, to be tried again."""
        ...


KINDS = (timers, clocks, calls, outbox, schedules, suspensions, repairs, nudges)
MODELS = tuple(kind.MODEL for kind in KINDS)
LONGEST = 30.0  # seconds of one drain: RQ takes a job that lasts much longer for a lost one
BUSY = 2.0  # seconds until a row whose instance is locked for long comes again
LATER = 10.0  # seconds until one that a worker of a later release is to take: as many may wait as it likes


def drain() -> bool:
    """Work until nothing is due, the shift ends or 30 seconds have passed; tells whether there may be more."""
    shift, until = on_duty(), time.monotonic() + LONGEST
    while not shift.stopping.is_set() and time.monotonic() < until:
        if not _round(shift):
            return False
    return True


def _round(shift: Shift) -> bool:
    """A few of each kind that has something due, timers first; tells whether there was anything. One look for all."""
    with reading():
        waiting = leases.due_of(MODELS)
    worked = [_some_of(kind, shift) for kind in KINDS if kind.MODEL in waiting]
    return any(worked)


def _some_of(kind: "Kind", shift: Shift) -> bool:
    """A few pieces of one kind; tells whether there were any."""
    with transaction():
        pieces = kind.claim(shift.owner)
    try:
        for place, piece in enumerate(pieces):
            if shift.stopping.is_set():
                _hand_back([left.held for left in pieces[place:]])
                break
            with shift.holding(piece.held):
                _one(piece, shift)
    finally:
        tracing.end()
    return bool(pieces)


def _one(piece: Piece, shift: Shift) -> None:
    kind = piece.held.model.__tablename__
    tracing.begin(f"{kind}:{piece.held.id}")
    try:
        with tracing.span(kind, "consumer"):
            piece.do(shift)
    except StaleLease:
        log.info("Lease of %s went to another worker; this result does not count.", piece.held)
    except Exception as error:  # whatever a connector or a row does, the others must go on
        if isinstance(error, Busy) or (isinstance(error, DBAPIError) and is_away(error)):
            _rest(piece.held, error)
            return
        log.exception("Unexpected failure of %s", piece.held)
        reason = surprise(error)
        settle(lambda: piece.failed(reason))


def _rest(held: Held, error: Exception) -> None:
    """The database is away or busy, at a write or at a read, or a later release has the request: no mistake, no try."""
    seconds, said = (LATER, str(error)) if isinstance(error, LaterRelease) else (BUSY, str(Busy()))
    settle(lambda: leases.rest(held.model, held.id, held.token, seconds, said))


def _hand_back(held: Sequence[Held]) -> None:
    for one in held:
        try:
            settle(lambda one=one: leases.hand_back(one.model, one.id, one.token))  # type: ignore[misc]
        except StaleLease:
            continue


class Kind(Protocol):
    """A module of one kind of rows."""

    @property
    def MODEL(self) -> type: ...  # noqa: N802 - a constant of the module

    def claim(self, owner: str) -> Sequence[Piece]:
        """Inside a transaction: take a few due rows."""
        ...
