"""`+ - * / **` (DMN 1.5, tables 56 to 61): numbers, text, dates, times and durations; None where they do not apply.

ISO 8601 text beside a duration or another temporal value is read as the date, time or duration it spells.
"""

from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Any

from workflows.feel.comparison import midnight
from workflows.feel.run import Run
from workflows.feel.temporal_text import read_temporal
from workflows.feel.temporals import (
    DAY_NANOS,
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    at_instant,
    date_from_days,
    instant_of,
    make_date,
    month_length,
)
from workflows.feel.values import DECIMAL, number_of, phrase

TEMPORAL = (Date, Time, DateTime, DaysDuration, MonthsDuration)
NUMBERS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": DECIMAL.add,
    "-": DECIMAL.subtract,
    "*": DECIMAL.multiply,
    "/": DECIMAL.divide,
    "**": DECIMAL.power,
}
# Steps of fuel: a power takes so many times as long as a sum.
WHOLE_POWER, BROKEN_POWER = 25, 500
# Beyond this a duration says nothing any more and its text grows without bound.
MAX_MONTHS = 12 * 1_000_000_000
MAX_NANOS = 366_000_000_000 * DAY_NANOS


def calculate(run: Run, operator: str, left: Any, right: Any) -> Any:
    """The result, or None with a warning that says which kinds do not go together."""
    if left is None or right is None:
        run.warn(f"{phrase(left)} {operator} {phrase(right)} is null")
        return None
    first, second = number_of(left), number_of(right)
    if first is not None and second is not None:
        return _numbers(run, operator, first, second)
    if type(left) is str and type(right) is str and operator == "+":
        run.charge((len(left) + len(right)) // 8)
        return left + right
    result = _temporal(run, operator, _read_beside(left, right), _read_beside(right, left))
    if result is None:
        run.warn(f"{phrase(left)} {operator} {phrase(right)} has no result")
    return result


def _numbers(run: Run, operator: str, left: Decimal, right: Decimal) -> Decimal | None:
    if operator == "**":
        if not left and not right:
            return Decimal(1)  # as IEEE 754 has it; Python's decimal refuses
        run.charge(WHOLE_POWER if right == right.to_integral_value() else BROKEN_POWER)
    try:
        return NUMBERS[operator](left, right)
    except DecimalException:
        run.warn(f"{left} {operator} {right} has no finite result")
        return None


def _read_beside(value: Any, other: Any) -> Any:
    """Text becomes the temporal it spells where the other side is one."""
    if type(value) is not str or type(other) not in TEMPORAL:
        return value
    found = read_temporal(value)
    return value if found is None else found


def _temporal(run: Run, operator: str, left: Any, right: Any) -> Any:
    if operator == "+":
        return _add(left, right) if isinstance(right, DaysDuration | MonthsDuration) else _add(right, left)
    if operator == "-":
        if isinstance(right, DaysDuration | MonthsDuration):
            return _add(left, negated(right))
        return _between(run, left, right)
    if operator == "*":
        return _scale(left, right) or _scale(right, left)
    return _divide(left, right) if operator == "/" else None


def negated(value: Any) -> Any:
    """The duration the other way."""
    return DaysDuration(-value.nanos) if isinstance(value, DaysDuration) else MonthsDuration(-value.months)


def _add(value: Any, duration: Any) -> Any:
    if isinstance(duration, DaysDuration):
        return _add_days(value, duration.nanos)
    if isinstance(duration, MonthsDuration):
        return add_months(value, duration.months)
    return None


def _add_days(value: Any, nanos: int) -> Any:
    if isinstance(value, DaysDuration):
        return days_duration(value.nanos + nanos)
    if isinstance(value, Date):
        return date_from_days(value.ordinal() + nanos // DAY_NANOS)
    if isinstance(value, Time):
        return Time((value.nanos + nanos) % DAY_NANOS, value.offset, value.zone)
    if isinstance(value, DateTime):
        return _move(value, nanos)
    return None


def _move(value: DateTime, nanos: int) -> DateTime | None:
    if value.time.zoned:
        return at_instant(instant_of(value) + nanos, value.time)
    days, rest = divmod(value.date.ordinal() * DAY_NANOS + value.time.nanos + nanos, DAY_NANOS)
    date = date_from_days(days)
    return None if date is None else DateTime(date, Time(rest))


def add_months(value: Any, months: int) -> Any:
    """The same day so many months later, or the last of a shorter month."""
    if isinstance(value, MonthsDuration):
        return months_duration(value.months + months)
    if isinstance(value, DateTime):
        date = add_months(value.date, months)
        return None if date is None else DateTime(date, value.time)
    if not isinstance(value, Date):
        return None
    year, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    return make_date(year, month + 1, min(value.day, month_length(year, month + 1)))


def _between(run: Run, left: Any, right: Any) -> DaysDuration | None:
    if isinstance(left, Time) and isinstance(right, Time):
        return DaysDuration(_of_day(left) - _of_day(right))
    if not (isinstance(left, Date | DateTime) and isinstance(right, Date | DateTime)):
        return None
    first, second = midnight(left), midnight(right)
    if first.time.zoned or second.time.zoned:
        return DaysDuration(instant_of(first, run.zone) - instant_of(second, run.zone))
    days = first.date.ordinal() - second.date.ordinal()
    return DaysDuration(days * DAY_NANOS + first.time.nanos - second.time.nanos)


def _of_day(value: Time) -> int:
    return value.nanos - (value.offset or 0) * NANOS


def _scale(duration: Any, factor: Any, by: Callable[[Decimal, Decimal], Decimal] = DECIMAL.multiply) -> Any:
    number = number_of(factor)
    if number is None:
        return None
    try:
        if isinstance(duration, DaysDuration):
            return days_duration(int(by(Decimal(duration.nanos), number)))
        if isinstance(duration, MonthsDuration):
            return months_duration(int(by(Decimal(duration.months), number)))
    except DecimalException:
        return None
    return None


def _divide(left: Any, right: Any) -> Any:
    number = number_of(right)
    try:
        if number is not None:
            return _scale(left, number, DECIMAL.divide)
        if isinstance(left, DaysDuration) and isinstance(right, DaysDuration):
            return DECIMAL.divide(Decimal(left.nanos), Decimal(right.nanos))
        if isinstance(left, MonthsDuration) and isinstance(right, MonthsDuration):
            return DECIMAL.divide(Decimal(left.months), Decimal(right.months))
    except DecimalException:
        return None
    return None


def days_duration(nanos: int) -> DaysDuration | None:
    """The duration, or None when it is longer than FEEL's calendar."""
    return DaysDuration(nanos) if abs(nanos) <= MAX_NANOS else None


def months_duration(months: int) -> MonthsDuration | None:
    """The duration, or None when it is longer than FEEL's calendar."""
    return MonthsDuration(months) if abs(months) <= MAX_MONTHS else None
