"""What every activity adds to a node: the boundary events that wait on it, and its place inside a multi-instance."""

from typing import Any

from workflows.element import Element
from workflows.elements.compensation import keep
from workflows.elements.node import Node
from workflows.tokens import Token


class Activity(Node):
    """A task, sub-process or call activity. `body` is the multi-instance body this node is the inside of."""

    def __init__(self, process: Any, element: Element, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name)
        self.body = body

    def _on_ready_hook(self, my_task: Token) -> None:
        super()._on_ready_hook(my_task)
        for boundary in self.boundaries:
            boundary.watch(my_task)

    def _on_complete_hook(self, my_task: Token) -> None:
        for boundary in my_task.children:
            my_task.workflow.forget(boundary)
        super()._on_complete_hook(my_task)
        if self.undo is not None or self.undo_inside is not None or my_task.workflow.kept:
            keep(my_task)

    def give(self, token: Token, result: dict[str, Any]) -> None:
        """Let the result out; an instance of a multi-instance also leaves its output element with the body."""
        super().give(token, result)
        if self.body is not None:
            self.body.gather(token.parent, token)
