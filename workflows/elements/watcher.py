"""Events that wait beside the flow, inside what they watch: boundary events and the starts of event sub-processes.

Error and escalation events do not wait: they are looked up when something is thrown (propagation.py). An event with
several definitions waits with one token for each; of a parallel multiple event all have to happen (BPMN 2.0.2, 10.5.2).
"""

from datetime import datetime
from typing import Any

from workflows import cron, moments, scopes
from workflows.element import Element, Event
from workflows.elements import mapping
from workflows.elements.node import Node, arrive
from workflows.elements.subscription import KINDS, Subscription
from workflows.tokens import Token


class Watcher(Node):
    """A subclass says in `strike` what happens to the watched token, the host, and where the event leads."""

    waits_for = "event"
    beside = True

    def __init__(self, process: Any, element: Element, name: str = "") -> None:
        super().__init__(process, element, name)
        event = element.event or Event()
        self.subscriptions = tuple(Subscription(element, part) for part in event.every)
        self.together = event.kind == "parallelMultiple"
        self.subscribes = any(part.kind in KINDS for part in event.every)

    def catches(self, kind: str, code: str | None) -> bool:
        """Whether it catches an error or escalation with exactly this code (None: with any)."""
        return any(s.kind == kind and s.event.code == code for s in self.subscriptions)

    def watch(self, host: Token) -> None:
        """Begin to wait inside the host."""
        several = len(self.subscriptions) > 1
        for part, subscription in enumerate(self.subscriptions):
            if subscription.kind in KINDS:
                arrive(host, self, **({"part": part} if several else {}))

    def fire(self, token: Token, data: dict[str, Any]) -> None:
        """It happened while waiting: wait again where the event may repeat, and strike."""
        host = token.parent
        if self.together:
            self._gather(token, host, data)
            return
        if not self.element.interrupting:
            self._wait_again(token, host)
        self.strike(host, data)

    def strike(self, host: Token, data: dict[str, Any]) -> None:
        """Leave from this event; an interrupting one ends what it watches first."""
        raise NotImplementedError

    def _update_hook(self, my_task: Token) -> bool:
        if "fired" in my_task.internal_data:
            return True
        tree = my_task.workflow
        self.heard(my_task).begin(my_task, tree.visible(my_task.parent), self.label)
        my_task._set_state(tree.WAITING)
        return False

    def _on_ready_hook(self, my_task: Token) -> None:
        my_task.internal_data.pop("fired")
        my_task.workflow.enter(my_task)
        my_task.workflow.note(my_task, "fired")

    def give(self, token: Token, result: dict[str, Any]) -> None:
        """A message or signal brings variables; the code of an error or escalation is for the output mappings only."""
        if self.subscribes:
            super().give(token, result)
        elif self.gives:
            mapping.map_out(token, {**token.workflow.visible(token), **result}, self.gives)

    def _gather(self, token: Token, host: Token, data: dict[str, Any]) -> None:
        """One of the things that all have to happen did; the last of them makes the event happen."""
        tree = token.workflow
        tree.forget(token)
        if any(other.task_spec is self for other in host.children):
            scopes.merge(tree.record, tree.scope_of(host), data)
            return
        if not self.element.interrupting:
            self.watch(host)
        self.strike(host, data)

    def _wait_again(self, token: Token, host: Token) -> None:
        """Wait under a new id: for the same message or signal, or for the next turn of a cycle (13.5.3)."""
        kind = self.heard(token).kind
        if kind == "conditional":
            return
        tree = token.workflow
        tree.forget(token)
        facts = _next_turn(token) if kind == "timer" else token.internal_data
        if facts is not None:
            again = host._add_child(self, tree.WAITING)
            again.internal_data.update(facts)


def _next_turn(token: Token) -> dict[str, Any] | None:
    """The facts of the next turn of a cycle; None when there is none. After a standstill it goes on from now."""
    facts, tree = token.internal_data, token.workflow
    if "period" not in facts:
        return None
    try:
        due = moments.following(facts["period"], datetime.fromisoformat(facts["due"]), tree.at, tree.zone)
    except cron.Never:
        return None
    turn = {**facts, "due": due.isoformat()}
    left = facts.get("left")
    if left is None:
        return turn
    if left > 1:
        return {**turn, "left": left - 1}
    return {name: value for name, value in turn.items() if name not in ("left", "period")}
