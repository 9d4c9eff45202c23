"""Dates, times and durations as FEEL has them (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8): plain immutable data.

Own types, because FEEL's years run to 999,999,999, its times carry nanoseconds and a zone by name or by offset.
Never reads the clock; the names of zones come from zoneinfo.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

NANOS = 1_000_000_000
DAY = 86_400
DAY_NANOS = DAY * NANOS
MAX_YEAR = 999_999_999
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the proleptic Gregorian calendar."""

    year: int
    month: int
    day: int

    def ordinal(self) -> int:
        """Days since 1970-01-01."""
        return days_from_civil(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day in nanoseconds since midnight; `offset` in seconds east of UTC, or `zone` by IANA name."""

    nanos: int
    offset: int | None = None
    zone: str | None = None

    @property
    def zoned(self) -> bool:
        return self.offset is not None or self.zone is not None


@dataclass(frozen=True, slots=True)
class DateTime:
    """A day and a time; zoned where its time is."""

    date: Date
    time: Time


@dataclass(frozen=True, slots=True)
class DaysDuration:
    """A days and time duration in nanoseconds, possibly negative."""

    nanos: int


@dataclass(frozen=True, slots=True)
class MonthsDuration:
    """A years and months duration in months, possibly negative."""

    months: int


def days_from_civil(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to the given day; counts eras of 400 years so that any year works."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + day_of_year - 719_468


def date_from_days(days: int) -> Date | None:
    """The day so many days after 1970-01-01, or None beyond FEEL's years."""
    era, of_era = divmod(days + 719_468, 146_097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    day_of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = shifted_month + (3 if shifted_month < 10 else -9)
    year = year_of_era + era * 400 + (month <= 2)
    if abs(year) > MAX_YEAR:
        return None
    return Date(year, month, day_of_year - (153 * shifted_month + 2) // 5 + 1)


def month_length(year: int, month: int) -> int:
    """28 to 31."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _MONTH_DAYS[month - 1]


def make_date(year: int, month: int, day: int) -> Date | None:
    """The date, or None when there is no such day."""
    if abs(year) > MAX_YEAR or not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        return None
    return Date(year, month, day)


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo | None:
    """The IANA zone, or None when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return None


def zone_offset(name: str, date: Date, nanos: int) -> int:
    """Seconds east of UTC that the zone has at this wall-clock time; years outside 1..9999 use the nearest."""
    zone = zone_named(name)
    if zone is None:
        return 0
    year = min(max(date.year, 2), 9998)
    day = min(date.day, month_length(year, date.month))
    wall = datetime(year, date.month, day, tzinfo=zone).replace(
        hour=nanos // (3600 * NANOS), minute=nanos // (60 * NANOS) % 60, second=nanos // NANOS % 60
    )
    return _seconds_of(wall)


def _seconds_of(wall: datetime) -> int:
    offset = wall.utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def offset_at(name: str, epoch_seconds: int) -> int:
    """Seconds east of UTC that the zone has at this instant."""
    zone = zone_named(name)
    bounded = min(max(epoch_seconds, -62_000_000_000), 253_000_000_000)
    return 0 if zone is None else _seconds_of(datetime.fromtimestamp(0, UTC).fromtimestamp(bounded, zone))


def offset_of(value: DateTime, default_zone: str = "UTC") -> int:
    """Seconds east of UTC of a date and time; one without a zone is read in `default_zone`."""
    if value.time.offset is not None:
        return value.time.offset
    return zone_offset(value.time.zone or default_zone, value.date, value.time.nanos)


def instant_of(value: DateTime, default_zone: str = "UTC") -> int:
    """Nanoseconds since 1970-01-01T00:00:00Z."""
    wall = value.date.ordinal() * DAY_NANOS + value.time.nanos
    return wall - offset_of(value, default_zone) * NANOS


def at_instant(nanos: int, like: Time) -> DateTime | None:
    """The instant as a wall-clock time in the offset or zone of `like` (none: UTC read as wall clock)."""
    offset = like.offset or 0
    if like.zone is not None:
        offset = offset_at(like.zone, nanos // NANOS)
    days, rest = divmod(nanos + offset * NANOS, DAY_NANOS)
    date = date_from_days(days)
    return None if date is None else DateTime(date, Time(rest, like.offset, like.zone))


def from_python(value: datetime, zone: str) -> DateTime:
    """An aware datetime as FEEL's date and time in `zone` (UTC is written as the offset 0)."""
    since = value - datetime(1970, 1, 1, tzinfo=UTC)
    nanos = (since.days * DAY + since.seconds) * NANOS + since.microseconds * 1000
    known = zone != "UTC" and zone_named(zone) is not None
    found = at_instant(nanos, Time(0, None, zone) if known else Time(0, 0))
    assert found is not None
    return found
