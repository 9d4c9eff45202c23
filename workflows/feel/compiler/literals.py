"""Literals of lists, contexts, ranges and functions to closures (DMN 1.5, 10.3.2.5, 10.3.2.6, 10.3.2.7, 10.3.2.13)."""

from typing import Any

from workflows.feel import nodes
from workflows.feel.comparison import compare
from workflows.feel.compiler.shape import Shape, body, close, compiles
from workflows.feel.functions.lambdas import Lambda, fitting
from workflows.feel.kinds import is_instance
from workflows.feel.run import Closure, Frame
from workflows.feel.signatures import signature
from workflows.feel.values import Range


@compiles(nodes.Literal)
def literal(node: nodes.Literal, _shape: Shape) -> Closure:
    value = node.value
    return lambda _frame: value


@compiles(nodes.ListLiteral)
def list_literal(node: nodes.ListLiteral, shape: Shape) -> Closure:
    items = [close(item, shape) for item in node.items]
    return lambda frame: [item(frame) for item in items]


@compiles(nodes.ContextLiteral)
def context_literal(node: nodes.ContextLiteral, shape: Shape) -> Closure:
    """Each entry sees the ones before it."""
    entries = []
    within = shape.inner()
    for name, value in node.entries:
        entries.append((name, close(value, within)))
        within.bound.add(name)
    shape.cost += within.cost
    repeated = len(within.bound) < len(entries)

    def build(frame: Frame) -> Any:
        if repeated:
            frame.run.warn("a context has two entries of one name")
            return None
        values: dict[str, Any] = {}
        inner = Frame(frame.run, values, frame)
        for name, value in entries:
            values[name] = value(inner)
        return values

    return build


@compiles(nodes.RangeLiteral)
def range_literal(node: nodes.RangeLiteral, shape: Shape) -> Closure:
    start, end = close(node.start, shape), close(node.end, shape)

    def build(frame: Frame) -> Any:
        low, high = start(frame), end(frame)
        if low is not None and high is not None and compare(frame.run, low, high) is None:
            frame.run.warn("the two ends of a range do not compare")
            return None
        return Range(low, high, node.start_included, node.end_included)

    return build


HALVES = {
    "<": lambda end: Range(None, end, False, False, True),
    "<=": lambda end: Range(None, end, False, True, True),
    ">": lambda end: Range(end, None, False, False, True),
    ">=": lambda end: Range(end, None, True, False, True),
    "=": lambda end: Range(end, end, True, True, True),
}


@compiles(nodes.Comparison)
def half_range(node: nodes.Comparison, shape: Shape) -> Closure:
    """`(> 5)` as a value is the range open to the other side."""
    operand = close(node.operand, shape)
    half = HALVES.get(node.operator)
    if half is None:
        return lambda frame: frame.run.null("(!= ...) is no range")
    return lambda frame: half(operand(frame))


@compiles(nodes.FunctionLiteral)
def function_literal(node: nodes.FunctionLiteral, shape: Shape) -> Closure:
    names = tuple(parameter.name for parameter in node.parameters)
    types = (parameter.type for parameter in node.parameters)
    fits = tuple(None if wanted is None else fitting(wanted, shape.types) for wanted in types)
    code, told = body(node.body, shape.inner(*names)), signature(node, {}, shape.types)
    return lambda frame: Lambda(names, fits, code, frame, told)


@compiles(nodes.InstanceOf)
def instance_of(node: nodes.InstanceOf, shape: Shape) -> Closure:
    value = close(node.value, shape)
    wanted, types = node.type, shape.types
    return lambda frame: is_instance(frame.run, value(frame), wanted, types)
