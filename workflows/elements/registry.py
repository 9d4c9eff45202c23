"""Which class runs which element; None means that this engine cannot run it."""

from collections.abc import Callable
from typing import Any

from workflows.element import Element
from workflows.elements.ad_hoc_sub_process import AdHocSubProcess
from workflows.elements.boundary_event import BoundaryEvent
from workflows.elements.business_rule_task import BusinessRuleTask
from workflows.elements.call_activity import CallActivity
from workflows.elements.catch_event import CatchEvent, ReceiveTask
from workflows.elements.compensation_event import CompensationBoundary, CompensationEnd, CompensationThrow
from workflows.elements.complex_gateway import ComplexGateway
from workflows.elements.event_based_gateway import EventBasedGateway
from workflows.elements.event_sub_process import EventStart, EventSubProcess
from workflows.elements.exclusive_gateway import ExclusiveGateway
from workflows.elements.inclusive_gateway import InclusiveGateway
from workflows.elements.link_event import LinkEvent
from workflows.elements.node import Node
from workflows.elements.parallel_gateway import ParallelGateway
from workflows.elements.python_script import PythonScript, is_python, may_run
from workflows.elements.script_task import ScriptTask
from workflows.elements.service_task import ServiceTask
from workflows.elements.sub_process import SubProcess
from workflows.elements.terminate_event import WideTermination
from workflows.elements.throw_event import EndCall, EndEvent, SendTask, ThrowEvent
from workflows.elements.transaction import CancelEnd, Transaction
from workflows.elements.user_task import UserTask

Maker = Callable[..., Any]

_PLAIN: dict[str, Maker] = {
    "task": UserTask,
    "userTask": UserTask,
    "manualTask": UserTask,
    "subProcess": SubProcess,
    "transaction": Transaction,
    "adHocSubProcess": AdHocSubProcess,
    "callActivity": CallActivity,
    "exclusiveGateway": ExclusiveGateway,
    "parallelGateway": ParallelGateway,
    "inclusiveGateway": InclusiveGateway,
    "complexGateway": ComplexGateway,
    "eventBasedGateway": EventBasedGateway,
    "startEvent": Node,
}
_WORKERS = frozenset({"serviceTask", "sendTask", "businessRuleTask", "scriptTask", "intermediateThrowEvent"})
_STARTS = frozenset({"none", "timer", "message", "signal", "conditional"})
_HANDLED = frozenset({"timer", "message", "signal", "conditional", "error", "escalation"})
_THROWS = frozenset({"none", "message", "signal", "escalation"})
_ENDS = _THROWS | {"error", "terminate"}
_CATCHES = frozenset({"timer", "message", "signal", "conditional"})
_BOUNDARIES = _CATCHES | {"error", "escalation", "cancel"}
_UNDOING: dict[tuple[str, ...], Maker] = {
    ("boundaryEvent", "compensation"): CompensationBoundary,
    ("intermediateThrowEvent", "compensation"): CompensationThrow,
    ("endEvent", "compensation"): CompensationEnd,
    ("endEvent", "cancel"): CancelEnd,
}


def maker(element: Element) -> Maker | None:
    """The class for this element, or None."""
    if element.task_type and element.type in _WORKERS:
        return ServiceTask
    if element.extra.get("begins_handler") and _kinds(element) == {"compensation"}:
        return Node
    if element.extra.get("begins_handler"):
        return EventStart if _kinds(element) <= _HANDLED and _named(element) else None
    if element.extra.get("triggered_by_event"):
        return EventSubProcess if element.type == "subProcess" else None
    if element.type in _PLAIN:
        return None if _strange(element) else _PLAIN[element.type]
    if element.type.endswith("Event"):
        return _event(element, _kinds(element)) if _named(element) else None
    return _task(element)


def _strange(element: Element) -> bool:
    """Forms of plain elements that are not covered: other starts."""
    return element.type == "startEvent" and not _kinds(element) <= _STARTS


def _task(element: Element) -> Maker | None:
    if element.type == "scriptTask" and is_python(element):
        return PythonScript if may_run(element) else None
    if element.type == "scriptTask" and element.script:
        return ScriptTask
    if element.type == "businessRuleTask" and element.called_decision:
        return BusinessRuleTask
    if element.event is not None and element.event.name:
        return {"receiveTask": ReceiveTask, "sendTask": SendTask}.get(element.type)
    return None


def _kinds(element: Element) -> frozenset[str]:
    """The kinds of all that the event is about."""
    return frozenset(part.kind for part in element.event.every) if element.event else frozenset({"none"})


def _named(element: Element) -> bool:
    """Whether every message and signal of the event says which."""
    parts = element.event.every if element.event and not element.task_type else ()
    return all(part.name for part in parts if part.kind in ("message", "signal"))


def _event(element: Element, kinds: frozenset[str]) -> Maker | None:
    if len(kinds) == 1 and (element.type, *kinds) in _UNDOING:
        return _UNDOING[(element.type, *kinds)]
    if kinds == {"link"} and element.type in ("intermediateCatchEvent", "intermediateThrowEvent"):
        return LinkEvent
    if element.type == "endEvent" and kinds <= _ENDS:
        if element.event is not None and element.event.reach:
            return WideTermination
        return EndCall if element.task_type else EndEvent
    if element.type == "intermediateThrowEvent" and kinds <= _THROWS:
        return ThrowEvent
    if element.type == "intermediateCatchEvent" and kinds <= _CATCHES:
        return CatchEvent
    if element.type == "boundaryEvent" and kinds <= _BOUNDARIES:
        return BoundaryEvent
    return None
