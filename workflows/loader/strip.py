"""Takes out of the tree what SpiffWorkflow must not see: everything that is neither a node, a flow nor an event.

Extension elements (their ids shadow nodes), data objects and associations (they send the parser into an endless loop),
drawings and texts. `unread` has said before what is lost. Expressions become what the records of `model` have.
"""

from lxml import etree

from workflows.element import Element, Process
from workflows.loader.ids import NAMED
from workflows.loader.vocabulary import DC, DI, NODES, Node, bpmn, children, first, local

_ROOT = {"process", *NAMED}
_IN_SCOPE = NODES | {"sequenceFlow", "laneSet"}
_IN_NODE = _IN_SCOPE | {"incoming", "outgoing"}
_EVENT = frozenset({"timeDate", "timeDuration", "timeCycle", "condition"})


def strip(root: Node, processes: dict[str, Process]) -> None:
    """Leaves canonical BPMN and the shapes' places."""
    places = _places(root)
    for child in list(root):
        if local(child) not in _ROOT:
            root.remove(child)
    for process in children(root, "process"):
        known = processes[process.get("id") or ""]
        _scope(process, known)
    for definition in children(root, *NAMED):
        _empty(definition)
    _draw(root, places)


def _scope(scope: Node, process: Process) -> None:
    """The nodes, flows and lanes of a process or sub-process."""
    for child in list(scope):
        name = local(child)
        if name in NODES:
            _node(child, process)
        elif name == "sequenceFlow":
            _flow(child, process)
        elif name == "laneSet":
            _lane_set(child)
        elif local(scope) == "process":
            scope.remove(child)


def _node(node: Node, process: Process) -> None:
    """One node: its own parts first, then, of a sub-process, what lies in it."""
    element = process.elements[node.get("id") or ""]
    loop = first(node, "multiInstanceLoopCharacteristics")
    for child in list(node):
        name = local(child)
        if name.endswith("EventDefinition"):
            _event(child, element)
        elif name not in _IN_NODE and child is not loop:
            node.remove(child)
    if loop is not None:
        _loop(loop, element)
    if element.type == "scriptTask":
        _add(node, "script", element.script or "null")
    if element.called_process:
        node.set("calledElement", element.called_process)
    _plain(node)
    _scope(node, process)


def _flow(flow: Node, process: Process) -> None:
    said = process.flows[flow.get("id") or ""].condition
    _empty(flow)
    if said is not None:
        _add(flow, "conditionExpression", said)


def _loop(marker: Node, element: Element) -> None:
    """One cardinality, whatever the dialect: SpiffWorkflow's parser asks for it, the records hold what is meant."""
    loop = element.loop
    if loop is None or loop.standard:
        return
    _empty(marker)
    marker.attrib.pop("id", "")
    count = loop.cardinality if loop.input_collection is None else f"count({loop.input_collection})"
    _add(marker, "loopCardinality", count or "0")
    if loop.completion_condition:
        _add(marker, "completionCondition", loop.completion_condition)
    marker.set("isSequential", "true" if loop.sequential else "false")


def _event(definition: Node, element: Element) -> None:
    """Times and conditions as the records have them: SpiffWorkflow hands these texts to the engine to evaluate."""
    for child in list(definition):
        if local(child) in _EVENT:
            _empty(child)
            child.text = element.event.expression if element.event else None
        else:
            definition.remove(child)
    definition.attrib.pop("id", "")
    _plain(definition)


def _lane_set(lanes: Node) -> None:
    for element in list(lanes.iter()):
        if local(element) not in {"laneSet", "lane", "flowNodeRef", "childLaneSet"} and element is not lanes:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        else:
            _plain(element)
            if local(element) != "lane":
                element.attrib.pop("id", "")


def _empty(element: Node) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None
    _plain(element)


def _plain(element: Node) -> None:
    """Attributes of other namespaces leave."""
    for attribute in list(element.attrib):
        if str(attribute).startswith("{"):
            del element.attrib[attribute]


def _add(parent: Node, name: str, said: str) -> None:
    etree.SubElement(parent, bpmn(name)).text = said


def _places(root: Node) -> dict[str, tuple[float, float]]:
    """Node id -> (x, y): SpiffWorkflow starts parallel branches from top to bottom."""
    found = {}
    for shape in root.iter(f"{{{DI}}}BPMNShape"):
        bounds = shape.find(f"{{{DC}}}Bounds")
        if bounds is not None and shape.get("bpmnElement"):
            found[shape.get("bpmnElement") or ""] = (_number(bounds.get("x")), _number(bounds.get("y")))
    return found


def _number(said: str | None) -> float:
    try:
        value = float(said or 0)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e9 else 0.0


def _draw(root: Node, places: dict[str, tuple[float, float]]) -> None:
    plane = etree.SubElement(etree.SubElement(root, f"{{{DI}}}BPMNDiagram"), f"{{{DI}}}BPMNPlane")
    for key, (x, y) in places.items():
        shape = etree.SubElement(plane, f"{{{DI}}}BPMNShape", bpmnElement=key)
        etree.SubElement(shape, f"{{{DC}}}Bounds", x=str(x), y=str(y))
