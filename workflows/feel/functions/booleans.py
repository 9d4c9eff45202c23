"""Boolean functions (DMN 1.5, 10.3.4.2 and 10.3.4.11) and Camunda's questions about null: get or else, assert."""

from typing import Any

from workflows.feel.comparison import equal
from workflows.feel.errors import FeelAssertionError
from workflows.feel.functions.registry import builtin
from workflows.feel.run import Run
from workflows.feel.values import kind_of


@builtin("not", "negand: any")
def not_(_run: Run, value: Any) -> bool | None:
    return not value if type(value) is bool else None


@builtin("is", "value1: any, value2: any")
def is_(run: Run, one: Any, other: Any) -> bool:
    """Of one kind and equal; times and dates only with the same zone (DMN 1.5, 10.3.4.11)."""
    if kind_of(one) != kind_of(other):
        return False
    if kind_of(one) in ("time", "date and time"):
        return bool(one == other)
    return equal(run, one, other) is True


@builtin("is defined", "value: any")
def is_defined(_run: Run, value: Any) -> bool:
    return value is not None


@builtin("is empty", "list: any")
def is_empty(_run: Run, value: Any) -> bool | None:
    return not value if type(value) in (list, dict, str) else None


@builtin("get or else", "value: any, default: any")
def get_or_else(_run: Run, value: Any, default: Any) -> Any:
    return default if value is None else value


@builtin("assert", "value: any, condition: any, cause?: string")
def assert_(_run: Run, value: Any, condition: Any, cause: str | None = None) -> Any:
    """The value when the condition is true; otherwise the evaluation stops with the cause."""
    if condition is True:
        return value
    raise FeelAssertionError(cause or "A condition that this expression asserts was not met.")
