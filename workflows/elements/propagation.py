"""Errors, escalations and signals on their way up or across (BPMN 2.0.2, 10.5.1, 10.5.6 and 13.5.4)."""

from typing import Any

from workflows.elements.boundary_event import BoundaryEvent
from workflows.errors import StepFailed
from workflows.tokens import ROOT, Token


def throw_error(token: Token, code: str | None, message: str, *, own: bool = False) -> None:
    """Let an error rise from `token` (with `own` from the activity itself) to the nearest boundary event that
    catches it, ending all in between. Raises StepFailed (uncaught_error): nobody may go on as if nothing had been.
    """
    data = {"errorCode": code, "errorMessage": message}
    host: Token | None = token if own else token.parent
    while host is not None:
        catching = _catching(host, "error", code)
        if catching is not None:
            catching.strike(host, data)
            return
        host = host.parent
    said = f": {message}" if message else "."
    raise StepFailed(
        f'{token.task_spec.label} ended with the error "{code or "without a code"}" and nothing catches it{said}',
        kind="uncaught_error",
        element=token.task_spec.element.id,
    )


def throw_escalation(token: Token, code: str | None) -> None:
    """Let an escalation rise; one that nobody catches passes on as a notice (10.5.1: it never stops the process)."""
    host: Token | None = token.parent
    while host is not None:
        catching = _catching(host, "escalation", code)
        if catching is not None:
            catching.strike(host, {"escalationCode": code})
            return
        host = host.parent
    token.workflow.notices.append(
        f'The escalation "{code or "without a code"}" of {token.task_spec.label} was caught by nobody.'
    )


def broadcast(tree: Any, name: str, data: dict[str, Any]) -> None:
    """Let every wait for the signal in this instance hear it; who begins to wait later does not."""
    hearing = [t for t in tree.waiting() if t.task_spec.subscription.kind == "signal" and signal_name(t) == name]
    for token in hearing:
        if token.id in tree.tasks and not token.over:
            token.task_spec.fire(token, data)


def signal_name(token: Token) -> str:
    """The name of the message or signal a token waits for."""
    return str(token.internal_data.get("name", token.task_spec.subscription.name.text))


def _catching(host: Token, kind: str, code: str | None) -> BoundaryEvent | None:
    """The boundary event with this code, else the one that catches all."""
    if host.id == ROOT:
        return None
    catchers = [b for b in host.task_spec.boundaries if b.kind == kind and b.code in (code, None)]
    return next((b for b in catchers if b.code == code), catchers[0] if catchers else None)
