"""`if`, `for`, `some` and `every` to closures (DMN 1.5, 10.3.2.14, 10.3.2.15, 10.3.2.16 and table 56)."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from workflows.feel import nodes
from workflows.feel.compiler.shape import Shape, body, close, compiles
from workflows.feel.iteration import numbers_or_days, range_items
from workflows.feel.run import Closure, Frame, Run
from workflows.feel.values import Range, list_of, phrase


@compiles(nodes.If)
def if_(node: nodes.If, shape: Shape) -> Closure:
    """What is not true is otherwise."""
    condition, then, otherwise = (close(part, shape) for part in (node.condition, node.then, node.otherwise))
    return lambda frame: then(frame) if condition(frame) is True else otherwise(frame)


class Loop(NamedTuple):
    """One iterator: its name and what it goes through in the frame of the iterators before it."""

    name: str
    items: Callable[[Frame], list[Any] | range | None]
    cost: int


def _loops(each: tuple[nodes.Each, ...], shape: Shape, *names: str) -> tuple[list[Loop], Shape]:
    loops = []
    within = shape.inner(*names)
    for one in each:
        loops.append(Loop(one.name, _domain(one, within), within.cost))
        within = within.inner(one.name)
    return loops, within


def _domain(each: nodes.Each, shape: Shape) -> Closure:
    start = close(each.domain, shape)
    if each.end is None:
        return lambda frame: items_of(frame.run, start(frame))
    end = close(each.end, shape)
    return lambda frame: numbers_or_days(frame.run, start(frame), end(frame))


def items_of(run: Run, value: Any) -> Any:
    """What an iterator goes through: a list, the numbers or days of a range, one value; None for null."""
    if type(value) is Range:
        return range_items(run, value)
    if value is None:
        run.warn("null has no items to go through")
        return None
    return list_of(value)


def _frames(frame: Frame, loops: list[Loop], at: int = 0) -> Iterator[Frame | None]:
    """The frame of every combination, the last iterator turning fastest; None where a domain is null."""
    loop = loops[at]
    frame.run.charge(loop.cost)
    items = loop.items(frame)
    if items is None:
        yield None
        return
    for item in items:
        inner = Frame(frame.run, {loop.name: item}, frame)
        if at + 1 == len(loops):
            yield inner
        else:
            yield from _frames(inner, loops, at + 1)


@compiles(nodes.For)
def for_(node: nodes.For, shape: Shape) -> Closure:
    """Each round sees the results so far as `partial`."""
    loops, within = _loops(node.iterators, shape, "partial")
    code = body(node.result, within.inner())
    keeps_partial = any(isinstance(part, nodes.Name) and part.name == "partial" for part in nodes.inside(node))

    def collect(frame: Frame) -> Any:
        run = frame.run
        results: list[Any] = []
        so_far = {"partial": results}
        outer = Frame(run, so_far, frame)
        for inner in _frames(outer, loops):
            if inner is None:
                return None
            run.charge(code.cost)
            if keeps_partial:
                run.charge(len(results) // 8)
                so_far["partial"] = results.copy()
            results.append(code.closure(inner))
        return results

    return collect


@compiles(nodes.Quantified)
def quantified(node: nodes.Quantified, shape: Shape) -> Closure:
    loops, within = _loops(node.iterators, shape)
    code = body(node.condition, within.inner())
    decisive = node.decisive

    def decide(frame: Frame) -> bool | None:
        unknown = False
        for inner in _frames(frame, loops):
            if inner is None:
                return None
            frame.run.charge(code.cost)
            value = code.closure(inner)
            if value is decisive:
                return decisive
            if type(value) is not bool:
                unknown = True
                frame.run.warn(f"{phrase(value)} is no answer to {'some' if decisive else 'every'}")
        return None if unknown else not decisive

    return decide
