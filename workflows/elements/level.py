"""How a level begins: a process, a sub-process, a called process (BPMN 2.0.2, 10.5.2 and 13.5.4)."""

from collections.abc import Iterable
from typing import Any

from workflows.elements.node import Node, arrive
from workflows.tokens import ROOT, Token


def begin(container: Token, level: Node, starts: Iterable[Node] | None = None, **facts: Any) -> bool:
    """Let the level's event handlers wait and put a token with these facts at each start. False when it is empty."""
    chosen = tuple(level.starts if starts is None else starts)
    if chosen:
        for handler in level.handlers:
            handler.watch(container)
    for start in chosen:
        arrive(container, start, **facts)
    return bool(chosen)


def handlers(container: Token, inside: Token) -> tuple[Any, ...]:
    """The starts of the event sub-processes that may catch what `inside`, a token in `container`, lets out.

    None while an interrupting one runs, for it took the place of everything in its level; and what an event
    sub-process lets out is never caught by itself (13.5.4).
    """
    node = inside.task_spec
    level = container.task_spec
    if container.id == ROOT or (level.element.type == "callActivity" and level.inner is None):
        level = container.workflow.definition.roots[node.element.process]
    running = {child.task_spec for child in container.children if not child.task_spec.beside}
    if any(handler.holder in running and handler.element.interrupting for handler in level.handlers):
        return ()
    return tuple(handler for handler in level.handlers if handler.holder is not node)
