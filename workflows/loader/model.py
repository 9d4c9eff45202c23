"""From the rewritten tree, its extension elements still in it, to plain `Process`, `Element` and `Flow` records.

Reading only: the tree is not changed, nothing is evaluated, and what nobody supports is read as well, so that lint can
name it. Which texts are FEEL: conditions, scripts, mappings, collections and correlation keys always (stored without
"="); timers, assignments, dates, retries, names and called ids only behind a "=", which they keep.
"""

from typing import Any

from workflows.element import Element, Flow, Loop, Process
from workflows.loader import events, extensions, stores, texts
from workflows.loader.findings import Findings
from workflows.loader.vocabulary import (
    SPIFF,
    Node,
    bpmn,
    children,
    first,
    flow_nodes,
    is_true,
    line,
    local,
    scopes,
    text,
)

_PYTHON_FORMATS = frozenset({"python", "python3", "text/python", "text/x-python", "application/python"})
_FEEL_FORMATS = frozenset({"feel", "text/feel", "application/feel", "text/friendlyenoughexpressionlanguage"})


def read(process: Node, findings: Findings) -> Process:
    """One process of the tree as data, its sub-processes' nodes and flows included."""
    lanes, handlers = _lanes(process), _handlers(process)
    flows = {flow.id: flow for scope in scopes(process) for flow in _flows(scope)}
    elements: dict[str, Element] = {}
    for scope in scopes(process):
        parent = None if scope is process else scope.get("id")
        inherited = elements[parent].lane if parent else None
        for node in flow_nodes(scope):
            lane = lanes.get(node.get("id") or "", inherited)
            element = _element(node, process.get("id") or "", parent, lane, findings, handlers)
            elements[element.id] = element
    return Process(
        id=process.get("id") or "",
        name=process.get("name") or "",
        properties=extensions.properties(process),
        documentation=text(first(process, "documentation")) or "",
        elements=elements,
        flows=flows,
        lanes={lane.get("id") or "": lane.get("name") or "" for lane in process.iter(bpmn("lane"))},
        starts=tuple(e.id for e in elements.values() if e.type == "startEvent" and e.parent is None),
        line=line(process),
        lane_properties={lane.get("id") or "": extensions.properties(lane) for lane in process.iter(bpmn("lane"))},
        stores={store.key: store for store in stores.stores(process).values()},
    )


def _element(
    node: Node, process: str, parent: str | None, lane: str | None, findings: Findings, handlers: dict[str, str]
) -> Element:
    key, kind = node.get("id") or "", local(node)
    found = extensions.read(node)
    extra = found.pop("extra") | _extra(node, findings, handlers)
    if kind == "scriptTask" and not found.get("script"):
        found["script"] = _script(node, extra)
    if kind == "callActivity":
        found.setdefault("called_process", texts.literal_or_feel(node.get("calledElement")))
    return Element(
        id=key,
        type=kind,
        name=(node.get("name") or "").strip(),
        process=process,
        parent=parent,
        line=line(node),
        lane=lane,
        documentation=text(first(node, "documentation")) or "",
        attached_to=node.get("attachedToRef"),
        interrupting=_interrupting(node),
        event=events.read(node),
        loop=_loop(node),
        incoming=tuple((child.text or "") for child in children(node, "incoming")),
        outgoing=tuple((child.text or "") for child in children(node, "outgoing")),
        extra=extra,
        **found,
    )


def _interrupting(node: Node) -> bool:
    attribute = "cancelActivity" if local(node) == "boundaryEvent" else "isInterrupting"
    return is_true(node.get(attribute, "true"))


def _extra(node: Node, findings: Findings, handlers: dict[str, str]) -> dict[str, Any]:
    """Facts that `Element` has no field for; a key is there only when it says something."""
    key = node.get("id") or ""
    facts: dict[str, Any] = {
        "original_id": findings.original.get(key),
        "inserted": findings.inserted.get(key),
        "triggered_by_event": is_true(node.get("triggeredByEvent")),
        "begins_handler": local(node) == "startEvent" and is_true(_around(node).get("triggeredByEvent")),
        "compensation": is_true(node.get("isForCompensation")),
        "handler": handlers.get(key),
        "activation": texts.feel(text(first(node, "activationCondition"))),
        "ad_hoc": _ad_hoc(node) if local(node) == "adHocSubProcess" else None,
        "default": node.get("default"),
        "instantiate": is_true(node.get("instantiate")),
        "foreign": extensions.foreign(node),
        "others": extensions.others(node),
    }
    return {name: value for name, value in facts.items() if value}


