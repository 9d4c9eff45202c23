"""Moving a token by hand: it ends at one element and another of the same level is entered. The command Move.

BPMN knows no such thing; it is what somebody does who repairs a process that its drawing cannot lead on. It stays
within one level, so that no variables, loops or counts of a level are left behind or come from nowhere.
"""

from collections.abc import Iterator
from typing import Any

from workflows.element import Element
from workflows.elements.node import arrive
from workflows.errors import NotWaiting
from workflows.tokens import ROOT, Token

#: What can be entered from anywhere: it needs nothing of where the token came from.
TASKS = {"task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask"}
ENTERED = TASKS | {"callActivity", "subProcess", "transaction", "adHocSubProcess", "exclusiveGateway", "endEvent"}
ENTERED |= {"intermediateThrowEvent", "intermediateCatchEvent"}
JOINS = {"parallelGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway"}


def move(tree: Any, key: str, target: str, data: dict[str, Any]) -> None:
    """End the token `key` and enter `target`; `data` leaves the old element as its result. Raises NotWaiting."""
    token = tree.tasks.get(key)
    if token is None or not movable(token):
        raise NotWaiting(f'There is no token "{key}" that could be moved (any more).')
    element = next((one for one in targets(token) if one.id == target), None)
    if element is None:
        raise NotWaiting(f'No token can be moved from {token.task_spec.label} to "{target}".')
    container = token.parent
    if data:
        token.task_spec.give(token, data)
    for other in _group(token):
        other.cancel()
    token.cancel()
    node = tree.definition.nodes[tree.definition.layout.place(token.task_spec.element.process, target)]
    arrive(container, node)


def movable(token: Token) -> bool:
    """It stands in the flow of a level: it is no event beside it, no turn of a loop, and nothing that is undone."""
    node = token.task_spec
    if token.id == ROOT or token.over or node.beside or node.is_boundary or node.element.type not in ENTERED | JOINS:
        return False
    container = token.parent
    if container.id == ROOT:
        return node.element.parent is None
    around = container.task_spec
    if around.element.type == "callActivity":
        return around.inner is None and node.element.parent is None and node.element.process != around.element.process
    return around.element.id == node.element.parent and around.element.type != "adHocSubProcess"


def targets(token: Token) -> Iterator[Element]:
    """Where it could be moved to, as drawn."""
    here = token.task_spec.element
    process = token.workflow.definition.processes[here.process]
    for element in process.elements.values():
        if element.parent == here.parent and element.id != here.id and _may_be_entered(element):
            yield element


def _may_be_entered(element: Element) -> bool:
    aside = (
        element.extra.get("triggered_by_event") or element.extra.get("compensation") or element.extra.get("inserted")
    )
    caught = element.event is not None and element.event.kind in ("link", "compensation", "cancel")
    return element.type in ENTERED and not aside and not caught


def _group(token: Token) -> list[Token]:
    """The other events of an event-based gateway: they end together."""
    group = token.internal_data.get("group")
    others = [one for one in token.parent.children if one is not token] if group else []
    return [one for one in others if one.internal_data.get("group") == group]
