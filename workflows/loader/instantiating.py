"""Receive tasks and event-based gateways that begin a process, said as start events (BPMN 2.0.2, 10.3.3 and 10.6.6).

A receive task becomes a message start event with its id. Behind an exclusive gateway each event becomes a start event:
the first that happens begins a request, and no other waits in it. Behind a parallel one each gets a start event beside
it that begins the request and waits there for all the others. What has a flow into it, a loop or an event on its
border, or waits for something else than a message or signal, cannot be said so, and lint refuses it.
"""

from copy import deepcopy

from lxml import etree

from workflows.loader.edges import Edges
from workflows.loader.vocabulary import Node, bpmn, children, first, flow_nodes, is_true, local
from workflows.sentences import sentence

_LOOPS = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics")
_COMES = {"messageEventDefinition", "signalEventDefinition"}
_HAPPENS = frozenset({"receiveTask", "intermediateCatchEvent"})


def mend(process: Node, edges: Edges) -> None:
    """The process's own level alone: in a sub-process nothing begins by itself."""
    watched = {node.get("attachedToRef") for node in flow_nodes(process)}
    for node in flow_nodes(process):
        if not is_true(node.get("instantiate")) or _entries(process, node):
            continue
        if local(node) == "receiveTask" and _is_bare(node, watched):
            _begin(node)
            edges.findings.row(
                node, "rewritten", sentence("It begins a request when its message comes, as a start event does.")
            )
        elif local(node) == "eventBasedGateway":
            _gateway(process, node, edges, watched)


def _gateway(process: Node, gateway: Node, edges: Edges, watched: set[str | None]) -> None:
    """The gateway goes, and what is behind it begins requests. Anything but plain events behind it is left as it is."""
    key = gateway.get("id")
    leaving = [flow for flow in children(process, "sequenceFlow") if flow.get("sourceRef") == key]
    nodes = {node.get("id"): node for node in flow_nodes(process)}
    behind = [nodes[target] for target in (flow.get("targetRef") for flow in leaving) if target in nodes]
    alone = all(len(_entries(process, node)) == 1 and _is_bare(node, watched) for node in behind)
    if not behind or not alone or any(local(node) not in _HAPPENS for node in behind):
        return
    together = gateway.get("eventGatewayType") == "Parallel" and len(behind) > 1
    edges.findings.row(
        gateway,
        "rewritten",
        sentence("The first event behind it begins a request, which waits for all the others.")
        if together
        else sentence("Each event behind it begins a request, as a start event does."),
    )
    for one in (gateway, *leaving):
        process.remove(one)
    if together:
        _together(process, behind, edges)
    else:
        for node in behind:
            _begin(node)


def _together(process: Node, behind: list[Node], edges: Edges) -> None:
    """A start event beside each: it leads to what follows that event, and to all the others."""
    for node in behind:
        key = node.get("id") or ""
        after = edges.insert(process, "intermediateThrowEvent", f"{key}_on", why="start", near=node)
        for flow in children(process, "sequenceFlow"):
            if flow.get("sourceRef") == key:
                flow.set("sourceRef", after.get("id") or "")
        start = edges.insert(process, "startEvent", f"{key}_start", why="start", near=node)
        start.extend(_copy(part) for part in node if local(part) not in {"incoming", "outgoing"})
        if node.get("name"):
            start.set("name", node.get("name") or "")
        _listen(start, node.get("messageRef") or "")
        edges.connect(process, node, after)
        edges.connect(process, start, after)
        for other in behind:
            if other is not node:
                edges.connect(process, start, other)


def _begin(node: Node) -> None:
    """In its place and with its id: what is shown of it stays."""
    node.tag = bpmn("startEvent")
    node.attrib.pop("instantiate", "")
    _listen(node, str(node.attrib.pop("messageRef", "")))


def _listen(start: Node, message: str) -> None:
    if message:
        etree.SubElement(start, bpmn("messageEventDefinition"), messageRef=message)


def _copy(part: Node) -> Node:
    """Without ids, for each stands for one element."""
    made = deepcopy(part)
    for one in made.iter():
        one.attrib.pop("id", "")
    return made


def _entries(process: Node, node: Node) -> list[Node]:
    return [flow for flow in children(process, "sequenceFlow") if flow.get("targetRef") == node.get("id")]


def _is_bare(node: Node, watched: set[str | None]) -> bool:
    """Nothing on it that a start event outside of any request cannot have."""
    if node.get("id") in watched or any(first(node, loop) is not None for loop in _LOOPS):
        return False
    if local(node) == "receiveTask":
        return bool(node.get("messageRef"))
    kinds = {local(part) for part in children(node) if local(part).endswith(("EventDefinition", "EventDefinitionRef"))}
    return bool(kinds) and kinds <= _COMES