def _around(node: Node) -> Node:
    parent = node.getparent()
    return node if parent is None else parent


def _script(node: Node, extra: dict[str, Any]) -> str | None:
    """bpmn:script when it is FEEL; any other language goes to `extra` as it is. Without one, Spiff's own is Python."""
    script = text(first(node, "script"))
    language = (node.get("scriptFormat") or "").strip().lower()
    if language in _PYTHON_FORMATS or (not language and SPIFF in node.nsmap.values()):
        language = "python" if script is None or not script.startswith("=") else ""
    if script is None or language in _FEEL_FORMATS or (not language and script.startswith("=")):
        return texts.feel(script)
    extra["script_format"] = language or "none"
    extra["foreign_script"] = script
    return None


def _handlers(process: Node) -> dict[str, str]:
    """Compensation boundary event -> the activity that an association leads to (BPMN 2.0.2, 10.7.1)."""
    events = {node.get("id") or "" for node in process.iter(bpmn("boundaryEvent"))}
    ends = [(a.get("sourceRef") or "", a.get("targetRef") or "") for a in process.iter(bpmn("association"))]
    ends += [(target, source) for source, target in ends]
    return {event: handler for event, handler in reversed(ends) if event in events}


def _ad_hoc(node: Node) -> dict[str, Any]:
    """How an ad-hoc sub-process goes (BPMN 2.0.2, 10.3.5; zeebe:adHoc)."""
    return {
        "sequential": node.get("ordering") == "Sequential",
        "completion": texts.feel(text(first(node, "completionCondition"))),
        "cancel": is_true(node.get("cancelRemainingInstances", "true")),
        "active": extensions.active_elements(node),
    }


def _loop(node: Node) -> Loop | None:
    multi = first(node, "multiInstanceLoopCharacteristics")
    if multi is None:
        return _standard(first(node, "standardLoopCharacteristics"))
    found = extensions.loop(multi)
    item, result = first(multi, "inputDataItem"), first(multi, "outputDataItem")
    return Loop(
        sequential=is_true(multi.get("isSequential")),
        input_collection=found.get("input_collection") or texts.feel(text(first(multi, "loopDataInputRef"))),
        input_element=found.get("input_element") or _named(item),
        output_collection=found.get("output_collection") or texts.feel(text(first(multi, "loopDataOutputRef"))),
        output_element=found.get("output_element") or _named(result),
        completion_condition=texts.feel(text(first(multi, "completionCondition"))),
        cardinality=texts.feel(text(first(multi, "loopCardinality"))),
    )


def _named(item: Node | None) -> str | None:
    """The variable of one instance (BPMN 2.0.2, 13.3.7)."""
    return item.get("name") or item.get("id") if item is not None else None


def _standard(loop: Node | None) -> Loop | None:
    if loop is None:
        return None
    return Loop(
        sequential=True,
        standard=True,
        condition=texts.feel(text(first(loop, "loopCondition"))),
        test_before=is_true(loop.get("testBefore")),
        cardinality=texts.feel(loop.get("loopMaximum")),
    )


def _flows(scope: Node) -> list[Flow]:
    defaults = {node.get("default") for node in flow_nodes(scope)}
    return [
        Flow(
            id=flow.get("id") or "",
            source=flow.get("sourceRef") or "",
            target=flow.get("targetRef") or "",
            name=(flow.get("name") or "").strip(),
            condition=texts.feel(text(first(flow, "conditionExpression"))),
            default=flow.get("id") in defaults,
            line=line(flow),
        )
        for flow in children(scope, "sequenceFlow")
    ]


def _lanes(process: Node) -> dict[str, str]:
    """Node id -> lane id; the innermost lane wins, for document order lists the outer lane first."""
    return {
        (ref.text or "").strip(): lane.get("id") or ""
        for lane in process.iter(bpmn("lane"))
        for ref in children(lane, "flowNodeRef")
    }
