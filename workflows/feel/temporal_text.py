"""ISO 8601 text to temporal values and back (DMN 1.5, 10.3.4.1; XML Schema lexical forms).

Reading answers None for text that says nothing temporal; it never guesses.
"""

import re
from typing import Any

from workflows.feel.temporals import (
    DAY_NANOS,
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    date_from_days,
    make_date,
    offset_of,
    zone_named,
)

MAX_TEXT = 100
_DATE = re.compile(r"(-?(?:[1-9][0-9]{4,8}|[0-9]{4}))-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,18}))?)?"
    r"(?:(Z)|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|@([A-Za-z0-9_+\-/]+))?"
)
_MONTHS = re.compile(r"(-)?P(?:([0-9]{1,12})Y)?(?:([0-9]{1,12})M)?")
_DAYS = re.compile(
    r"(-)?P(?:([0-9]{1,12})W)?(?:([0-9]{1,12})D)?"
    r"(?:T(?:([0-9]{1,12})H)?(?:([0-9]{1,12})M)?(?:([0-9]{1,12})(?:\.([0-9]{0,18}))?S)?)?"
)

Temporal = Date | Time | DateTime | DaysDuration | MonthsDuration


def read_date(text: str) -> Date | None:
    """`2026-11-22`."""
    found = _DATE.fullmatch(text)
    return make_date(int(found[1]), int(found[2]), int(found[3])) if found else None


def read_time(text: str) -> Time | None:
    """`10:00:00`, `10:00:00.5Z`, `10:00:00+01:00`, `10:00:00@Europe/Paris`; seconds may lack, as forms write times."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    fraction = int((found[4] or "0").ljust(9, "0")[:9])
    if (hour, minute, second, fraction) == (24, 0, 0, 0):
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return None
    nanos = (hour * 3600 + minute * 60 + second) * NANOS + fraction
    return _with_zone(nanos, found)


def _with_zone(nanos: int, found: re.Match[str]) -> Time | None:
    if found[5]:
        return Time(nanos, 0)
    if found[6]:
        hours, minutes, seconds = int(found[7]), int(found[8]), int(found[9] or 0)
        if hours > 18 or minutes > 59 or seconds > 59:
            return None
        offset = hours * 3600 + minutes * 60 + seconds
        return Time(nanos, offset if found[6] == "+" else -offset)
    if found[10]:
        return Time(nanos, None, found[10]) if zone_named(found[10]) else None
    return Time(nanos)


def read_date_time(text: str) -> DateTime | None:
    """`2026-11-22T10:00:00Z`; a date alone is its midnight, and 24:00:00 that of the next day."""
    day, mark, clock = text.partition("T")
    date = read_date(day)
    time = read_time(clock) if mark else Time(0)
    if date and clock.startswith("24:"):
        date = date_from_days(date.ordinal() + 1)
    return DateTime(date, time) if date and time else None


def read_duration(text: str) -> DaysDuration | MonthsDuration | None:
    """`P1DT2H`, `-PT0.5S`, `P2W` or `P1Y2M`; never both kinds at once."""
    if text.endswith(("P", "T")):
        return None
    months = _MONTHS.fullmatch(text)
    if months:
        total = int(months[2] or 0) * 12 + int(months[3] or 0)
        return MonthsDuration(-total if months[1] else total)
    days = _DAYS.fullmatch(text)
    if not days:
        return None
    seconds = ((int(days[2] or 0) * 7 + int(days[3] or 0)) * 24 + int(days[4] or 0)) * 3600
    seconds += int(days[5] or 0) * 60 + int(days[6] or 0)
    nanos = seconds * NANOS + int((days[7] or "0").ljust(9, "0")[:9])
    return DaysDuration(-nanos if days[1] else nanos)


def read_temporal(text: str) -> Temporal | None:
    """Whatever temporal value the text spells, as `@"..."` does."""
    if len(text) > MAX_TEXT:
        return None
    if "P" in text[:2]:
        return read_duration(text)
    if "T" in text:
        return read_date_time(text)
    return read_date(text) or read_time(text)


def read_as(kind: type, text: str) -> Any:
    """The text as a temporal of exactly this type, or None."""
    if len(text) > MAX_TEXT:
        return None
    if kind is Date:
        return read_date(text) or _day_of(read_date_time(text))
    if kind is Time:
        return read_time(text)
    if kind is DateTime:
        return read_date_time(text)
    found = read_duration(text)
    return found if type(found) is kind else None


def _day_of(value: DateTime | None) -> Date | None:
    return value.date if value else None


def write(value: Temporal, iso: bool = False) -> str:
    """The text FEEL's string() gives; with `iso` a zone's name becomes the offset it has at that time."""
    if isinstance(value, Date):
        return _write_date(value)
    if isinstance(value, Time):
        return _write_clock(value.nanos) + ("" if iso and value.zone else _write_zone(value))
    if isinstance(value, DateTime):
        zone = _write_offset(offset_of(value)) if iso and value.time.zone else _write_zone(value.time)
        return f"{_write_date(value.date)}T{_write_clock(value.time.nanos)}{zone}"
    return _write_days(value) if isinstance(value, DaysDuration) else _write_months(value)


def _write_date(value: Date) -> str:
    sign = "-" if value.year < 0 else ""
    return f"{sign}{abs(value.year):04}-{value.month:02}-{value.day:02}"


def _write_clock(nanos: int) -> str:
    seconds, fraction = divmod(nanos, NANOS)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{_write_fraction(fraction)}"


def _write_fraction(nanos: int) -> str:
    return f".{nanos:09}".rstrip("0") if nanos else ""


def _write_zone(value: Time) -> str:
    if value.zone is not None:
        return f"@{value.zone}"
    return "" if value.offset is None else _write_offset(value.offset)


def _write_offset(offset: int) -> str:
    if offset == 0:
        return "Z"
    size = abs(offset)
    seconds = f":{size % 60:02}" if size % 60 else ""
    return f"{'-' if offset < 0 else '+'}{size // 3600:02}:{size // 60 % 60:02}{seconds}"


def _write_days(value: DaysDuration) -> str:
    days, rest = divmod(abs(value.nanos), DAY_NANOS)
    seconds, fraction = divmod(rest, NANOS)
    parts = ((seconds // 3600, "H"), (seconds // 60 % 60, "M"))
    clock = "".join(f"{count}{mark}" for count, mark in parts if count)
    if seconds % 60 or fraction:
        clock += f"{seconds % 60}{_write_fraction(fraction)}S"
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return ("-" if value.nanos < 0 else "") + "P" + (text or "T0S")


def _write_months(value: MonthsDuration) -> str:
    years, months = divmod(abs(value.months), 12)
    text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return ("-" if value.months < 0 else "") + "P" + (text or "0M")
