"""Events that wait in the flow: intermediate catch events and receive tasks (BPMN 2.0.2, 10.5.4 and 13.5.2)."""

from typing import Any

from workflows.element import Element
from workflows.elements.activity import Activity
from workflows.elements.node import Node
from workflows.elements.subscription import Subscription
from workflows.tokens import Token


class CatchEvent(Node):
    """Waits for its timer, message, signal or condition; behind an event-based gateway as one of a group."""

    waits_for = "event"

    def __init__(self, process: Any, element: Element, name: str = "") -> None:
        super().__init__(process, element, name)
        self.subscription = Subscription(element)

    def _update_hook(self, my_task: Token) -> bool:
        tree = my_task.workflow
        self.subscription.begin(my_task, tree.visible(my_task.parent), self.label)
        my_task._set_state(tree.WAITING)
        if "group" not in my_task.internal_data:
            tree.enter(my_task)
        return False

    def fire(self, token: Token, data: dict[str, Any]) -> None:
        """It happened: end the waiting of the others of the group and go on."""
        group = token.internal_data.get("group")
        if group is not None:
            for other in token.parent.children:
                if other is not token and other.internal_data.get("group") == group:
                    other.cancel()
        token.internal_data["result"] = data
        token._ready()

    def _on_ready_hook(self, my_task: Token) -> None:
        if "group" in my_task.internal_data:
            my_task.workflow.enter(my_task)
        my_task.workflow.note(my_task, "fired")

    def _on_cancel(self, my_task: Token) -> None:
        if "group" not in my_task.internal_data:
            super()._on_cancel(my_task)


class ReceiveTask(Activity):
    """A task that waits for a message: an activity, so it may have boundary events and be a multi-instance."""

    waits_for = "event"

    def __init__(self, process: Any, element: Element, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name, body)
        self.subscription = Subscription(element)

    def _update_hook(self, my_task: Token) -> bool:
        tree = my_task.workflow
        self._on_ready_hook(my_task)
        self.subscription.begin(my_task, tree.visible(my_task), self.label)
        my_task._set_state(tree.WAITING)
        return False

    def _on_ready(self, my_task: Token) -> None:
        """Entered when the waiting began."""

    def fire(self, token: Token, data: dict[str, Any]) -> None:
        """The message came: as a catch event."""
        CatchEvent.fire(self, token, data)
