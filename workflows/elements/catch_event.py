"""Events that wait in the flow: intermediate catch events and receive tasks (BPMN 2.0.2, 10.5.4 and 13.5.2)."""

from typing import Any

from workflows import scopes
from workflows.element import Element, Event
from workflows.elements.activity import Activity
from workflows.elements.node import Node
from workflows.elements.subscription import Subscription
from workflows.tokens import Token


class CatchEvent(Node):
    """Waits for its timer, message, signal or condition; behind an event-based gateway as one of a group.

    With several definitions it waits with one token for each, which form a `set`: the first goes on and ends the
    others; of a parallel multiple event the last.
    """

    waits_for = "event"

    def __init__(self, process: Any, element: Element, name: str = "") -> None:
        super().__init__(process, element, name)
        event = element.event or Event()
        self.subscriptions = tuple(Subscription(element, part) for part in event.every)
        self.together = event.kind == "parallelMultiple"

    def _update_hook(self, my_task: Token) -> bool:
        tree, facts = my_task.workflow, my_task.internal_data
        if len(self.subscriptions) > 1 and "part" not in facts:
            facts.update(part=0, set=my_task.id)
            for part in range(1, len(self.subscriptions)):
                other = my_task.parent._add_child(self)
                other.internal_data.update(facts, part=part)
                self._wait(other)
        self._wait(my_task)
        if "group" not in facts:
            tree.enter(my_task)
        return False

    def _wait(self, token: Token) -> None:
        tree = token.workflow
        self.heard(token).begin(token, tree.visible(token.parent), self.label)
        token._set_state(tree.WAITING)

    def fire(self, token: Token, data: dict[str, Any]) -> None:
        """It happened: end the waiting of the others of the group and go on."""
        tree, rest = token.workflow, _others(token, "set")
        if rest and self.together:
            scopes.merge(tree.record, tree.scope_of(token.parent), data)
            tree.forget(token)
            return
        for other in rest:
            tree.forget(other)
        for other in _others(token, "group"):
            other.cancel()
        token.internal_data["result"] = data
        token._ready()

    def _on_ready_hook(self, my_task: Token) -> None:
        if "group" in my_task.internal_data:
            my_task.workflow.enter(my_task)
        my_task.workflow.note(my_task, "fired")

    def _on_cancel(self, my_task: Token) -> None:
        if "group" not in my_task.internal_data and not _others(my_task, "set"):
            super()._on_cancel(my_task)


class ReceiveTask(Activity):
    """A task that waits for a message: an activity, so it may have boundary events and be a multi-instance."""

    waits_for = "event"

    def __init__(self, process: Any, element: Element, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name, body)
        self.subscriptions = (Subscription(element, element.event or Event()),)

    def _update_hook(self, my_task: Token) -> bool:
        tree = my_task.workflow
        self._on_ready_hook(my_task)
        self.heard(my_task).begin(my_task, tree.visible(my_task), self.label)
        my_task._set_state(tree.WAITING)
        return False

    def _on_ready(self, my_task: Token) -> None:
        """Entered when the waiting began."""

    def fire(self, token: Token, data: dict[str, Any]) -> None:
        """The message came: end the waiting of the others behind the same event-based gateway and go on."""
        for other in _others(token, "group"):
            other.cancel()
        token.internal_data["result"] = data
        token._ready()


def _others(token: Token, kind: str) -> list[Token]:
    """The other tokens of the same group or set."""
    key = token.internal_data.get(kind)
    if key is None:
        return []
    return [other for other in token.parent.children if other is not token and other.internal_data.get(kind) == key]
