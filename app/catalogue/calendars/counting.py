"""How a clock counts: what it has used of its goal, when it is over, when a share of it is reached. Pure.

A clock runs or stands; a ledger is the list of its turns, and what it shows as used is always what its ledger adds up
to.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.catalogue.calendars.calendar import Calendar
from app.catalogue.calendars.walking import add, between, whole

ENDED = "ended"


@dataclass(frozen=True)
class Count:
    """`elapsed` working seconds were used up to `since`, from when on it runs; it stands when `since` is None."""

    goal: int
    elapsed: int = 0
    since: datetime | None = None

    def used(self, calendar: Calendar, at: datetime) -> int:
        """Working seconds used up to `at`."""
        return self.elapsed + (between(calendar, self.since, at) if self.since else 0)

    def reached(self, calendar: Calendar, percent: int = 100) -> datetime | None:
        """When that share of the goal is, or was since it runs, used; None while it stands."""
        if self.since is None:
            return None
        return add(calendar, self.since, share(self.goal, percent) - self.elapsed)

    def stopped(self, calendar: Calendar, at: datetime) -> "Count":
        """It stands from `at` on."""
        return replace(self, elapsed=self.used(calendar, at), since=None)

    def started(self, at: datetime) -> "Count":
        """It runs from `at` on."""
        return self if self.since else replace(self, since=whole(at))


@dataclass(frozen=True)
class Turn:
    """From `at` on the clock runs (`cause` ""), stands (why), or has ended."""

    at: datetime
    cause: str = ""
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a ledger: from when to when, the working seconds in it, and why it stood ("" when it ran)."""

    start: datetime
    end: datetime
    seconds: int
    cause: str = ""
    note: str = ""


def ledger(calendar: Calendar, turns: Sequence[Turn], at: datetime) -> list[Line]:
    """The turns as spans up to `at`. Those that ran add up to what is used."""
    ends = [turn.at for turn in turns[1:]] + [at]
    return [
        Line(turn.at, end, between(calendar, turn.at, end), turn.cause, turn.note)
        for turn, end in zip(turns, ends, strict=True)
        if turn.cause != ENDED
    ]


def used(lines: Sequence[Line]) -> int:
    """What the lines add up to: pauses do not count."""
    return sum(line.seconds for line in lines if not line.cause)


def recounted(calendar: Calendar, turns: Sequence[Turn], goal: int) -> Count:
    """The same turns counted by another calendar."""
    lines = ledger(calendar, turns, turns[-1].at)
    running = not turns[-1].cause
    return Count(goal, used(lines), whole(turns[-1].at) if running else None)


def share(goal: int, percent: int) -> int:
    """So many percent of a goal, in whole seconds, rounded up: a share is never reached too early."""
    return -(-goal * percent // 100)
