"""Equality, order and membership (DMN 1.5, tables 51 to 55), three-valued: None where values do not compare.

ISO 8601 text beside a temporal value is read as that kind of temporal. A date and time without a zone is read in the
evaluation's zone where the other one has a zone. Comparing long lists costs fuel.
"""

from decimal import Decimal
from typing import Any

from workflows.feel.run import Run
from workflows.feel.temporal_text import read_as
from workflows.feel.temporals import (
    DAY_NANOS,
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    instant_of,
    zone_offset,
)
from workflows.feel.values import Range, kind_of, number_of

TEMPORAL = (Date, Time, DateTime, DaysDuration, MonthsDuration)
NUMERIC = (Decimal, int, float)
# Times are told apart by milliseconds, as the compatibility kit's cases on equality ask.
MILLI = NANOS // 1000
# Characters of a text that are read for one step of fuel.
LONG = 256
_EPOCH = Date(1970, 1, 1)


def equal(run: Run, left: Any, right: Any) -> bool | None:
    """`left = right`: null equals only null; values of different kinds give None."""
    run.charge(1)
    if left is None or right is None:
        return left is right
    left, right = _same_kind(left, right)
    kind = type(left)
    if kind is str:
        return same_text(run, left, right) if type(right) is str else None
    if kind is bool:
        return bool(left == right) if type(right) is kind else None
    if kind is list:
        return _equal_lists(run, left, right) if type(right) is list else None
    if kind is dict:
        return _equal_contexts(run, left, right) if type(right) is dict else None
    if kind is Range:
        return _equal_ranges(run, left, right) if type(right) is Range else None
    if kind in TEMPORAL or kind_of(left) == "number":
        return _equal_ordered(run, left, right)
    return left is right


def same_text(run: Run, left: str, right: str) -> bool:
    """Whether the texts are the same; long ones cost by their length."""
    if len(left) > LONG:
        run.charge(len(left) // LONG)
    return left == right


def _equal_ordered(run: Run, left: Any, right: Any) -> bool | None:
    order = compare(run, left, right)
    return None if order is None else order == 0


def _equal_lists(run: Run, left: list[Any], right: list[Any]) -> bool | None:
    if len(left) != len(right):
        return False
    return _all_equal([equal(run, one, other) for one, other in zip(left, right, strict=True)])


def _equal_contexts(run: Run, left: dict[str, Any], right: dict[str, Any]) -> bool | None:
    if left.keys() != right.keys():
        return False
    return _all_equal([equal(run, value, right[key]) for key, value in left.items()])


def _equal_ranges(run: Run, left: Range, right: Range) -> bool | None:
    if _brackets(left) != _brackets(right):
        return False
    return _all_equal([equal(run, left.start, right.start), equal(run, left.end, right.end)])


def _brackets(value: Range) -> tuple[bool, bool, bool]:
    return value.start_included, value.end_included, value.half


def _all_equal(results: list[bool | None]) -> bool | None:
    if all(results):
        return True
    return False if False in results else None


def _same_kind(left: Any, right: Any) -> tuple[Any, Any]:
    """ISO text beside a temporal becomes that temporal."""
    if type(left) is str and type(right) in TEMPORAL:
        return _read_beside(left, right), right
    if type(right) is str and type(left) in TEMPORAL:
        return left, _read_beside(right, left)
    return left, right


def _read_beside(text: str, other: Any) -> Any:
    found = read_as(type(other), text) if type(other) is not Date else None
    if found is None and type(other) is Date:
        found = read_as(DateTime, text) if "T" in text else read_as(Date, text)
    return text if found is None else found


def compare(run: Run, left: Any, right: Any) -> int | None:
    """-1, 0 or 1 as left is before, same as or after right; None where the two have no order."""
    if type(left) is str or type(right) is str:
        left, right = _same_kind(left, right)
    keys = order_keys(run, left, right)
    if keys is None:
        return None
    return (keys[0] > keys[1]) - (keys[0] < keys[1])


def order_keys(run: Run, left: Any, right: Any) -> tuple[Any, Any] | None:
    """Two Python values that order as FEEL orders these two, or None."""
    if type(left) is str:
        run.charge(len(left) // LONG)
        return (left, right) if type(right) is str else None
    first, second = number_of(left), number_of(right)
    if first is not None or second is not None:
        return None if first is None or second is None else (first, second)
    if type(left) is DaysDuration and type(right) is DaysDuration:
        return left.nanos, right.nanos
    if type(left) is MonthsDuration and type(right) is MonthsDuration:
        return left.months, right.months
    if type(left) is Time and type(right) is Time:
        return _time_keys(left, right, run.zone)
    return _day_keys(left, right, run.zone)


def _day_keys(left: Any, right: Any, zone: str) -> tuple[Any, Any] | None:
    if type(left) is Date and type(right) is Date:
        return left.ordinal(), right.ordinal()
    if not (isinstance(left, Date | DateTime) and isinstance(right, Date | DateTime)):
        return None
    first, second = midnight(left), midnight(right)
    if first.time.zoned or second.time.zoned:
        return instant_of(first, zone) // MILLI, instant_of(second, zone) // MILLI
    return _wall(first), _wall(second)


def midnight(value: Date | DateTime) -> DateTime:
    """A date as the date and time at which it begins, on the wall clock."""
    return value if isinstance(value, DateTime) else DateTime(value, Time(0))


def _wall(value: DateTime) -> int:
    return (value.date.ordinal() * DAY_NANOS + value.time.nanos) // MILLI


def _time_keys(left: Time, right: Time, zone: str) -> tuple[int, int]:
    if not (left.zoned or right.zoned):
        return left.nanos // MILLI, right.nanos // MILLI
    first, second = _time_offset(left, zone), _time_offset(right, zone)
    return (left.nanos - first * NANOS) // MILLI, (right.nanos - second * NANOS) // MILLI


def _time_offset(value: Time, zone: str) -> int:
    return value.offset if value.offset is not None else zone_offset(value.zone or zone, _EPOCH, value.nanos)


def includes(run: Run, interval: Range, value: Any) -> bool | None:
    """Whether the value lies in the interval; None where it does not compare with its ends."""
    if not interval.half and (interval.start is None or interval.end is None):
        return None
    if interval.start is not None:
        order = compare(run, value, interval.start)
        if order is None:
            return None
        if order < 0 or (order == 0 and not interval.start_included):
            return False
    if interval.end is not None:
        order = compare(run, value, interval.end)
        if order is None:
            return None
        return order < 0 or (order == 0 and interval.end_included)
    return True


def contains(run: Run, items: list[Any], value: Any) -> bool:
    """Whether some item equals the value."""
    return any(equal(run, item, value) is True for item in items)
