"""What `for`, `some` and `every` go through when they are given a range (DMN 1.5, 10.3.2.14).

A range is paid for before it is gone through, so one of a thousand million numbers is refused by name.
"""

from typing import Any

from workflows.feel.errors import FeelFuelError
from workflows.feel.run import Run
from workflows.feel.temporals import Date, date_from_days
from workflows.feel.values import Range, number_of


def numbers_or_days(run: Run, start: Any, end: Any) -> list[Any] | range | None:
    """From start to end, upwards or downwards, both included; None, with a warning, for anything but integers or days.

    Raises FeelFuelError when there are more of them than steps left.
    """
    if type(start) is Date and type(end) is Date:
        days = _through(run, start.ordinal(), end.ordinal(), "days")
        return [date_from_days(day) for day in days]
    first, last = number_of(start), number_of(end)
    if first is None or last is None or first != first.to_integral_value() or last != last.to_integral_value():
        run.warn("only whole numbers and days can be gone through from .. to")
        return None
    return _through(run, int(first), int(last), "numbers")


def _through(run: Run, start: int, end: int, what: str) -> range:
    count = abs(end - start) + 1
    if count > run.fuel:
        shown = f"The range {start}..{end} has {count:,} {what}" if count < 10**20 else f"A range has too many {what}"
        raise FeelFuelError(f"{shown}; this expression may take {run.limit:,} steps.", "steps")
    run.charge(count // 4)
    return range(start, end + 1) if end >= start else range(start, end - 1, -1)


def range_items(run: Run, value: Range) -> list[Any] | range | None:
    """The whole numbers or days inside a range value."""
    items = numbers_or_days(run, value.start, value.end)
    if items is None or not items:
        return items
    first = 0 if value.start_included else 1
    return items[first : len(items) if value.end_included else len(items) - 1]
