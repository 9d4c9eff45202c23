"""The tree a FEEL text is read into: plain immutable data, no behaviour."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any


class Node:
    """Any part of an expression."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Literal(Node):
    value: Any


@dataclass(frozen=True, slots=True)
class Name(Node):
    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    source: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`names` is None for positional arguments, else one name for each."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """`first op operand op operand ...` of one precedence, from left to right."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Negate(Node):
    operand: Node


@dataclass(frozen=True, slots=True)
class Compare(Node):
    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`> 5`: a test that lacks its left side."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Tests(Node):
    """A decision table's cell; `tests` empty means `-`."""

    tests: tuple[Node, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """All operands joined by `and`, or all by `or`."""

    decisive: bool
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Each(Node):
    """`name in domain`; with `end` the domain is the numbers or days from `domain` to `end`."""

    name: str
    domain: Node
    end: Node | None = None


@dataclass(frozen=True, slots=True)
class For(Node):
    iterators: tuple[Each, ...]
    result: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some` (decisive True) or `every` (decisive False)."""

    decisive: bool
    iterators: tuple[Each, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextLiteral(Node):
    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class RangeLiteral(Node):
    start: Node
    end: Node
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class Type(Node):
    """`number`, `list<string>`, `context<a: number>`, `function<number> -> string`."""

    name: str
    parts: tuple["Type", ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    name: str
    type: Type | None


@dataclass(frozen=True, slots=True)
class FunctionLiteral(Node):
    parameters: tuple[Parameter, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    value: Node
    type: Type


def inside(node: Any) -> Iterator[Node]:
    """The node and every node below it."""
    pending = [node]
    while pending:
        at = pending.pop()
        if isinstance(at, Node):
            yield at
            pending.extend(getattr(at, field.name) for field in fields(at))  # type: ignore[arg-type]
        elif type(at) is tuple:
            pending.extend(at)
