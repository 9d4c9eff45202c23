"""Counting along a calendar: working seconds forwards, between two moments, and whole working days both ways.

Moments are aware; answers are UTC and in whole seconds, so that sums are exact. A span that crosses a change of the
clock counts as long as it really lasts.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from app.catalogue.calendars.calendar import WHOLE_DAY, Calendar

FURTHEST = 3700  # days: a calendar that is not open for ten years will not be


class NeverOpen(ValueError):
    """The calendar has not that much working time within ten years."""


def add(calendar: Calendar, start: datetime, seconds: int) -> datetime:
    """The moment at which `seconds` of working time have passed since `start`. Raises NeverOpen.

    With nothing to pass it is `start` itself, be it open or not.
    """
    moment, left = whole(start), seconds
    if left <= 0:
        return moment
    for _day, opens, shuts in windows(calendar, moment):
        length = _seconds(opens, shuts)
        if length >= left:
            return opens + timedelta(seconds=left)
        left -= length
    raise NeverOpen(calendar.key)


def between(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Working seconds from `start` to `end`, 0 when that is not later. The parts of a span add up to the whole."""
    first, last, found = whole(start), whole(end), 0
    if last <= first:
        return 0
    days = (last - first).days + 2
    for _day, opens, shuts in windows(calendar, first, days):
        if opens >= last:
            break
        found += _seconds(opens, min(shuts, last))
    return found


def opening(calendar: Calendar, moment: datetime) -> datetime:
    """`moment` itself when it is open, else when it opens next. Raises NeverOpen."""
    for _day, opens, _shuts in windows(calendar, whole(moment)):
        return opens
    raise NeverOpen(calendar.key)


def back(calendar: Calendar, moment: datetime, days: int) -> datetime:
    """The same time of day so many working days earlier. Raises NeverOpen."""
    return _step(calendar, moment, days, -1)


def forward(calendar: Calendar, moment: datetime, days: int) -> datetime:
    """The same time of day so many working days later. Raises NeverOpen."""
    return _step(calendar, moment, days, 1)


def windows(calendar: Calendar, start: datetime, days: int = FURTHEST) -> Iterator[tuple[date, datetime, datetime]]:
    """When it is open after `start`: the day, and from when to when in UTC; in order, never overlapping."""
    zone, last = calendar.tz, start
    first = start.astimezone(zone).date() - timedelta(days=1)
    for number in range(days + 2):
        day = first + timedelta(days=number)
        for span in calendar.spans(day):
            opens, shuts = max(_at(calendar, day, span.start), last), _at(calendar, day, span.end)
            if shuts > opens:
                yield day, opens, shuts
                last = shuts


def whole(moment: datetime) -> datetime:
    """The moment in UTC without its fraction of a second."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _at(calendar: Calendar, day: date, minutes: int) -> datetime:
    """What the wall says, in UTC. A time that the change of the clock leaves out is said in the old time."""
    if minutes == WHOLE_DAY:
        day, minutes = day + timedelta(days=1), 0
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=calendar.tz).astimezone(UTC)


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))


def _step(calendar: Calendar, moment: datetime, days: int, way: int) -> datetime:
    local = moment.astimezone(calendar.tz)
    day, left = local.date(), days
    for _number in range(FURTHEST):
        if left <= 0:
            return whole(local.replace(year=day.year, month=day.month, day=day.day))
        day += timedelta(days=way)
        left -= calendar.works(day)
    raise NeverOpen(calendar.key)
