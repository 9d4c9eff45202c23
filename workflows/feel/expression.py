"""Compiled FEEL: expressions and the unary tests of decision table cells.

`compile_*` raise FeelSyntaxError; evaluating raises only FeelFuelError and FeelAssertionError. Both are safe to share
between threads.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from workflows.feel import nodes
from workflows.feel.compiler import Shape, body
from workflows.feel.conformance import NONE, Defined
from workflows.feel.errors import FeelFuelError, FeelSyntaxError
from workflows.feel.names import KnownNames
from workflows.feel.parsing import parse
from workflows.feel.run import Body, Evaluation, Frame, Run
from workflows.sentences import sentence

FUEL = 100_000
KEPT = 500  # characters; a longer text is hardly met twice


class Expression:
    """A FEEL expression, compiled.

    `names` are the variables it surely reads, `maybe_names` the names it reads inside a filter, where an entry of the
    filtered item answers first.
    """

    __slots__ = ("_body", "maybe_names", "names", "text")

    def __init__(self, text: str, code: Body, shape: Shape) -> None:
        self.text = text
        self.names = frozenset(shape.free)
        self.maybe_names = frozenset(shape.maybe - shape.free)
        self._body = code

    def evaluate(self, context: Mapping[str, Any], *, at: datetime, zone: str = "UTC", fuel: int = FUEL) -> Any:
        """The value for these variables at the aware instant `at` in the IANA `zone`. Raises FeelFuelError."""
        run = Run(at, zone, fuel)
        return _evaluate(self._body, Frame(run, context))

    def explain(self, context: Mapping[str, Any], *, at: datetime, zone: str = "UTC", fuel: int = FUEL) -> Evaluation:
        """As `evaluate`, with the warnings that say why something was null and the steps it took."""
        run = Run(at, zone, fuel)
        value = _evaluate(self._body, Frame(run, context))
        return Evaluation(value, tuple(run.warnings), fuel - run.fuel)


class UnaryTests:
    """The tests of one cell: `-`, `> 5`, `[1..3]`, `"a", "b"`, `not(...)`, or conditions about `?`."""

    __slots__ = ("_body", "maybe_names", "names", "text")

    def __init__(self, text: str, code: Body, shape: Shape) -> None:
        self.text = text
        self.names = frozenset(shape.free)
        self.maybe_names = frozenset(shape.maybe - shape.free)
        self._body = code

    def matches(
        self, value: Any, context: Mapping[str, Any], *, at: datetime, zone: str = "UTC", fuel: int = FUEL
    ) -> bool:
        """Whether the value meets the cell; a test that comes out null is not met. Raises FeelFuelError."""
        return self.explain(value, context, at=at, zone=zone, fuel=fuel).value is True

    def explain(
        self, value: Any, context: Mapping[str, Any], *, at: datetime, zone: str = "UTC", fuel: int = FUEL
    ) -> Evaluation:
        """The three-valued answer with its warnings."""
        run = Run(at, zone, fuel)
        answer = _evaluate(self._body, Frame(run, {"?": value}, Frame(run, context)))
        return Evaluation(answer, tuple(run.warnings), fuel - run.fuel)


def _evaluate(code: Body, frame: Frame) -> Any:
    frame.run.charge(code.cost)
    try:
        return code.closure(frame)
    except RecursionError:
        raise FeelFuelError("This expression or its values are nested too deeply.", "depth") from None


def compile_expression(text: str, names: Iterable[str] = ()) -> Expression:
    """Compile an expression; `names` are variables whose names have signs or keywords in them.

    A leading `=`, as Camunda writes expressions, is not part of FEEL and must be taken off before.
    Raises FeelSyntaxError.
    """
    return _expression(text, tuple(names)) if len(text) > KEPT else _kept(text, tuple(names))


def _expression(text: str, names: tuple[str, ...]) -> Expression:
    shape = Shape()
    return Expression(text, _compile(parse(text, names), shape), shape)


_kept = lru_cache(maxsize=1_000)(_expression)  # the versions of an item say the same in most places


def compile_unary_tests(text: str, names: Iterable[str] = ()) -> UnaryTests:
    """Compile a decision table cell; a blank one, like `-`, is met by any value. Raises FeelSyntaxError."""
    shape = Shape().inner("?")
    return UnaryTests(text, _compile(parse(text if text.strip() else "-", names, unary=True), shape), shape)


def compile_part(
    text: str, names: KnownNames, bound: Iterable[str], types: Defined = NONE, *, unary: bool = False
) -> Body:
    """Compile a text inside a model, to run in the model's own frames.

    `bound` are the names its place gives a value, which hide built-ins; `names` all that may have signs in them;
    `types` those the model defines. A unary text finds its input as `?` in its frame. Raises FeelSyntaxError.
    """
    shape = Shape(bound={*bound, "?"} if unary else set(bound), types=types)
    return _compile(parse(text if text.strip() or not unary else "-", names, unary=unary), shape)


def _compile(tree: nodes.Node, shape: Shape) -> Body:
    try:
        return body(tree, shape)
    except RecursionError:
        raise FeelSyntaxError(sentence("This expression is nested too deeply; split it up.")) from None
