"""The values of FEEL and their kinds (DMN 1.5, 10.3.2.2).

Numbers are Decimal with 34 digits (ints of JSON count as numbers), contexts are dicts, lists are lists; temporal
values live in temporals.py. Never a float on the way out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any, Protocol

from workflows.feel.run import Run
from workflows.feel.temporals import Date, DateTime, DaysDuration, MonthsDuration, Time

# IEEE 754-2008 decimal128, as DMN asks of numbers.
DECIMAL = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)

KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    Decimal: "number",
    float: "number",
    str: "string",
    list: "list",
    dict: "context",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    DaysDuration: "days and time duration",
    MonthsDuration: "years and months duration",
}


class Function(Protocol):
    """What can be called: a built-in or a function literal."""

    @property
    def label(self) -> str: ...

    def invoke(self, run: Run, arguments: Sequence[Any]) -> Any: ...

    def invoke_named(self, run: Run, arguments: dict[str, Any]) -> Any: ...


@dataclass(frozen=True, slots=True)
class Range:
    """An interval. `half` says it was written as a comparison, `(< 5)`: then None as an end means open to that side.

    Otherwise a None is an end that nobody knows, and nothing can be said to lie inside.
    """

    start: Any
    end: Any
    start_included: bool
    end_included: bool
    half: bool = False


def kind_of(value: Any) -> str:
    """The FEEL name of the value's type; "unknown" for what is no FEEL value at all."""
    found = KINDS.get(type(value))
    if found:
        return found
    if isinstance(value, Range):
        return "range"
    return "function" if hasattr(value, "invoke") else "unknown"


def number_of(value: Any) -> Decimal | None:
    """The value as Decimal when it is a number (a boolean is none), otherwise None."""
    kind = type(value)
    if kind is Decimal:
        return value
    if kind is int:
        return Decimal(value)
    if kind is float:
        return _finite(Decimal(repr(value)))
    return None


def _finite(value: Decimal) -> Decimal | None:
    return value if value.is_finite() else None


def list_of(value: Any) -> list[Any]:
    """FEEL's "to singleton list" (DMN 1.5, 10.3.2.9.4): what is no list becomes a list of one."""
    return value if type(value) is list else [value]


def phrase(value: Any) -> str:
    """How a warning names a value: its kind with an article, or "null"."""
    kind = kind_of(value)
    if kind == "null":
        return "null"
    return f"an {kind} value" if kind == "unknown" else f"a {kind}"
