"""The namespaces and element names of BPMN and its dialects, and the smallest steps through an lxml tree.

Nothing here decides anything: what is supported is said in `workflows/lint`, what is rewritten in the passes.
"""

from collections.abc import Iterator
from typing import cast

from lxml import etree

Node = etree._Element

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
CAMUNDA = (
    "http://camunda.org/schema/1.0/bpmn",
    "http://activiti.org/bpmn",
    "http://flowable.org/bpmn",
    "http://operaton.org/schema/1.0/bpmn",
    "http://www.camunda.com/fox",
)
DROOLS = "http://www.jboss.org/drools"
SPIFF = "http://spiffworkflow.org/bpmn/schema/1.0/core"

TASKS = frozenset(
    {"task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask"}
)
SCOPES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
ACTIVITIES = TASKS | SCOPES | {"callActivity", "globalTask"}
GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway"})
EVENTS = frozenset({"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"})
NODES = ACTIVITIES | GATEWAYS | EVENTS
CHOREOGRAPHY = frozenset({"choreographyTask", "subChoreography", "callChoreography", "implicitThrowEvent", "event"})


def bpmn(name: str) -> str:
    """The tag of a BPMN element in lxml's notation."""
    return f"{{{MODEL}}}{name}"


def local(node: Node) -> str:
    """The name of a BPMN element without its namespace; "" for an element of any other namespace."""
    tag = node.tag
    return tag[len(MODEL) + 2 :] if isinstance(tag, str) and tag.startswith(f"{{{MODEL}}}") else ""


def children(node: Node, *names: str) -> Iterator[Node]:
    """The BPMN children of these names, in document order; all BPMN children where no name is given."""
    return node.iterchildren(*(f"{{{MODEL}}}{name}" for name in names or "*"))


def first(node: Node, *names: str) -> Node | None:
    """The first BPMN child of these names, or None."""
    return next(children(node, *names), None)


def line(node: Node) -> int | None:
    """The line of the file that the element begins on; None for an element that was never in a file."""
    return cast("int | None", node.sourceline)


def text(node: Node | None) -> str | None:
    """The text of an element with surrounding white space removed; None where there is none."""
    found = (node.text or "").strip() if node is not None else ""
    return found or None


def flow_nodes(scope: Node) -> list[Node]:
    """The flow nodes that lie directly in a process or sub-process."""
    return [child for child in children(scope) if local(child) in NODES]


def scopes(process: Node) -> list[Node]:
    """The process itself and every sub-process in it, outermost first."""
    return [process, *(node for node in process.iter() if local(node) in SCOPES)]


def is_true(value: str | None) -> bool:
    """xs:boolean as modellers write it: true, 1, and capital letters too."""
    return (value or "").strip().lower() in {"true", "1"}
