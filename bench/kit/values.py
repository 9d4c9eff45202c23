"""The kit's values: read from its XML, compared as its own runner compares them, shown as text."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from workflows.feel.comparison import equal
from workflows.feel.printing import TEMPORAL, text_of
from workflows.feel.run import Run
from workflows.feel.temporal_text import read_as
from workflows.feel.temporals import Date, DateTime, DaysDuration, MonthsDuration, Time
from workflows.feel.values import number_of
from workflows.loader.vocabulary import Node

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_NUMBERS = frozenset({"decimal", "double", "float", "integer", "int", "long", "short"})
_TEMPORAL: dict[str, tuple[type, ...]] = {
    "date": (Date,),
    "time": (Time,),
    "dateTime": (DateTime,),
    "duration": (DaysDuration, MonthsDuration),
    "dayTimeDuration": (DaysDuration,),
    "yearMonthDuration": (MonthsDuration,),
}
#: The kit writes numbers to some digits only.
_CLOSE = Decimal("1e-8")


def parts(node: Node, name: str) -> Iterator[Node]:
    """Children of this local name, whatever the kit's version of its namespace."""
    return (part for part in node if str(part.tag).rpartition("}")[2] == name)


def read(node: Node) -> Any:
    """The value of an `expected`, `inputNode`, `item` or `component`: nothing is null."""
    components = {part.get("name") or "": read(part) for part in parts(node, "component")}
    if components:
        return components
    for part in node:
        kind = str(part.tag).rpartition("}")[2]
        if part.get(f"{_XSI}nil") == "true":
            return None
        if kind == "list":
            return [read(item) for item in parts(part, "item")]
        if kind == "value":
            return _typed((part.get(f"{_XSI}type") or "").rpartition(":")[2], part.text or "")
    return None


def _typed(kind: str, text: str) -> Any:
    if kind in _NUMBERS:
        return _number(text.strip())
    if kind == "boolean":
        return text.strip() in ("true", "1")
    for wanted in _TEMPORAL.get(kind, ()):
        found = read_as(wanted, text.strip())
        if found is not None:
            return found
    return text


def _number(text: str) -> Any:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return text
    return found if found.is_finite() else text


def same(run: Run, found: Any, expected: Any) -> bool:
    """Whether the answer is the one expected: numbers to eight places, contexts with the same entries."""
    first, second = number_of(found), number_of(expected)
    if first is not None and second is not None:
        return abs(first - second) <= _CLOSE * max(Decimal(1), abs(second))
    if isinstance(found, list) and isinstance(expected, list):
        return len(found) == len(expected) and all(same(run, a, b) for a, b in zip(found, expected, strict=True))
    if isinstance(found, dict) and isinstance(expected, dict):
        return found.keys() == expected.keys() and all(same(run, found[key], expected[key]) for key in found)
    if type(found) is not type(expected):
        return False
    return equal(run, found, expected) is True if type(found) in TEMPORAL else found == expected


def shown(run: Run, value: Any) -> str:
    """The value as FEEL writes it, not too long."""
    return text_of(run, value, nested=True)[:300]
