"""One process as its checks look at it: the records, who leads where, and how a finding is worded.

Built once a process, never changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workflows.element import Element, Flow, Process
from workflows.errors import Problem, Severity
from workflows.lint.known import Known
from workflows.sentences import sentence


@dataclass(frozen=True)
class Chart:
    """`leaving` and `arriving`: flows by node id; `boundaries`: boundary events by host; `levels`: nodes by parent.

    `is_called`: another process of the file calls this one.
    """

    process: Process
    processes: Mapping[str, Process]
    known: Known
    leaving: Mapping[str, list[Flow]]
    arriving: Mapping[str, list[Flow]]
    boundaries: Mapping[str, list[Element]]
    levels: Mapping[str | None, list[Element]]
    is_called: bool = False

    @property
    def elements(self) -> Iterable[Element]:
        """All nodes of the process, on every level."""
        return self.process.elements.values()

    def of(self, *types: str) -> Iterator[Element]:
        """The nodes of these types."""
        return (element for element in self.elements if element.type in types)

    @property
    def is_item(self) -> bool:
        """People can order it: nothing else of the file calls it, and its property `catalogue` is not false."""
        return not self.is_called and self.process.properties.get("catalogue", "").lower() != "false"

    def next(self, key: str) -> list[str]:
        """The ids of the nodes that a token may be at next, the boundary events of the node included."""
        return [flow.target for flow in self.leaving.get(key, ())] + [b.id for b in self.boundaries.get(key, ())]


def chart(process: Process, processes: Mapping[str, Process], known: Known, *, is_called: bool) -> Chart:
    """Index one process."""
    leaving: dict[str, list[Flow]] = defaultdict(list)
    arriving: dict[str, list[Flow]] = defaultdict(list)
    boundaries: dict[str, list[Element]] = defaultdict(list)
    levels: dict[str | None, list[Element]] = defaultdict(list)
    for flow in process.flows.values():
        leaving[flow.source].append(flow)
        arriving[flow.target].append(flow)
    for element in process.elements.values():
        levels[element.parent].append(element)
        if element.attached_to:
            boundaries[element.attached_to].append(element)
    return Chart(process, processes, known, leaving, arriving, boundaries, levels, is_called)


def found(severity: Severity, code: str, at: Element | Flow | Process, message: str, hint: str) -> Problem:
    """A finding at an element, flow or process, with the id that the author of the diagram gave it."""
    key = at.extra.get("original_id") or at.id if isinstance(at, Element) else at.id
    return Problem(severity, code, message, key, at.line, hint)


def called(element: Element) -> str:
    """The element as a person knows it: its label, else its kind and id."""
    kind = KINDS.get(element.type, element.type)
    if element.name:
        return sentence("%(kind)s “%(name)s”", kind=kind, name=element.name[:80])
    return sentence("%(kind)s (%(id)s)", kind=kind, id=element.id[:80])


def about(element: Element, said: str) -> str:
    """What another part of the engine room says of an element."""
    return sentence("%(step)s: %(said)s", step=called(element), said=said)


KINDS = {
    "task": sentence("Task"),
    "userTask": sentence("User task"),
    "manualTask": sentence("Manual task"),
    "serviceTask": sentence("Service task"),
    "scriptTask": sentence("Script task"),
    "businessRuleTask": sentence("Business rule task"),
    "sendTask": sentence("Send task"),
    "receiveTask": sentence("Receive task"),
    "callActivity": sentence("Call activity"),
    "subProcess": sentence("Sub-process"),
    "transaction": sentence("Transaction"),
    "adHocSubProcess": sentence("Ad hoc sub-process"),
    "exclusiveGateway": sentence("Exclusive gateway"),
    "inclusiveGateway": sentence("Inclusive gateway"),
    "parallelGateway": sentence("Parallel gateway"),
    "eventBasedGateway": sentence("Event-based gateway"),
    "complexGateway": sentence("Complex gateway"),
    "startEvent": sentence("Start event"),
    "endEvent": sentence("End event"),
    "intermediateCatchEvent": sentence("Catch event"),
    "intermediateThrowEvent": sentence("Throw event"),
    "boundaryEvent": sentence("Boundary event"),
}
#: Kinds of events, and what is called.
WORDS = {
    "none": sentence("none"),
    "message": sentence("message"),
    "signal": sentence("signal"),
    "timer": sentence("timer"),
    "conditional": sentence("conditional"),
    "error": sentence("error"),
    "escalation": sentence("escalation"),
    "link": sentence("link"),
    "compensation": sentence("compensation"),
    "cancel": sentence("cancel"),
    "terminate": sentence("terminate"),
    "multiple": sentence("multiple"),
    "parallelMultiple": sentence("multiple"),
    "process": sentence("process"),
    "decision": sentence("decision"),
}
