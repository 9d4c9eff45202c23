"""Errors, escalations and signals on their way up or across (BPMN 2.0.2, 10.5.1, 10.5.6 and 13.5.4)."""

from collections.abc import Mapping
from typing import Any

from workflows.elements.level import handlers
from workflows.elements.watcher import Watcher
from workflows.errors import StepFailed
from workflows.step import Notice
from workflows.tokens import Token


def throw_error(token: Token, code: str | None, message: str, *, own: bool = False) -> None:
    """Let an error rise from `token` (with `own` from the activity itself) to the nearest boundary event or event
    sub-process that catches it, ending all in between.

    Raises StepFailed (uncaught_error): nobody may go on as if nothing had been.
    """
    data = {"errorCode": code, "errorMessage": message}
    if _caught(token, "error", code, data, own=own):
        return
    said = f": {message}" if message else "."
    raise StepFailed(
        f'{token.task_spec.label} ended with the error "{code or "without a code"}" and nothing catches it{said}',
        kind="uncaught_error",
        element=token.task_spec.element.id,
    )


def throw_escalation(token: Token, code: str | None) -> None:
    """Let an escalation rise; one that nobody catches passes on as a notice (10.5.1: it never stops the process)."""
    if _caught(token, "escalation", code, {"escalationCode": code}):
        return
    element = token.task_spec.element
    token.workflow.notices.append(Notice(element.id, element.name or element.id, code or ""))


def broadcast(tree: Any, name: str, data: dict[str, Any], waits: tuple[str, ...] = ()) -> None:
    """Let every wait for the signal in this instance hear it, or those named; who begins to wait later does not."""
    hearing = tree.waiting(lambda key, node, facts: (not waits or key in waits) and _hears(node, facts, name))
    for token in hearing:
        if token.id in tree.tasks and not token.over:
            token.task_spec.fire(token, data)


def _hears(node: Any, facts: Mapping[str, Any], name: str) -> bool:
    return node.hears(facts).kind == "signal" and signal_name(node, facts) == name


def signal_name(node: Any, facts: Mapping[str, Any]) -> str:
    """The name of the message or signal that a token with these facts waits for at `node`."""
    return str(facts.get("name", node.hears(facts).name.text))


def _caught(token: Token, kind: str, code: str | None, data: dict[str, Any], *, own: bool = False) -> bool:
    """Let the nearest event that catches it strike: on each level its event sub-processes come before the boundary
    events on what contains it (13.5.4)."""
    inside, host = token, token if own else token.parent
    while host is not None:
        watchers = () if host is inside else handlers(host, inside)
        catching = _catching(watchers, kind, code) or _catching(host.task_spec.boundaries, kind, code)
        if catching is not None:
            catching.strike(host, data)
            return True
        inside, host = host, host.parent
    return False


def _catching(watchers: tuple[Watcher, ...], kind: str, code: str | None) -> Watcher | None:
    """The one with this code, else the one that catches all."""
    exact = next((watcher for watcher in watchers if watcher.catches(kind, code)), None)
    return exact or next((watcher for watcher in watchers if watcher.catches(kind, None)), None)
