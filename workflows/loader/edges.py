"""Sequence flows made whole: dangling ones dropped, starts, ends and gateways added where the drawing implies them.

The rules are BPMN 2.0.2's: several flows out of an activity or event fork (7.6.1, 13.2.1), a condition on such a flow
makes the fork inclusive, a path that just stops ends there (10.5.3), a level without a start event starts at every node
that nothing leads to (10.5.2). What is added is marked in `Findings.inserted`.
"""

from collections import defaultdict
from collections.abc import Iterable

from lxml import etree

from workflows.loader.findings import Findings
from workflows.loader.ids import Ids
from workflows.loader.vocabulary import GATEWAYS, Node, bpmn, children, first, flow_nodes, is_true, local, scopes
from workflows.sentences import sentence

CONDITIONAL = frozenset({"exclusiveGateway", "inclusiveGateway"})


class Edges:
    """One file's flows while they are mended."""

    def __init__(self, ids: Ids, findings: Findings) -> None:
        self.ids = ids
        self.findings = findings

    def mend(self, process: Node) -> None:
        """All levels of one process."""
        _rehome(process)
        for scope in scopes(process):
            self._drop_dangling(scope)
            if local(scope) != "adHocSubProcess":
                self._start(scope)
                self._end(scope)
            self._defaults(scope)
            self._split(scope)
        for scope in scopes(process):
            list_ends(scope)

    def _drop_dangling(self, scope: Node) -> None:
        """Flows that begin or end nowhere on this level: an error where they name something, else a slip of the pen."""
        here = {node.get("id") for node in flow_nodes(scope)}
        for flow in list(children(scope, "sequenceFlow")):
            for attribute, end in (("sourceRef", sentence("start")), ("targetRef", sentence("end"))):
                wanted = flow.get(attribute)
                if wanted in here:
                    continue
                self.findings.row(
                    flow, "ignored", sentence("The sequence flow has no %(end)s and was dropped.", end=end)
                )
                self.findings.problem(
                    "error" if wanted else "warning",
                    "flow.dangling",
                    flow,
                    sentence(
                        "The sequence flow points to %(wanted)s, which is not on this level of the diagram.",
                        wanted=wanted,
                    )
                    if wanted
                    else sentence("The sequence flow has no %(end)s.", end=end),
                    sentence("Connect it to an element of the same process or sub-process, or delete it."),
                )
                scope.remove(flow)
                break

    def _start(self, scope: Node) -> None:
        """A level without a start event begins wherever nothing leads to (BPMN 2.0.2, 10.5.2); an event says so."""
        nodes = flow_nodes(scope)
        if not nodes or first(scope, "startEvent") is not None:
            return
        reached = {flow.get("targetRef") for flow in children(scope, "sequenceFlow")}
        roots = [node for node in nodes if node.get("id") not in reached and starts_by_itself(node)]
        if not roots:
            return
        start = self.insert(scope, "startEvent", f"{scope.get('id')}_start", why="start", near=roots[0])
        for node in roots:
            self.connect(scope, start, node)
        self.findings.row(
            scope, "rewritten", sentence("It had no start event; it begins at every element nothing leads to.")
        )
        if (
            local(scope) == "process" and first(scope, "endEvent") is not None
        ):  # BPMN 2.0.2, 10.5.3: then it must have one
            message = sentence("The process has an end event but no start event: where it begins was only guessed.")
            self.findings.problem("error", "start.none", scope, message, sentence("Draw the start event."))

    def _end(self, scope: Node) -> None:
        flows = list(children(scope, "sequenceFlow"))
        left = {flow.get("sourceRef") for flow in flows}
        reached = {flow.get("targetRef") for flow in flows}
        for node in flow_nodes(scope):
            name, key = local(node), node.get("id")
            stops = name not in GATEWAYS and name not in {"endEvent", "startEvent"} and key not in left
            if stops and (key in reached or name == "boundaryEvent") and not is_aside(node):
                end = self.insert(scope, "endEvent", f"{key}_end", why="end", near=node)
                self.connect(scope, node, end)
                self.findings.row(node, "rewritten", sentence("Nothing follows it; an end event was added."))

    def _defaults(self, scope: Node) -> None:
        """A default that points nowhere is reported; the one flow without a condition becomes the default."""
        leaving = outgoing(scope)
        for node in flow_nodes(scope):
            flows = leaving[node.get("id") or ""]
            default = node.get("default")
            if default is not None and default not in {flow.get("id") for flow in flows}:
                self.findings.problem(
                    "error",
                    "flow.default_missing",
                    node,
                    sentence("The default flow %(default)s does not leave this element.", default=default),
                    sentence("Choose one of its outgoing flows as the default."),
                )
                del node.attrib["default"]
                default = None
            bare = [flow for flow in flows if condition(flow) is None]
            if local(node) in CONDITIONAL and default is None and len(bare) == 1 and len(flows) > 1:
                node.set("default", bare[0].get("id") or "")
                self.findings.row(
                    node, "rewritten", sentence("Its one flow without a condition became the default flow.")
                )

    def _split(self, scope: Node) -> None:
        leaving = outgoing(scope)
        for node in flow_nodes(scope):
            flows = leaving[node.get("id") or ""]
            if local(node) not in GATEWAYS and (len(flows) > 1 or any(condition(f) is not None for f in flows)):
                self._fork(scope, node, flows)

    def _fork(self, scope: Node, node: Node, flows: list[Node]) -> None:
        """Several or conditional flows out of an activity or event: a gateway behind it that says the same."""
        key, default = node.get("id") or "", node.get("default")
        node.attrib.pop("default", "")
        chosen = [flow for flow in flows if condition(flow) is not None or flow.get("id") == default]
        always = [flow for flow in flows if flow not in chosen]
        only_default = all(flow.get("id") == default for flow in chosen)
        if only_default:
            chosen, always = [], flows
        if not chosen:
            gateway = self._gateway(scope, node, "parallelGateway", f"{key}_fork", always)
        elif always:
            gateway = self._gateway(scope, node, "parallelGateway", f"{key}_fork", always)
            inner = self._gateway(scope, gateway, "inclusiveGateway", f"{key}_choice", chosen, link=False)
            _give_default(inner, default)
            if default is None:
                self._pass(scope, inner)
            self.connect(scope, gateway, inner)
        else:
            gateway = self._gateway(scope, node, "inclusiveGateway", f"{key}_choice", chosen)
            _give_default(gateway, default)
        self.findings.row(
            node, "rewritten", sentence("Several or conditional flows leave it; a gateway was added behind it.")
        )

    def _pass(self, scope: Node, gateway: Node) -> None:
        """Beside flows that are always taken none of the conditions need hold: the token of the choice just ends."""
        end = self.insert(scope, "endEvent", f"{gateway.get('id')}_none", why="none", near=gateway)
        gateway.set("default", self.connect(scope, gateway, end).get("id") or "")

    def _gateway(
        self, scope: Node, after: Node, kind: str, wanted: str, flows: Iterable[Node], *, link: bool = True
    ) -> Node:
        gateway = self.insert(scope, kind, wanted, why="fork" if kind == "parallelGateway" else "choice", near=after)
        for flow in flows:
            flow.set("sourceRef", gateway.get("id") or "")
        if link:
            self.connect(scope, after, gateway)
        return gateway

    def insert(self, scope: Node, kind: str, wanted: str, *, why: str, near: Node) -> Node:
        """A new node at the end of the level; its line is that of the element it stands for."""
        node = etree.SubElement(scope, bpmn(kind), id=self.ids.free(wanted))
        node.sourceline = near.sourceline
        self.findings.inserted[node.get("id") or ""] = why
        return node

    def connect(self, scope: Node, source: Node, target: Node) -> Node:
        """A new flow between two nodes of one level."""
        a, b = source.get("id") or "", target.get("id") or ""
        flow = etree.SubElement(scope, bpmn("sequenceFlow"), id=self.ids.free(f"{a}_to_{b}"), sourceRef=a, targetRef=b)
        flow.sourceline = source.sourceline
        self.findings.inserted[flow.get("id") or ""] = "flow"
        return flow


