"""What still needs a value, filled in the simplest way so that the rest of the diagram can run; each filling is told.

A step that cannot run becomes a person's task, a condition that cannot be read is taken as true, an event that
cannot be waited for waits an hour or, on a border, is left out. Only the measurement does this: the house asks a
person instead.
"""

from collections.abc import Iterable
from dataclasses import replace

from workflows.element import Element, Event, Flow, Process
from workflows.errors import Problem

_ACTIVITIES = frozenset(
    {"task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask",
     "callActivity", "subProcess", "transaction", "adHocSubProcess", "globalTask"}
)  # fmt: skip
_GATEWAYS = frozenset({"complexGateway", "eventBasedGateway", "exclusiveGateway", "inclusiveGateway"})


def stub(processes: dict[str, Process], problems: Iterable[Problem]) -> tuple[dict[str, Process], set[str]]:
    """The processes with a filling at every error that has a place, and the ids that were filled."""
    places = {problem.element for problem in problems if problem.severity == "error" and problem.element}
    filled: set[str] = set()
    made = dict(processes)
    for key in processes:
        for place in sorted(places):
            filled |= _fill(made, key, place)
    return made, filled


def _fill(made: dict[str, Process], key: str, place: str) -> set[str]:
    """One place of one process; answers the place if it is there."""
    process = made[key]
    if place in process.flows:
        made[key] = _flow(process, process.flows[place])
        return {place}
    meant = [e for e in process.elements.values() if place in (e.id, e.extra.get("original_id"))]
    for element in meant:
        made[key] = _element(made[key], element)
    return {place} if meant else set()


def _flow(process: Process, flow: Flow) -> Process:
    source = process.elements.get(flow.source)
    choice = source is not None and source.type in {"exclusiveGateway", "inclusiveGateway"}
    return replace(process, flows={**process.flows, flow.id: replace(flow, condition="true" if choice else None)})


def _element(process: Process, element: Element) -> Process:
    if element.type in _ACTIVITIES:
        return _put(_without_inside(process, element.id), _by_hand(element))
    if element.type == "boundaryEvent":
        return _left_out(process, element)
    if element.type in _GATEWAYS:
        flows = {k: replace(f, condition="true") if f.source == element.id else f for k, f in process.flows.items()}
        return _put(replace(process, flows=flows), replace(element, type="inclusiveGateway"))
    waits = element.type == "intermediateCatchEvent"
    event = Event("timer", timer_kind="duration", expression="PT1H") if waits else Event()
    return _put(process, replace(element, event=event, inputs=(), outputs=(), task_type=None, extra={}))


def _by_hand(element: Element) -> Element:
    return Element(
        id=element.id, type="userTask", name=element.name, process=element.process, parent=element.parent,
        line=element.line, lane=element.lane, incoming=element.incoming, outgoing=element.outgoing,
    )  # fmt: skip


def _put(process: Process, element: Element) -> Process:
    return replace(process, elements={**process.elements, element.id: element})


def _without_inside(process: Process, key: str) -> Process:
    inside = {key}
    for element in process.elements.values():  # document order: a sub-process stands before what is in it
        if element.parent in inside:
            inside.add(element.id)
    inside.discard(key)
    return _without(process, inside)


def _left_out(process: Process, event: Element) -> Process:
    return _without(process, {event.id})


def _without(process: Process, gone: set[str]) -> Process:
    elements = {k: e for k, e in process.elements.items() if k not in gone}
    flows = {k: f for k, f in process.flows.items() if f.source not in gone and f.target not in gone}
    return replace(process, elements=elements, flows=flows)
