"""When a timer start event begins something: worked out without an instance, so without variables and without a run.

Turns are counted from the first one, so a monthly schedule of the 31st does not slide to the 28th for ever. What was
missed while nobody looked is caught up once, and then the next turn that lies ahead is waited for.
"""

from dataclasses import dataclass
from datetime import datetime

from workflows import cron, moments
from workflows.element import Event
from workflows.feel import FeelError, FeelSyntaxError, compile_expression, to_json


@dataclass(frozen=True)
class Schedule:
    """`first`: aware UTC moment of turn 0. `period`: text of a duration or a cron line, "" for one turn. `last`: the
    number of the last turn, None for ever."""

    first: datetime
    period: str = ""
    last: int | None = 0


def read(event: Event, at: datetime, zone: str) -> Schedule:
    """The schedule of a timer start event that begins to count at `at`. Raises ValueError with a sentence."""
    text = _text(event.expression or "", at, zone)
    if event.timer_kind != "cycle":
        return Schedule(moments.moment(text, at, zone))
    found = moments.repetition(text, at, zone)
    return Schedule(found.due, found.period or "", found.left)


def next_turn(schedule: Schedule, turn: int, at: datetime, zone: str) -> tuple[int, datetime] | None:
    """The first turn after `turn` that lies ahead of `at`, and when; None when there is none. The turns of a cron line
    are numbered as they are had: those that were missed have no number. Raises ValueError beyond the year 9999."""
    if cron.is_cron(schedule.period):
        try:
            return turn + 1, moments.following(schedule.period, at, at, zone)
        except cron.Never:
            return None
    found = turn_after(schedule, turn, at, zone)
    return None if found is None else (found, moment_of(schedule, found, zone))


def turn_after(schedule: Schedule, turn: int, at: datetime, zone: str) -> int | None:
    """The first turn after `turn` of a schedule with a duration that lies ahead of `at`; None when there is none."""
    if not schedule.period:
        return None
    low, high = turn, turn + 1  # the answer lies above low; twice as far each time until high lies ahead
    while moment_of(schedule, high, zone) <= at:
        low, high = high, high + 2 * (high - turn)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if moment_of(schedule, middle, zone) <= at else (low, middle)
    return high if schedule.last is None or high <= schedule.last else None


def moment_of(schedule: Schedule, turn: int, zone: str) -> datetime:
    """When a turn of such a schedule is due (aware UTC). Raises ValueError beyond the year 9999."""
    if not turn:
        return schedule.first
    one = moments.duration(schedule.period)
    return moments.Duration(one.months * turn, one.days * turn, one.seconds * turn).after(schedule.first, zone)


def _text(text: str, at: datetime, zone: str) -> object:
    """The text of the timer, or what its FEEL gives without any variable."""
    if not text.startswith("="):
        return text
    try:
        return to_json(compile_expression(text[1:]).evaluate({}, at=at, zone=zone))
    except (FeelError, FeelSyntaxError) as error:
        raise ValueError(f"{text[1:]} cannot be worked out: {error}") from error
