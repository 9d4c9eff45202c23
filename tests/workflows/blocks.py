"""Random block-structured diagrams that both this engine and stock SpiffWorkflow read, for differential tests."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tests.workflows.diagrams import (
    boundary,
    catch,
    error,
    event_gateway,
    inc,
    loop,
    mappings,
    message,
    node,
    par,
    path,
    service,
    start,
    sub,
    timer,
    user,
    xor,
)

#: What both engines run, and what only this one runs as BPMN has it.
KINDS = ("seq", "par", "xor", "inc", "sub", "loop", "many", "chain", "notice", "halt")
OWN = (*KINDS, "work", "clock", "each", "race")


@dataclass
class Drawing:
    """A diagram as it grows. `flags` are boolean variables that its conditions read."""

    parts: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    count: int = 0

    def key(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    def add(self, part: str) -> None:
        self.parts.append(part)

    def when(self, source: str, target: str, condition: str) -> None:
        """A flow with a condition that FEEL and Python read alike."""
        told = f'<conditionExpression xsi:type="tFormalExpression">{condition}</conditionExpression>'
        self.add(node("sequenceFlow", self.key("f"), told, sourceRef=source, targetRef=target))


def trees(kinds: tuple[str, ...] = KINDS) -> st.SearchStrategy[Any]:
    """A block: "task", or (kind, blocks)."""
    return st.recursive(
        st.just("task"), lambda inner: st.tuples(st.sampled_from(kinds), st.lists(inner, min_size=1, max_size=3)),
        max_leaves=6,
    )  # fmt: skip


def drawn(tree: Any) -> Drawing:
    """The block between a start and an end."""
    drawing = Drawing()
    first, last = _block(drawing, tree)
    drawing.add(start("begin") + node("endEvent", "finish") + path("begin", first) + path(last, "finish"))
    return drawing


def _block(drawing: Drawing, tree: Any) -> tuple[str, str]:
    """Draw a block; answers its first and its last node."""
    if tree == "task":
        key = drawing.key("t")
        drawing.add(user(key))
        return key, key
    kind, inner = tree
    return _DRAW[kind](drawing, inner)


def _seq(drawing: Drawing, inner: list[Any]) -> tuple[str, str]:
    ends = [_block(drawing, tree) for tree in inner]
    for (_, last), (first, _) in pairwise(ends):
        drawing.add(path(last, first))
    return ends[0][0], ends[-1][1]


def _par(drawing: Drawing, inner: list[Any]) -> tuple[str, str]:
    split, join = drawing.key("split"), drawing.key("join")
    drawing.add(par(split) + par(join))
    for tree in [*inner, "task"]:
        first, last = _block(drawing, tree)
        drawing.add(path(split, first) + path(last, join))
    return split, join


def _choice(gateway: Any) -> Any:
    def draw(drawing: Drawing, inner: list[Any]) -> tuple[str, str]:
        split, join, default = drawing.key("split"), drawing.key("join"), drawing.key("f")
        drawing.add(gateway(split, default=default) + gateway(join))
        for index, tree in enumerate([*inner, "task"]):
            first, last = _block(drawing, tree)
            if index == len(inner):
                drawing.add(node("sequenceFlow", default, sourceRef=split, targetRef=first))
            else:
                flag = drawing.key("flag")
                drawing.flags.append(flag)
                drawing.when(split, first, flag)
            drawing.add(path(last, join))
        return split, join

    return draw


def _sub(drawing: Drawing, inner: list[Any]) -> tuple[str, str]:
    key, inside = drawing.key("sub"), Drawing(count=drawing.count * 100 + 100)
    first, last = _seq(inside, inner)
    begin, finish = inside.key("b"), inside.key("e")
    inside.add(start(begin) + node("endEvent", finish) + path(begin, first) + path(last, finish))
    drawing.add(node("subProcess", key, *inside.parts))
    drawing.flags += inside.flags
    drawing.heard += inside.heard
    drawing.count = inside.count
    return key, key


def _loop(drawing: Drawing, inner: list[Any]) -> tuple[str, str]:
    """Once more as long as the last completion said `again`. Only tasks inside: in the second turn of a loop stock
    fires a parallel join with the tokens of the first (test_engine_gateways covers joins in loops)."""
    merge, ask, default = drawing.key("merge"), drawing.key("ask"), drawing.key("f")
    last = drawing.key("t")
    first, end = _seq(drawing, ["task" for _ in inner])
    drawing.add(xor(merge) + user(last) + xor(ask, default=default) + path(merge, first) + path(end, last, ask))
    drawing.when(ask, merge, "again")
    after = drawing.key("t")
    drawing.add(user(after) + node("sequenceFlow", default, sourceRef=ask, targetRef=after))
    return merge, after


def _many(drawing: Drawing, inner: list[Any]) -> tuple[str, str]:
    key = drawing.key("m")
    sequential = str(len(inner) % 2 == 0).lower()
    loop = f'<loopCardinality xsi:type="tFormalExpression">{len(inner) + 1}</loopCardinality>'
    drawing.add(user(key, f'<multiInstanceLoopCharacteristics isSequential="{sequential}">{loop}'
                     "</multiInstanceLoopCharacteristics>"))  # fmt: skip
    return key, key


def _event(interrupting: bool) -> Any:
    def draw(drawing: Drawing, inner: list[Any]) -> tuple[str, str]:
        task, key, side, merge = (drawing.key(kind) for kind in ("t", "b", "t", "merge"))
        drawing.heard.append(key)
        drawing.add(user(task) + user(side) + xor(merge) + path(task, merge))
        drawing.add(boundary(key, task, message(f"{key}_m"), interrupting=interrupting))
        if interrupting:
            drawing.add(path(key, side, merge))
        else:
            stop = drawing.key("e")
            drawing.add(node("endEvent", stop) + path(key, side, stop))
        return task, merge

    return draw


def _work(drawing: Drawing, inner: list[Any]) -> tuple[str, str]:
    """A call whose error leads to a task; both ways meet again."""
    key, caught, side, merge = (drawing.key(kind) for kind in ("w", "b", "t", "merge"))
    items = loop(times="2") if len(inner) == 2 else ""
    drawing.add(service(key, items) + boundary(caught, key, error("broken")) + user(side) + xor(merge))
    drawing.add(path(key, merge) + path(caught, side, merge))
    return key, merge


def _clock(drawing: Drawing, inner: list[Any]) -> tuple[str, str]:
    """A sub-process under a timer: interrupting with an odd number of blocks, repeating with an even one."""
    box, _ = _sub(drawing, inner)
    due, side, merge = (drawing.key(kind) for kind in ("b", "t", "merge"))
    odd = len(inner) % 2 == 1
    when = timer("PT1H") if odd else timer("R2/PT2H", "Cycle")
    drawing.add(boundary(due, box, when, interrupting=odd) + user(side) + xor(merge) + path(box, merge))
    drawing.add(path(due, side, merge) if odd else path(due, side))
    return box, merge


def _each(drawing: Drawing, inner: list[Any]) -> tuple[str, str]:
    """A sub-process for each of two items, at once or in sequence, with a variable of its own."""
    key, inside = drawing.key("sub"), Drawing(count=drawing.count * 100 + 100)
    first, last = _seq(inside, inner)
    begin, finish = inside.key("b"), inside.key("e")
    inside.add(start(begin) + node("endEvent", finish) + path(begin, first) + path(last, finish))
    several = loop("[1, 2]", "item", into=f"out_{key}", each="item", sequential=len(inner) > 1)
    drawing.add(sub(key, several, *inside.parts, ext=mappings({"mine": "item"})))
    drawing.flags += inside.flags
    drawing.heard += inside.heard
    drawing.count = inside.count
    return key, key


def _race(drawing: Drawing, inner: list[Any]) -> tuple[str, str]:
    """A timer and a message behind an event-based gateway."""
    gate, late, answer, merge = (drawing.key(kind) for kind in ("gate", "c", "b", "merge"))
    drawing.heard.append(answer)
    drawing.add(event_gateway(gate) + catch(late, timer("PT5H")) + catch(answer, message(f"{answer}_m")) + xor(merge))
    drawing.add(path(gate, late, merge) + path(gate, answer, merge))
    return gate, merge


_DRAW = {
    "seq": _seq, "chain": _seq, "par": _par, "xor": _choice(xor), "inc": _choice(inc), "sub": _sub, "loop": _loop,
    "many": _many, "halt": _event(True), "notice": _event(False), "work": _work, "clock": _clock, "each": _each,
    "race": _race,
}  # fmt: skip
