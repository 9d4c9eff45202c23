"""`in` and the cells of decision tables to closures (DMN 1.5, table 55 and grammar rules 7 to 17)."""

from collections.abc import Callable
from typing import Any

from workflows.feel import nodes
from workflows.feel.comparison import contains, equal, includes
from workflows.feel.compiler.operators import related
from workflows.feel.compiler.shape import Shape, close, compiles
from workflows.feel.run import Closure, Frame, Run
from workflows.feel.values import Range

Matcher = Callable[[Frame, Any], bool | None]
# What such an expression says is equal to the input; anything else that comes out true is a condition met.
VALUES = (nodes.Literal, nodes.Name, nodes.Path, nodes.Filter)


@compiles(nodes.In)
def in_(node: nodes.In, shape: Shape) -> Closure:
    value = close(node.value, shape)
    matchers = [matcher(test, shape) for test in node.tests]
    return lambda frame: any_matches(matchers, frame, value(frame))


def any_matches(matchers: list[Matcher], frame: Frame, value: Any) -> bool | None:
    """Three-valued `or` over the tests."""
    answer: bool | None = False
    for matches in matchers:
        found = matches(frame, value)
        if found is True:
            return True
        if found is None:
            answer = None
    return answer


def matcher(test: nodes.Node, shape: Shape) -> Matcher:
    """One test as a closure of the frame and the tested value."""
    if isinstance(test, nodes.Comparison):
        return _compared(test, shape)
    if reads_input(test):
        return _asked(test, shape)
    is_value = isinstance(test, VALUES)
    wanted = close(test, shape)
    return lambda frame, value: _met(frame.run, value, wanted(frame), is_value)


def _compared(test: nodes.Comparison, shape: Shape) -> Matcher:
    operand, operator = close(test.operand, shape), test.operator
    return lambda frame, value: related(frame.run, operator, value, operand(frame))


def _asked(test: nodes.Node, shape: Shape) -> Matcher:
    within = shape.inner("?")
    condition = close(test, within)
    shape.cost += within.cost
    return lambda frame, value: _truth(condition(Frame(frame.run, {"?": value}, frame)))


def _truth(value: Any) -> bool | None:
    return value if type(value) is bool else None


def _met(run: Run, value: Any, wanted: Any, is_value: bool) -> bool | None:
    """Equal to the value, or a list or range that has it; a condition without `?` is met when it is true."""
    if type(wanted) is Range:
        return includes(run, wanted, value)
    if type(wanted) is list:
        return _among(run, value, wanted)
    if type(wanted) is bool and not (is_value or (type(value) is bool and wanted is value)):
        return wanted
    return equal(run, value, wanted)


def _among(run: Run, value: Any, wanted: list[Any]) -> bool | None:
    if contains(run, wanted, value) or equal(run, value, wanted) is True:
        return True
    return any(type(item) is Range and includes(run, item, value) is True for item in wanted)


def reads_input(test: nodes.Node) -> bool:
    """Whether the test asks about `?` itself."""
    return any(isinstance(part, nodes.Name) and part.name == "?" for part in nodes.inside(test))


@compiles(nodes.Tests)
def tests(node: nodes.Tests, shape: Shape) -> Closure:
    """A whole cell, for the input bound to `?`; `-` is true for any input."""
    matchers = [matcher(test, shape) for test in node.tests]
    if not matchers:
        return lambda _frame: True
    if not node.negated:
        return lambda frame: any_matches(matchers, frame, frame.values["?"])
    return lambda frame: _not(any_matches(matchers, frame, frame.values["?"]))


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value
