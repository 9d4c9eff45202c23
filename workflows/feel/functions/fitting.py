"""Arguments made to fit the kind a built-in asks for (DMN 1.5, 10.3.2.9.4, implicit conversions).

A list of one is its item where one value is asked; one value is a list of one where a list is asked; ISO 8601 text is
the temporal it spells where a temporal is asked.
"""

from collections.abc import Callable
from typing import Any

from workflows.feel.temporal_text import read_as
from workflows.feel.temporals import Date, DateTime, DaysDuration, MonthsDuration, Time
from workflows.feel.values import Range, kind_of, number_of

MISFIT = object()


def _number(value: Any) -> Any:
    found = number_of(value)
    return MISFIT if found is None else found


def _list(value: Any) -> Any:
    return value if type(value) is list else MISFIT if value is None else [value]


def _day(value: Any) -> Any:
    """A date, or the date of a date and time."""
    if type(value) is str:
        value = read_as(Date, value)
    if type(value) is DateTime:
        return value.date
    return value if type(value) is Date else MISFIT


def _day_or_instant(value: Any) -> Any:
    if type(value) is str:
        value = read_as(DateTime if "T" in value else Date, value)
    return value if isinstance(value, Date | DateTime) else MISFIT


def _of(*types: type) -> Callable[[Any], Any]:
    return lambda value: value if type(value) in types else MISFIT


FITS: dict[str, Callable[[Any], Any]] = {
    "any": lambda value: value,
    "number": _number,
    "list": _list,
    "string": _of(str),
    "boolean": _of(bool),
    "context": _of(dict),
    "range": _of(Range),
    "date": _day,
    "date or date and time": _day_or_instant,
    "time": _of(Time),
    "days and time duration": _of(DaysDuration),
    "duration": _of(DaysDuration, MonthsDuration),
    "function": lambda value: value if kind_of(value) == "function" else MISFIT,
}


def fit(kind: str, value: Any) -> Any:
    """The value as this kind, or MISFIT."""
    fits = FITS[kind]
    found = fits(value)
    if found is MISFIT and type(value) is list and len(value) == 1:
        return fits(value[0])
    return found
