"""`value.name` for what is no context (DMN 1.5, table 65 and 10.3.2.5): lists map, temporals and ranges tell."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from workflows.feel.run import Run
from workflows.feel.temporals import (
    DAY_NANOS,
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    offset_of,
    zone_offset,
)
from workflows.feel.values import DECIMAL, Range, phrase

_EPOCH = Date(1970, 1, 1)


def weekday(value: Date) -> int:
    """1 for Monday to 7 for Sunday."""
    return (value.ordinal() + 3) % 7 + 1


def _truncated(size: int, unit: int, wrap: int, sign: int) -> Decimal:
    return Decimal(sign * (size // unit % wrap))


def _day_part(unit: int, wrap: int) -> Callable[[DaysDuration], Decimal]:
    return lambda value: _truncated(abs(value.nanos), unit, wrap, -1 if value.nanos < 0 else 1)


def _seconds(value: DaysDuration) -> Decimal:
    seconds = DECIMAL.divide(Decimal(abs(value.nanos) % (60 * NANOS)), Decimal(NANOS))
    return DECIMAL.minus(seconds) if value.nanos < 0 else seconds


def _offset(value: Time) -> DaysDuration | None:
    if not value.zoned:
        return None
    offset = value.offset if value.offset is not None else zone_offset(value.zone or "UTC", _EPOCH, value.nanos)
    return DaysDuration(offset * NANOS)


_OF_DATE: dict[str, Callable[[Date], Any]] = {
    "year": lambda value: Decimal(value.year),
    "month": lambda value: Decimal(value.month),
    "day": lambda value: Decimal(value.day),
    "weekday": lambda value: Decimal(weekday(value)),
}
_OF_TIME: dict[str, Callable[[Time], Any]] = {
    "hour": lambda value: Decimal(value.nanos // (3600 * NANOS)),
    "minute": lambda value: Decimal(value.nanos // (60 * NANOS) % 60),
    "second": lambda value: Decimal(value.nanos // NANOS % 60),
    "time offset": _offset,
    "timezone": lambda value: value.zone,
}
_OF_DAYS: dict[str, Callable[[DaysDuration], Any]] = {
    "days": _day_part(DAY_NANOS, 10**15),
    "hours": _day_part(3600 * NANOS, 24),
    "minutes": _day_part(60 * NANOS, 60),
    "seconds": _seconds,
}
_OF_MONTHS: dict[str, Callable[[MonthsDuration], Any]] = {
    "years": lambda value: _truncated(abs(value.months), 12, 10**15, -1 if value.months < 0 else 1),
    "months": lambda value: _truncated(abs(value.months), 1, 12, -1 if value.months < 0 else 1),
}
_OF_RANGE: dict[str, Callable[[Range], Any]] = {
    "start": lambda value: value.start,
    "end": lambda value: value.end,
    "start included": lambda value: value.start_included,
    "end included": lambda value: value.end_included,
}


def _of_date_time(value: DateTime, name: str) -> Any:
    if name in _OF_DATE:
        return _OF_DATE[name](value.date)
    if name == "time offset" and value.time.zoned:
        return DaysDuration(offset_of(value) * NANOS)
    return _OF_TIME[name](value.time)


_TABLES: dict[type, dict[str, Callable[[Any], Any]]] = {
    Date: _OF_DATE,
    Time: _OF_TIME,
    DaysDuration: _OF_DAYS,
    MonthsDuration: _OF_MONTHS,
    Range: _OF_RANGE,
}


def property_of(run: Run, value: Any, name: str) -> Any:
    """The property, a list of them for a list, or None with a warning where there is none."""
    if type(value) is list:
        run.charge(len(value))
        return [item.get(name) if type(item) is dict else property_of(run, item, name) for item in value]
    if type(value) is DateTime and (name in _OF_DATE or name in _OF_TIME):
        return _of_date_time(value, name)
    table = _TABLES.get(type(value), {})
    if name in table:
        return table[name](value)
    run.warn(f"{phrase(value)} has no property {name}{_hint(value, name)}")
    return None


def _hint(value: Any, name: str) -> str:
    """Dates of variables are text; whoever asks for a year wants to be told."""
    if type(value) is not str:
        return ""
    if name in _OF_DATE or name in _OF_TIME:
        return "; date(...), time(...) or date and time(...) make a date or time of it"
    return "; duration(...) makes a duration of it" if name in _OF_DAYS or name in _OF_MONTHS else ""
