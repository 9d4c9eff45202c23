"""Events that happen by being reached: intermediate throw events, end events, and send tasks without a connector
(BPMN 2.0.2, 10.5.3, 10.5.4 and 13.5.6)."""

from typing import Any, Literal

from workflows import scopes
from workflows.element import Element, Event
from workflows.elements.activity import Activity
from workflows.elements.node import Node
from workflows.elements.propagation import broadcast, throw_error, throw_escalation
from workflows.elements.service_task import ServiceTask
from workflows.expressions import Formula, Template
from workflows.step import Thrown
from workflows.tokens import ROOT, Token


class Throw:
    """What one event definition does when it happens."""

    def __init__(self, element: Element, event: Event) -> None:
        self.element, self.kind = element, event.kind
        self.code = Template(event.code) if event.code else None
        self.name = Template(event.name)
        self.key = Formula(event.correlation_key) if event.correlation_key else None

    def happen(self, token: Token) -> None:
        """Throw it. The data are the variables that the element's input mappings made."""
        if self.kind == "error":
            throw_error(token, self._code(token), "")
        elif self.kind == "escalation":
            throw_escalation(token, self._code(token))
        elif self.kind in ("message", "signal"):
            self._send(token)

    def _code(self, token: Token) -> str | None:
        if self.code is None:
            return None
        tree = token.workflow
        value = self.code.value(
            tree, tree.visible(token), self.element.id, f"The code thrown by {token.task_spec.label}"
        )
        return None if value is None else str(value)

    def _send(self, token: Token) -> None:
        tree, element = token.workflow, self.element
        label, context = token.task_spec.label, tree.visible(token)
        name = str(self.name.value(tree, context, element.id, f"The name thrown by {label}"))
        key = self.key.key(tree, context, element.id, f"The correlation key of {label}") if self.key else ""
        data = dict(scopes.own(tree.record, token.id)) if token.id in tree.record else {}
        kind: Literal["message", "signal"] = "message" if self.kind == "message" else "signal"
        tree.thrown.append(Thrown(kind, name, key, data, element.id))
        if kind == "signal":
            broadcast(tree, name, data)


def throws(element: Element) -> tuple[Throw, ...]:
    """What each definition of the event does, in their order (10.5.4: a multiple event throws all of them)."""
    return tuple(Throw(element, part) for part in (element.event or Event()).every)


class ThrowEvent(Node):
    """An intermediate throw event; one without a definition just passes (10.5.4)."""

    def __init__(self, process: Any, element: Element, name: str = "") -> None:
        super().__init__(process, element, name)
        self.throws = throws(element)

    def _run_hook(self, my_task: Token) -> bool | None:
        for throw in self.throws:
            throw.happen(my_task)
        return True


class SendTask(Activity):
    """A send task with a message and without a connector's type."""

    def __init__(self, process: Any, element: Element, name: str = "", body: Any = None) -> None:
        super().__init__(process, element, name, body)
        self.throws = throws(element)

    def _run_hook(self, my_task: Token) -> bool | None:
        for throw in self.throws:
            throw.happen(my_task)
        return True


class Ending(Node):
    """What all end events share: the outcome of the request, and ending what is around by terminating."""

    def __init__(self, process: Any, element: Element, name: str = "") -> None:
        super().__init__(process, element, name)
        outcome = element.properties.get("outcome")
        self.outcome = Template(outcome) if outcome else None

    def _on_complete_hook(self, my_task: Token) -> None:
        super()._on_complete_hook(my_task)
        container = my_task.parent
        if _is_outermost(container):
            self._say(my_task)
        if self.element.event is not None and "terminate" in {part.kind for part in self.element.event.every}:
            for other in container.children:
                if other is not my_task:
                    other.cancel()

    def _say(self, token: Token) -> None:
        """The outcome of the request and its reason."""
        tree, context = token.workflow, token.workflow.visible(token.parent)
        if self.outcome is not None:
            what = f"The outcome of {self.label}"
            tree.outcome = str(self.outcome.value(tree, context, self.element.id, what))
        reason = context.get("reason")
        tree.reason = reason if isinstance(reason, str) else None


def _is_outermost(container: Token) -> bool:
    """The level is the process itself, or an event sub-process of it, which may say the outcome too."""
    while container.task_spec.element.extra.get("triggered_by_event"):
        container = container.parent
    return container.id == ROOT


class EndEvent(Ending, ThrowEvent):
    """An end event; terminate ends everything else in the same process or sub-process (13.5.6)."""


class EndCall(Ending, ServiceTask):
    """A message end event that a connector sends."""
