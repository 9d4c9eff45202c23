"""What the compiler knows while it turns nodes into closures: bound names, free names, and the cost of a body.

Straight-line code is paid for once, when its body is entered; loops and function calls pay for their bodies each time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from workflows.feel import nodes
from workflows.feel.conformance import NONE, Defined
from workflows.feel.errors import FeelSyntaxError
from workflows.feel.run import Body, Closure
from workflows.sentences import sentence

N = TypeVar("N", bound=nodes.Node)
# Python's own limit would be met at a depth that depends on the caller; this one does not.
MAX_NESTING = 120
RULES: dict[type, Callable[[Any, "Shape"], Closure]] = {}


@dataclass
class Shape:
    """One body being compiled. `free` and `maybe` are shared by all bodies of the text.

    `maybe` holds names read inside a filter, where an entry of the filtered item may answer instead of a variable.
    `types` are those that a model around the text defines.
    """

    bound: set[str] = field(default_factory=set)
    outer: "Shape | None" = None
    filtering: bool = False
    free: set[str] = field(default_factory=set)
    maybe: set[str] = field(default_factory=set)
    cost: int = 0
    depth: int = 0
    types: Defined = field(default_factory=lambda: NONE)

    def inner(self, *names: str, filtering: bool = False) -> "Shape":
        """A body inside this one, in which `names` are bound too."""
        return Shape(set(names), self, self.filtering or filtering, self.free, self.maybe, 0, self.depth, self.types)

    def binds(self, name: str) -> bool:
        """Whether the text itself gives the name its value here."""
        return name in self.bound or (self.outer is not None and self.outer.binds(name))

    def read(self, name: str) -> None:
        """Note that the variable `name` is read unless it is bound here."""
        if not self.binds(name):
            (self.maybe if self.filtering else self.free).add(name)


def compiles(kind: type[N]) -> Callable[[Callable[[N, Shape], Closure]], Callable[[N, Shape], Closure]]:
    """Register the function that turns nodes of this kind into closures."""

    def register(rule: Callable[[N, Shape], Closure]) -> Callable[[N, Shape], Closure]:
        RULES[kind] = rule
        return rule

    return register


def close(node: nodes.Node, shape: Shape) -> Closure:
    """The node as a closure; its step is added to the cost of the body. Raises FeelSyntaxError beyond MAX_NESTING."""
    shape.cost += 1
    if shape.depth >= MAX_NESTING:
        raise FeelSyntaxError(
            sentence("This expression is nested more than %(most)s levels deep; split it up.", most=MAX_NESTING)
        )
    shape.depth += 1
    closure = RULES[type(node)](node, shape)
    shape.depth -= 1
    return closure


def body(node: nodes.Node, shape: Shape) -> Body:
    """The node as a body of its own; `shape` must be fresh (Shape.inner)."""
    closure = close(node, shape)
    return Body(closure, shape.cost)
