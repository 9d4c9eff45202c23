"""Boundary events: what may happen while an activity is being done (BPMN 2.0.2, 10.5.4, 10.5.6 and 13.5.3)."""

from datetime import datetime
from typing import Any

from workflows import moments
from workflows.element import Element
from workflows.elements.node import Node, arrive
from workflows.elements.subscription import KINDS, Subscription
from workflows.tokens import Token


class BoundaryEvent(Node):
    """Waits as a token inside its host; when it happens a second token leaves from where the host stands.

    Error and escalation events do not wait: they are looked up when something is thrown (propagation.py).
    """

    is_boundary = True
    waits_for = "event"

    def __init__(self, process: Any, element: Element, name: str = "") -> None:
        super().__init__(process, element, name)
        self.subscription = Subscription(element)
        self.kind = self.subscription.kind
        self.code = element.event.code if element.event else None
        self.subscribes = self.kind in KINDS

    def _update_hook(self, my_task: Token) -> bool:
        if "fired" in my_task.internal_data:
            return True
        tree = my_task.workflow
        self.subscription.begin(my_task, tree.visible(my_task.parent), self.label)
        my_task._set_state(tree.WAITING)
        return False

    def fire(self, token: Token, data: dict[str, Any]) -> None:
        """It happened while waiting: interrupt the host or not, and wait again where the event may repeat."""
        host = token.parent
        if not self.element.interrupting:
            self._wait_again(token, host)
        self.strike(host, data)

    def strike(self, host: Token, data: dict[str, Any]) -> None:
        """Leave from this event; an interrupting one ends the host first (13.5.3)."""
        container = host.parent
        if self.element.interrupting:
            host.cancel()
        arrive(container, self, fired=True, result=data)

    def _on_ready_hook(self, my_task: Token) -> None:
        my_task.internal_data.pop("fired")
        my_task.workflow.enter(my_task)
        my_task.workflow.note(my_task, "fired")

    def give(self, token: Token, result: dict[str, Any]) -> None:
        """A message or signal brings variables; the code of an error or escalation is for the output mappings only."""
        if self.gives or self.subscribes:
            super().give(token, result)

    def _on_cancel(self, my_task: Token) -> None:
        if my_task.parent is not None and self not in my_task.parent.task_spec.boundaries:
            super()._on_cancel(my_task)

    def _wait_again(self, token: Token, host: Token) -> None:
        """Wait under a new id: for the same message or signal, or for the next turn of a cycle (13.5.3)."""
        if self.kind == "conditional":
            return
        tree = token.workflow
        tree.forget(token)
        facts = _next_turn(token) if self.kind == "timer" else token.internal_data
        if facts is not None:
            again = host._add_child(self, tree.WAITING)
            again.internal_data.update(facts)


def _next_turn(token: Token) -> dict[str, Any] | None:
    """The facts of the next turn of a cycle; None when there is none. After a standstill it goes on from now."""
    facts, tree = token.internal_data, token.workflow
    if "period" not in facts:
        return None
    period = moments.duration(facts["period"])
    due = period.after(datetime.fromisoformat(facts["due"]), tree.zone)
    if due <= tree.at:
        due = period.after(tree.at, tree.zone)
    turn = {"due": due.isoformat(), "period": facts["period"]}
    left = facts.get("left")
    if left is None:
        return turn
    return {**turn, "left": left - 1} if left > 1 else {"due": turn["due"]}
