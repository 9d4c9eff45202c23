"""Arithmetic, comparison and logic to closures (DMN 1.5, tables 50 to 62)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from workflows.feel import nodes
from workflows.feel.arithmetic import calculate, negated
from workflows.feel.comparison import NUMERIC, compare, equal, same_text
from workflows.feel.compiler.shape import Shape, close, compiles
from workflows.feel.run import Closure, Frame, Run
from workflows.feel.temporals import DaysDuration, MonthsDuration
from workflows.feel.values import DECIMAL, kind_of, number_of, phrase

ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


def ordered(run: Run, operator: str, left: Any, right: Any) -> bool | None:
    """`left < right` and its kin; None, with a warning, where they have no order."""
    order = compare(run, left, right)
    if order is None:
        if left is not None and right is not None:
            run.warn(f"{phrase(left)} and {phrase(right)} have no order")
        return None
    return ORDERS[operator](order, 0)


def related(run: Run, operator: str, left: Any, right: Any) -> bool | None:
    """Any of `= != < <= > >=`."""
    if operator not in ("=", "!="):
        return ordered(run, operator, left, right)
    same = equal(run, left, right)
    if same is None:
        run.warn(f"{phrase(left)} and {phrase(right)} are of different kinds")
        return None
    return same if operator == "=" else not same


@compiles(nodes.Compare)
def comparison(node: nodes.Compare, shape: Shape) -> Closure:
    left, right = close(node.left, shape), close(node.right, shape)
    operator = node.operator
    if operator in ORDERS:
        return _ordering(operator, left, right)
    negate = operator == "!="

    def same(frame: Frame) -> bool | None:
        one, other = left(frame), right(frame)
        if type(one) is str and type(other) is str:
            return same_text(frame.run, one, other) is not negate
        return related(frame.run, operator, one, other)

    return same


def _ordering(operator: str, left: Closure, right: Closure) -> Closure:
    before = ORDERS[operator]

    def order(frame: Frame) -> bool | None:
        one, other = left(frame), right(frame)
        if (type(one) is Decimal and type(other) is Decimal) or (type(one) is int and type(other) is Decimal):
            return before(one, other)
        return ordered(frame.run, operator, one, other)

    return order


@compiles(nodes.Between)
def between(node: nodes.Between, shape: Shape) -> Closure:
    value, low, high = close(node.value, shape), close(node.low, shape), close(node.high, shape)

    def test(frame: Frame) -> bool | None:
        middle = value(frame)
        above = ordered(frame.run, ">=", middle, low(frame))
        below = ordered(frame.run, "<=", middle, high(frame))
        return all_of(above, below)

    return test


def all_of(one: bool | None, other: bool | None) -> bool | None:
    """Three-valued `and`."""
    if one is False or other is False:
        return False
    return True if one is True and other is True else None


@compiles(nodes.Logic)
def logic(node: nodes.Logic, shape: Shape) -> Closure:
    """`and` is decided by the first false, `or` by the first true; what is no boolean counts as null."""
    operands = [close(operand, shape) for operand in node.operands]
    decisive = node.decisive

    def decide(frame: Frame) -> bool | None:
        unknown = False
        for operand in operands:
            value = operand(frame)
            if value is decisive:
                return decisive
            if type(value) is not bool:
                unknown = True
                if value is not None:
                    frame.run.warn(f"{phrase(value)} beside {'or' if decisive else 'and'} is no boolean")
        return None if unknown else not decisive

    return decide


@compiles(nodes.Chain)
def chain(node: nodes.Chain, shape: Shape) -> Closure:
    first = close(node.first, shape)
    rest = [(operator, close(operand, shape)) for operator, operand in node.rest]

    def fold(frame: Frame) -> Any:
        value = first(frame)
        for operator, operand in rest:
            value = calculate(frame.run, operator, value, operand(frame))
        return value

    return fold


@compiles(nodes.Negate)
def negate(node: nodes.Negate, shape: Shape) -> Closure:
    operand = close(node.operand, shape)

    def turn(frame: Frame) -> Any:
        value = operand(frame)
        if type(value) in NUMERIC:
            number = number_of(value)
            return None if number is None else DECIMAL.minus(number)
        if isinstance(value, DaysDuration | MonthsDuration):
            return negated(value)
        if value is not None:
            frame.run.warn(f"a {kind_of(value)} cannot be negated")
        return None

    return turn
