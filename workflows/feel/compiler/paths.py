"""Names, paths and filters to closures (DMN 1.5, 10.3.2.5, 10.3.2.9.2 and tables 53 and 65)."""

from decimal import Decimal
from typing import Any

from workflows.feel import nodes
from workflows.feel.compiler.shape import Shape, body, close, compiles
from workflows.feel.functions.registry import BUILTINS
from workflows.feel.properties import property_of
from workflows.feel.run import Body, Closure, Frame
from workflows.feel.values import list_of, number_of

MISSING = object()


@compiles(nodes.Name)
def name(node: nodes.Name, shape: Shape) -> Closure:
    wanted = node.name
    shape.read(wanted)

    def look_up(frame: Frame) -> Any:
        at: Frame | None = frame
        while at is not None:
            value = at.values.get(wanted, MISSING)
            if value is not MISSING:
                return value if type(value) is not float else number_of(value)
            at = at.parent
        return _unknown(frame, wanted)

    return look_up


def _unknown(frame: Frame, wanted: str) -> Any:
    builtin = BUILTINS.get(wanted)
    if builtin is None:
        frame.run.warn(f"name not found: {wanted}")
    return builtin


@compiles(nodes.Path)
def path(node: nodes.Path, shape: Shape) -> Closure:
    source = close(node.source, shape)
    wanted = node.name

    def step(frame: Frame) -> Any:
        value = source(frame)
        if type(value) is dict:
            found = value.get(wanted, MISSING)
            if found is MISSING:
                frame.run.warn(f"entry not found: {wanted}")
                return None
            return found if type(found) is not float else number_of(found)
        return property_of(frame.run, value, wanted)

    return step


@compiles(nodes.Filter)
def filter_(node: nodes.Filter, shape: Shape) -> Closure:
    source = close(node.source, shape)
    literal = node.condition.value if isinstance(node.condition, nodes.Literal) else None
    if type(literal) is Decimal:
        return lambda frame: pick(frame, _items(source(frame)), literal)
    code = body(node.condition, shape.inner("item", filtering=True))
    return lambda frame: _filtered(frame, _items(source(frame)), code)


def _items(value: Any) -> list[Any]:
    return [] if value is None else list_of(value)


def pick(frame: Frame, items: list[Any], index: Decimal) -> Any:
    """The item at this place, from 1, or from the end with negative numbers; null beyond."""
    at = int(index)
    if at == 0 or at != index or abs(at) > len(items):
        frame.run.warn(f"there is no item {index} in a list of {len(items)}")
        return None
    return items[at - 1 if at > 0 else at]


def item_frame(frame: Frame, item: Any) -> Frame:
    """Where a filter's condition is evaluated: `item`, and its entries when it is a context."""
    inner = Frame(frame.run, {"item": item}, frame)
    return Frame(frame.run, item, inner) if type(item) is dict else inner


def _filtered(frame: Frame, items: list[Any], code: Body) -> Any:
    """A condition that is a number picks; anything else keeps the items for which it is true."""
    run, kept = frame.run, []
    for place, item in enumerate(items):
        run.charge(code.cost)
        answer = code.closure(item_frame(frame, item))
        if place == 0 and (index := number_of(answer)) is not None:
            return pick(frame, items, index)
        if answer is True:
            kept.append(item)
    return kept
