"""What goes into a called process and what comes out: camunda:in and camunda:out as zeebe mappings.

Where a dialect hands everything over unless told otherwise (Zeebe, SpiffWorkflow, and drawings that say nothing), that
is said here.
"""

import re

from workflows.loader.vocabulary import Node
from workflows.sentences import sentence
from workflows.translation import dialect, juel
from workflows.translation.conditions import is_spiff
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work

_NAME = re.compile(r"[A-Za-z_]\w*")
_BINDING = ("calledElementBinding", "calledElementVersion", "calledElementVersionTag", "calledElementTenantId")


def translate(work: Work) -> None:
    """All call activities."""
    for node in work.nodes("callActivity"):
        inherits = (dialect.attribute(node, "inheritVariables") or "") == "true"
        dialect.take(node, *_BINDING)
        said = node.get("calledElement") or ""
        if juel.is_juel(said):
            _dynamic(work, node, said)
        ways = dialect.extensions(node, "in", "out")
        if ways:
            _mapped(work, node, ways)
        elif not work.ours:
            _everything(work, node)
        if inherits:
            dialect.add(node, "calledElement", propagateAllParentVariables="true")


def _dynamic(work: Work, node: Node, said: str) -> None:
    try:
        found = juel.feel(said, work.names)
    except NotTranslatable:
        return
    constant = re.fullmatch(r'"([^"\\]*)"', found)
    node.set("calledElement", constant[1] if constant else f"={found}")


def _mapped(work: Work, node: Node, ways: list[Node]) -> None:
    found = dialect.add(node, "calledElement")
    if node.get("calledElement"):
        found.set("processId", node.get("calledElement") or "")
    lost = []
    for way in ways:
        inward = dialect.plain(way) == "in"
        if way.get("variables") == "all":
            found.set("propagateAllParentVariables" if inward else "propagateAllChildVariables", "true")
        elif way.get("businessKey") is None:
            lost += _one(work, node, way, "input" if inward else "output")
        dialect.drop(way)
    if lost:
        message = sentence("These values could not be handed over: %(names)s.", names=", ".join(lost))
        work.findings.problem("error", "mapping.unread", node, message, sentence("Add them as FEEL mappings."))
    else:
        work.rewritten(node, sentence("What goes in and out is said by FEEL mappings now."))


def _one(work: Work, node: Node, way: Node, direction: str) -> list[str]:
    source, target = way.get("source") or way.get("sourceExpression") or "", (way.get("target") or "").strip()
    try:
        feel = juel.feel(source, work.names) if juel.is_juel(source) else source.strip()
    except NotTranslatable as error:
        return [f"{target[:40]} ({error})"]
    if not feel or not _NAME.fullmatch(target):
        return [target[:40] or source[:40]]
    dialect.entry(node, "ioMapping", direction, source=f"={feel}", target=target)
    return []


def _everything(work: Work, node: Node) -> None:
    known = dialect.zeebe(node, "calledElement")
    camunda = any(ns in (work.root.nsmap or {}).values() for ns in dialect.FAMILY)
    if known is None and camunda and not is_spiff(work):
        return
    found = dialect.add(node, "calledElement")
    if node.get("calledElement") and not found.get("processId"):
        found.set("processId", node.get("calledElement") or "")
    for name in ("propagateAllParentVariables", "propagateAllChildVariables"):
        if found.get(name) is None:
            found.set(name, "true")
    if known is None:
        work.rewritten(node, sentence("It does not say what goes in and out, so everything does."))
