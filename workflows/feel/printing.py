"""Values to text as FEEL's string() writes them, and to JSON."""

from decimal import Decimal
from typing import Any

from workflows.feel.errors import FeelFuelError, FeelTypeError
from workflows.feel.run import Run
from workflows.feel.temporal_text import write
from workflows.feel.temporals import Date, DateTime, DaysDuration, MonthsDuration, Time
from workflows.feel.values import DECIMAL, Range, kind_of, number_of

TEMPORAL = (Date, Time, DateTime, DaysDuration, MonthsDuration)
MAX_JSON_DEPTH = 32
MAX_JSON_NODES = 200_000


def number_text(value: Decimal) -> str:
    """Plain digits, without exponent and trailing zeros; exponents of more than 34 digits stay exponents."""
    if value == 0:
        return "0"
    if abs(value.adjusted()) > 34:
        return str(DECIMAL.normalize(value))
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def text_of(run: Run, value: Any, *, nested: bool = False) -> str:
    """The text of string(value); inside lists and contexts strings keep their quotes. Costs fuel by its length."""
    if type(value) is str:
        run.charge(len(value) // 8)
        return _quoted(value) if nested else value
    run.charge(1)
    if value is None or type(value) is bool:
        return {None: "null", True: "true", False: "false"}[value]
    number = number_of(value)
    if number is not None:
        return number_text(number)
    if type(value) in TEMPORAL:
        return write(value)
    if type(value) is list:
        return f"[{', '.join(text_of(run, item, nested=True) for item in value)}]"
    if type(value) is dict:
        pairs = (f"{key}: {text_of(run, item, nested=True)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if type(value) is Range:
        ends = f"{text_of(run, value.start, nested=True)}..{text_of(run, value.end, nested=True)}"
        return f"{'[' if value.start_included else '('}{ends}{']' if value.end_included else ')'}"
    return str(getattr(value, "label", "null"))


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def to_json(value: Any) -> Any:
    """The value as JSON has it: temporals as ISO 8601 text (a zone as its offset), numbers as finite Decimals or ints.

    Raises FeelTypeError for ranges and functions and beyond 32 levels, FeelFuelError beyond MAX_JSON_NODES values.
    """
    return _Json().of(value, 0)


class _Json:
    """Counts the values as they are copied, because one list may be in many places."""

    def __init__(self) -> None:
        self.count = 0

    def of(self, value: Any, depth: int) -> Any:
        self.count += 1
        if self.count > MAX_JSON_NODES:
            raise FeelFuelError(f"The result has more than {MAX_JSON_NODES:,} values.", "size")
        if depth > MAX_JSON_DEPTH:
            raise FeelTypeError(f"The result is nested more than {MAX_JSON_DEPTH} levels deep.")
        if value is None or type(value) in (bool, str, int, Decimal):
            return value
        if type(value) is dict:
            return {key: self.of(item, depth + 1) for key, item in value.items()}
        if type(value) is list:
            return [self.of(item, depth + 1) for item in value]
        if type(value) in TEMPORAL:
            return write(value, iso=True)
        if type(value) is float:
            return number_of(value)
        raise FeelTypeError(f"The result is a {kind_of(value)}, which has no place in a variable.")
