"""Compensation events: the one on a border, which leads to a handler, and those that have things undone
(BPMN 2.0.2, 10.5.1, 10.5.3, 10.5.4 and 13.5.5)."""

from typing import Any

from workflows.element import Element, Event
from workflows.elements import compensation
from workflows.elements.node import Node
from workflows.elements.throw_event import Ending
from workflows.tokens import Token


class CompensationBoundary(Node):
    """Names the `handler` that undoes its activity. No token ever waits here."""

    is_boundary = True
    subscribes = False
    kind = "compensation"
    code = None

    def __init__(self, process: Any, element: Element, name: str = "") -> None:
        super().__init__(process, element, name)
        self.handler: Any = None


class CompensationThrow(Node):
    """Has one activity undone, or all of its level, and goes on when that is done, or at once."""

    def __init__(self, process: Any, element: Element, name: str = "") -> None:
        super().__init__(process, element, name)
        self.event: Event = element.event or Event("compensation")

    def _run_hook(self, my_task: Token) -> bool | None:
        entries = compensation.take(my_task, self.event.activity)
        if not self.event.waits and entries:
            compensation.aside(my_task.parent, entries)
            return True
        my_task.internal_data["undo"] = entries
        return None if compensation.go_on(my_task) else True

    def inner_done(self, container: Token, child: Token) -> None:
        """One is undone: go on with the next, or leave."""
        if not compensation.go_on(container):
            container.internal_data.pop("undo")
            container.complete()


class CompensationEnd(Ending, CompensationThrow):
    """A compensation end event: the path ends when all is undone."""
