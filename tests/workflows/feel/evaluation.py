"""How the tests of FEEL ask: a value, its text, its warnings, at one instant (Sunday 2026-11-22, 09:00 UTC)."""

from datetime import UTC, datetime
from typing import Any

from workflows.feel import compile_expression, compile_unary_tests
from workflows.feel.printing import text_of
from workflows.feel.run import Evaluation, Run

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def explained(text: str, /, zone: str = "UTC", fuel: int = 100_000, **variables: Any) -> Evaluation:
    """The whole evaluation; variables may have any name, so all others are positional or spelled out."""
    return compile_expression(text, variables).explain(variables, at=AT, zone=zone, fuel=fuel)


def value(text: str, /, **variables: Any) -> Any:
    """The value for these variables."""
    return explained(text, **variables).value


def shown(text: str, /, zone: str = "UTC", **variables: Any) -> str:
    """The value as FEEL would write it: strings in quotes, null as null."""
    return text_of(a_run(), explained(text, zone, **variables).value, nested=True)


def met(test: str, tested: Any, /, **variables: Any) -> bool:
    """Whether the value meets the cell of a decision table."""
    return compile_unary_tests(test, variables).matches(tested, variables, at=AT)


def a_run(zone: str = "UTC", fuel: int = 100_000) -> Run:
    """A run of its own, for what is tested without an expression."""
    return Run(AT, zone, fuel)
