"""Inclusive gateway: split into those that hold, join those that can still come (BPMN 2.0.2, 10.6.3 and 13.4.3)."""

from collections.abc import Collection, Iterable
from typing import Any

from workflows.element import Element
from workflows.elements.node import Node
from workflows.tokens import Token


class InclusiveGateway(Node):
    """The split is every node's rule of 13.2.1. The join waits while a token elsewhere can reach an empty incoming
    flow without passing the gateway and cannot also reach one that already has a token.

    `reach` tells for every node of the same level which incoming flows can be reached from it that way.
    """

    waits_for = "join"

    def __init__(self, process: Any, element: Element, name: str = "") -> None:
        super().__init__(process, element, name)
        self.reach: dict[Node, frozenset[int]] = {}

    def _update_hook(self, my_task: Token) -> bool:
        if len(self.entries) < 2:
            return True
        my_task._set_state(my_task.workflow.WAITING)
        return False

    def settle(self, token: Token) -> bool:
        """Called when nothing else moves: go on if 13.4.3 allows it, taking one token from each flow that has some."""
        siblings = token.parent.children
        arrived: dict[int, Token] = {}
        for other in siblings:
            if other.task_spec is self:
                arrived.setdefault(other.internal_data["flow"], other)
        if any(self._still_comes(other, arrived.keys()) for other in siblings if other.task_spec is not self):
            return False
        for other in arrived.values():
            if other is not token:
                token.workflow.forget(other)
        token._ready()
        return True

    def _still_comes(self, other: Token, filled: Collection[int]) -> bool:
        reachable = self.reach.get(other.task_spec, frozenset())
        return bool(reachable) and reachable.isdisjoint(filled)


Before = dict[Node, list[tuple[Node, int]]]


def ways_to(nodes: Iterable[Node]) -> Before:
    """From where and by which flow each node is reached; what leads on from a boundary event does so from its host."""
    before: Before = {}
    for node in nodes:
        for start in (node, *node.boundaries):
            for exit in start.exits:
                before.setdefault(exit.target, []).append((node, exit.index))
    return before


def reach(join: InclusiveGateway, before: Before) -> dict[Node, frozenset[int]]:
    """For every node of the join's level: the incoming flows of the join that lead on from it without passing it."""
    found: dict[Node, set[int]] = {}
    for entry in join.entries:
        seen: set[Node] = {join}
        todo = [node for node, index in before[join] if index == entry]
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                found.setdefault(node, set()).add(entry)
                todo.extend(source for source, _ in before.get(node, ()))
    return {node: frozenset(flows) for node, flows in found.items()}
