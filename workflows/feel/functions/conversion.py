"""Conversion functions (DMN 1.5, 10.3.4.1): date, time, date and time, duration, number, string."""

import re
from decimal import Decimal, Overflow
from typing import Any

from workflows.feel.functions.registry import builtin
from workflows.feel.printing import text_of
from workflows.feel.run import Run
from workflows.feel.temporal_text import MAX_TEXT, read_as, read_date_time, read_duration, read_time
from workflows.feel.temporals import (
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    at_instant,
    instant_of,
    make_date,
    zone_named,
)
from workflows.feel.values import DECIMAL, number_of, phrase

_NUMBER = re.compile(r"-?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,4})?")
_DATE_TEXT = "YYYY-MM-DD"
_TIME_TEXT = "hh:mm:ss"


def unreadable(run: Run, label: str, value: Any, form: str) -> Any:
    """Null with the sentence that says what the function reads."""
    shown = f'"{value[:40]}"' if type(value) is str else phrase(value)
    return None if value is None else run.null(f"{label}() cannot read {shown}; it reads {form}")


@builtin("date", "from: any")
def date(run: Run, source: Any) -> Date | None:
    """A date; also the day of a date and time, or of the text of one."""
    if isinstance(source, DateTime):
        return source.date
    if isinstance(source, Date):
        return source
    found = read_as(Date, source) if type(source) is str else None
    return found or unreadable(run, "date", source, _DATE_TEXT)


@builtin("date", "year: number, month: number, day: number")
def date_of_parts(run: Run, year: Decimal, month: Decimal, day: Decimal) -> Date | None:
    found = make_date(int(year), int(month), int(day))
    return found or run.null(f"there is no day {year}-{month}-{day}")


@builtin("time", "from: any")
def time(run: Run, source: Any) -> Time | None:
    if isinstance(source, DateTime):
        return source.time
    if isinstance(source, Time):
        return source
    if isinstance(source, Date):
        return Time(0, 0)
    found = read_time(source) if type(source) is str and len(source) <= MAX_TEXT else None
    return found or unreadable(run, "time", source, _TIME_TEXT)


@builtin("time", "hour: number, minute: number, second: number, offset?: days and time duration")
def time_of_parts(
    run: Run, hour: Decimal, minute: Decimal, second: Decimal, offset: DaysDuration | None = None
) -> Time | None:
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        run.warn(f"there is no time {hour}:{minute}:{second}")
        return None
    nanos = (int(hour) * 3600 + int(minute) * 60) * NANOS + int(DECIMAL.multiply(second, Decimal(NANOS)))
    if offset is None:
        return Time(nanos)
    seconds = abs(offset.nanos) // NANOS
    return Time(nanos, -seconds if offset.nanos < 0 else seconds) if seconds <= 18 * 3600 else None


@builtin("date and time", "from: any")
def date_and_time(run: Run, source: Any) -> DateTime | None:
    if isinstance(source, DateTime):
        return source
    if isinstance(source, Date):
        return DateTime(source, Time(0))
    found = read_date_time(source) if type(source) is str and len(source) <= MAX_TEXT else None
    return found or unreadable(run, "date and time", source, f"{_DATE_TEXT}T{_TIME_TEXT}")


@builtin("date and time", "date: any, time: time")
def date_and_time_of_parts(run: Run, day: Any, clock: Time) -> DateTime | None:
    found = date(run, day)
    return DateTime(found, clock) if found else None


@builtin("date and time", "date: date or date and time, timezone: string")
def date_and_time_in_zone(run: Run, day: Date | DateTime, zone: str) -> DateTime | None:
    """Camunda's: the same instant on another zone's clock."""
    if zone_named(zone) is None:
        return run.null(f"there is no time zone {zone[:40]}")
    value = day if isinstance(day, DateTime) else DateTime(day, Time(0))
    return at_instant(instant_of(value, run.zone), Time(0, None, zone))


@builtin("duration", "from: any")
def duration(run: Run, source: Any) -> DaysDuration | MonthsDuration | None:
    if isinstance(source, DaysDuration | MonthsDuration):
        return source
    found = read_duration(source) if type(source) is str and len(source) <= MAX_TEXT else None
    return found or unreadable(run, "duration", source, "P1DT2H or P1Y2M")


@builtin("years and months duration", "from: date, to: date")
def years_and_months(_run: Run, start: Date, end: Date) -> MonthsDuration:
    """Whole months from one day to another."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return MonthsDuration(months)


def _read(text: str) -> Decimal | None:
    try:
        return DECIMAL.create_decimal(text)
    except Overflow:
        return None


@builtin("number", "from: any")
def number(run: Run, source: Any) -> Decimal | None:
    found = number_of(source)
    if found is not None:
        return found
    if type(source) is str and _NUMBER.fullmatch(source) and (found := _read(source)) is not None:
        return found
    return unreadable(run, "number", source, "digits with a point")


@builtin("number", "from: string, grouping separator: any, decimal separator: any")
def number_of_text(run: Run, source: str, grouping: str | None, point: str | None) -> Decimal | None:
    if grouping not in (None, " ", ",", ".") or point not in (None, ".", ",") or (grouping and grouping == point):
        return run.null("number() takes a space, comma or point as its two different separators")
    run.charge(len(source) // 8)
    plain = source.replace(grouping, "") if grouping else source
    return number(run, plain.replace(point, ".") if point else plain)


@builtin("string", "from: any")
def string(run: Run, source: Any) -> str | None:
    return None if source is None else text_of(run, source)
