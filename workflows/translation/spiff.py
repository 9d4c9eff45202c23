"""SpiffWorkflow's own particulars: scripts before and after a task, instructions, JSON-schema forms, message variables.

A script before or after a task becomes a script task before or behind it, in the same language, so that one way of
running (and refusing) Python is enough.
"""

from lxml import etree

from workflows.loader.vocabulary import SPIFF, Node, bpmn, children, first
from workflows.sentences import sentence
from workflows.translation import dialect
from workflows.translation.work import Work, label

_SHOWN = ("instructionsForEndUser",)
_TESTS = ("unitTests", "signalButtonLabel", "guestConfirmation", "allowGuest", "category", "isOutputSynced")


def translate(work: Work) -> None:
    """All nodes with extensions of SpiffWorkflow."""
    if SPIFF not in (work.root.nsmap or {}).values():
        return
    for node in work.nodes():
        for element in dialect.spiff(node, *_SHOWN):
            _document(node, (element.text or "").strip())
            dialect.drop(element)
        dropped = dialect.spiff(node, *_TESTS)
        dialect.drop(*dropped)
        if dropped:
            work.findings.row(node, "kept", sentence("Its tests and button labels are not needed to run it."))
        for element in dialect.spiff(node, "preScript", "postScript"):
            said = (element.text or "").strip()
            dialect.drop(element)
            if said:
                _script(work, node, said, before=dialect.plain(element) == "preScript")
        _left_over(work, node)
        _form(node)


def _left_over(work: Work, node: Node) -> None:
    """The editor leaves the operator of a service task that was made another kind of step; nothing reads it there."""
    found = dialect.spiff(node, "serviceTaskOperator") if dialect.plain(node) != "serviceTask" else []
    dialect.drop(*found)
    if found:
        work.findings.row(
            node, "kept", sentence("An operator was left behind from when it was a service task; none runs there.")
        )


def _document(node: Node, said: str) -> None:
    """Instructions are the task's documentation, unless it has one."""
    if said and first(node, "documentation") is None:
        made = etree.Element(bpmn("documentation"))
        made.text = said
        node.insert(0, made)


def _form(node: Node) -> None:
    for group in dialect.spiff(node, "properties"):
        for entry in group:
            if entry.get("name") == "formJsonSchemaFilename" and entry.get("value"):
                form = (entry.get("value") or "").rpartition("/")[2].removesuffix(".json")
                dialect.add(node, "formDefinition", formId=form)


def _script(work: Work, node: Node, said: str, *, before: bool) -> None:
    scope = node.getparent()
    if scope is None or (dialect.plain(node) in {"boundaryEvent", "startEvent"} and before):
        return
    key, name = node.get("id") or "", label(node)
    made = etree.SubElement(scope, bpmn("scriptTask"), id=work.ids.free(f"{key}_{'before' if before else 'after'}"))
    made.sourceline = node.sourceline
    made.set("name", f"{'Before' if before else 'After'} {name}")
    etree.SubElement(made, bpmn("script")).text = said
    work.findings.inserted[made.get("id") or ""] = "script"
    end, other = ("targetRef", "sourceRef") if before else ("sourceRef", "targetRef")
    for flow in children(scope, "sequenceFlow"):
        if flow.get(end) == key:
            flow.set(end, made.get("id") or "")
    link = etree.SubElement(scope, bpmn("sequenceFlow"), id=work.ids.free(f"{made.get('id')}_flow"))
    link.set(end, key)
    link.set(other, made.get("id") or "")
    link.sourceline = node.sourceline
    work.findings.inserted[link.get("id") or ""] = "flow"
    if not before and node.get("default"):
        made.set("default", node.attrib.pop("default"))
    early = sentence("Its script before is a script task of its own now.")
    work.rewritten(node, early if before else sentence("Its script after is a script task of its own now."))
