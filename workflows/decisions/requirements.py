"""The graph of decisions: what requires what, and in which order they are made (DMN 1.5, 6.2)."""

from collections.abc import Mapping
from dataclasses import replace

from workflows.decisions.decision import Decision


def circle(decisions: Mapping[str, Decision]) -> tuple[str, str] | None:
    """Two decisions that require each other, directly or not; None where all is well."""
    finished: set[str] = set()
    for start in decisions:
        path: dict[str, list[str]] = {}
        stack = [start]
        while stack:
            at = stack[-1]
            if at in finished:
                stack.pop()
                continue
            waiting = path.setdefault(at, [need for need in decisions[at].needs if need in decisions])
            while waiting and waiting[-1] in finished:
                waiting.pop()
            if not waiting:
                finished.add(stack.pop())
                path.pop(at)
            elif waiting[-1] in path:
                return at, waiting[-1]
            else:
                stack.append(waiting[-1])
    return None


def ordered(key: str, decisions: Mapping[str, Decision]) -> Decision:
    """The decision with its `order` filled in. There must be no circle."""
    order: dict[str, Decision] = {}
    stack = [(key, False)]
    while stack:
        at, after_its_needs = stack.pop()
        if after_its_needs:
            order[at] = decisions[at]
        elif at not in order:
            stack.append((at, True))
            stack += [(need, False) for need in reversed(decisions[at].needs)]
    return replace(decisions[key], order=tuple(order.values()))
