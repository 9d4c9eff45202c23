"""Numeric functions (DMN 1.5, 10.3.4.5). No random number: the same command on the same state gives the same step."""

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    DecimalException,
    InvalidOperation,
)
from typing import Any

from workflows.feel.functions.fitting import MISFIT, fit
from workflows.feel.functions.registry import builtin
from workflows.feel.run import Run
from workflows.feel.temporals import DaysDuration, MonthsDuration
from workflows.feel.values import DECIMAL

MIN_SCALE, MAX_SCALE = -6111, 6176
# Steps of fuel: exp and log take so many times as long as a sum.
TRANSCENDENTAL = 100
# Wide enough for a scale of MAX_SCALE digits before the result is rounded to 34.
_WIDE = Context(prec=13_000, traps=[InvalidOperation])


def rounded(run: Run, number: Decimal, scale: Decimal, how: str) -> Decimal | None:
    """The number with `scale` decimals; null beyond the scales of decimal128."""
    places = int(scale)
    if not MIN_SCALE <= places <= MAX_SCALE:
        return run.null(f"a number cannot have {scale} decimals")
    if number.is_zero() or -places < number.adjusted() - 40:
        return number
    exact = number.quantize(Decimal((0, (1,), -places)), rounding=how, context=_WIDE)
    return DECIMAL.plus(exact)


def _rounding(label: str, how: str) -> None:
    @builtin(label, "n: number, scale: number")
    def round_to_scale(run: Run, number: Decimal, places: Decimal) -> Decimal | None:
        return rounded(run, number, places, how)


for _label, _how in (
    ("decimal", ROUND_HALF_EVEN),
    ("floor", ROUND_FLOOR),
    ("ceiling", ROUND_CEILING),
    ("round up", ROUND_UP),
    ("round down", ROUND_DOWN),
    ("round half up", ROUND_HALF_UP),
    ("round half down", ROUND_HALF_DOWN),
):
    _rounding(_label, _how)


@builtin("floor", "n: number")
def floor(run: Run, number: Decimal) -> Decimal | None:
    return rounded(run, number, Decimal(0), ROUND_FLOOR)


@builtin("ceiling", "n: number")
def ceiling(run: Run, number: Decimal) -> Decimal | None:
    return rounded(run, number, Decimal(0), ROUND_CEILING)


@builtin("abs", "n: any")
def abs_(run: Run, value: Any) -> Any:
    if isinstance(value, DaysDuration):
        return DaysDuration(abs(value.nanos))
    if isinstance(value, MonthsDuration):
        return MonthsDuration(abs(value.months))
    number = fit("number", value)
    return run.null("abs() takes a number or duration as n") if number is MISFIT else DECIMAL.abs(number)


@builtin("modulo", "dividend: number, divisor: number")
def modulo(run: Run, dividend: Decimal, divisor: Decimal) -> Decimal | None:
    """`dividend - divisor * floor(dividend / divisor)`: the sign of the divisor."""
    return _finite(run, "modulo", lambda: _modulo(dividend, divisor))


def _modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    rest = DECIMAL.remainder(dividend, divisor)
    return DECIMAL.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


@builtin("sqrt", "number: number")
def sqrt(run: Run, number: Decimal) -> Decimal | None:
    return _finite(run, "sqrt", lambda: DECIMAL.sqrt(number))


@builtin("log", "number: number")
def log(run: Run, number: Decimal) -> Decimal | None:
    """The natural logarithm; null for what is not above 0."""
    run.charge(TRANSCENDENTAL)
    return _finite(run, "log", lambda: DECIMAL.ln(number)) if number > 0 else run.null("log() takes a number above 0")


@builtin("exp", "number: number")
def exp(run: Run, number: Decimal) -> Decimal | None:
    run.charge(TRANSCENDENTAL)
    return _finite(run, "exp", lambda: DECIMAL.exp(number))


def _finite(run: Run, label: str, compute: Callable[[], Decimal]) -> Decimal | None:
    try:
        return compute()
    except DecimalException:
        return run.null(f"{label}() has no finite result")


@builtin("odd", "number: number")
def odd(_run: Run, number: Decimal) -> bool | None:
    return _is_multiple_off(number, 1)


@builtin("even", "number: number")
def even(_run: Run, number: Decimal) -> bool | None:
    return _is_multiple_off(number, 0)


def _is_multiple_off(number: Decimal, rest: int) -> bool | None:
    if number != number.to_integral_value():
        return False
    return abs(int(number)) % 2 == rest