def condition(flow: Node) -> Node | None:
    """The condition element of a flow when it says anything."""
    found = first(flow, "conditionExpression")
    return found if found is not None and (found.text or "").strip() else None


def outgoing(scope: Node) -> dict[str, list[Node]]:
    """Node id -> the flows that leave it, on one level."""
    found: dict[str, list[Node]] = defaultdict(list)
    for flow in children(scope, "sequenceFlow"):
        found[flow.get("sourceRef") or ""].append(flow)
    return found


def _rehome(process: Node) -> None:
    """Some tools write a sub-process's flows beside it: a flow belongs where both its ends are."""
    home = {node.get("id"): scope for scope in scopes(process) for node in flow_nodes(scope)}
    for flow in list(process.iter(bpmn("sequenceFlow"))):
        scope = home.get(flow.get("sourceRef"))
        if scope is not None and scope is home.get(flow.get("targetRef")) and flow.getparent() is not scope:
            scope.append(flow)


def is_aside(node: Node) -> bool:
    """Event sub-processes, compensation events on a border and what they lead to stand beside the flow."""
    if local(node) == "boundaryEvent" and first(node, "compensateEventDefinition") is not None:
        return True
    return is_true(node.get("triggeredByEvent")) or is_true(node.get("isForCompensation"))


def starts_by_itself(node: Node) -> bool:
    """Whether a level without a start event begins here when nothing leads to it."""
    return local(node) not in {"boundaryEvent", "endEvent"} and not is_aside(node)


def list_ends(scope: Node) -> None:
    """Writes incoming and outgoing of each node anew from the flows."""
    arriving: dict[str, list[str]] = defaultdict(list)
    leaving: dict[str, list[str]] = defaultdict(list)
    for flow in children(scope, "sequenceFlow"):
        leaving[flow.get("sourceRef") or ""].append(flow.get("id") or "")
        arriving[flow.get("targetRef") or ""].append(flow.get("id") or "")
    for node in flow_nodes(scope):
        for old in list(children(node, "incoming", "outgoing")):
            node.remove(old)
        listed = [("incoming", arriving), ("outgoing", leaving)]
        for place, (tag, flows) in enumerate((t, i) for t, by in listed for i in by[node.get("id") or ""]):
            entry = etree.Element(bpmn(tag))
            entry.text = flows
            node.insert(place, entry)


def _give_default(gateway: Node, default: str | None) -> None:
    if default is not None:
        gateway.set("default", default)
