"""What a foreign diagram lacks to be a catalogue item: a title, and an outcome at its ends.

A diagram that was drawn here must say it (lint, end.outcome); in any other a way
that comes to its end fulfilled the request, which the report says at each end.
"""

from workflows.loader.vocabulary import CAMUNDA, DROOLS, SPIFF, ZEEBE, Node, children, first
from workflows.sentences import sentence
from workflows.translation import dialect
from workflows.translation.work import Work

_OURS = frozenset(
    {"title", "catalogue", "outcome", "kind", "stage", "group", "approver", "audience", "owner", "category", "icon"}
)
_SAID = sentence("It does not say how the request ended, so it ends as fulfilled.")


def drawn_here(process: Node, root: Node) -> bool:
    """Whether the process says one of our own properties, or can only have been written by an editor such as ours.

    Camunda's own modeler writes which platform it draws for; ours declares Zeebe's namespace and no other engine's.
    """
    if any(entry.get("name") in _OURS for entry in process.iter(f"{{{ZEEBE}}}property")):
        return True
    spoken = set((root.nsmap or {}).values()) | set((process.nsmap or {}).values())
    platform = any(str(name).endswith("}executionPlatform") for name in root.attrib)
    return ZEEBE in spoken and not platform and not spoken & {*CAMUNDA, SPIFF, DROOLS}


def finish(work: Work) -> None:
    """Every end event of the process's own level, those that were added included."""
    if work.ours:
        return
    _title(work)
    for end in children(work.process, "endEvent"):
        if first(end, "errorEventDefinition") is None and not dialect.has_property(end, "outcome"):
            dialect.set_property(end, "outcome", "fulfilled")
            work.rewritten(_drawn(work, end), _SAID)


def _title(work: Work) -> None:
    """The name of the process, of its pool or of the file; else its id in words."""
    process = work.process
    if (process.get("name") or "").strip():
        return
    words = " ".join((work.root.get("name") or (process.get("id") or "").replace("_", " ").replace("-", " ")).split())[
        :200
    ]
    dialect.set_property(process, "title", words)
    work.rewritten(process, sentence("It has no name; people find it as “%(words)s”.", words=words))


def _drawn(work: Work, end: Node) -> Node:
    """The end event, or the element in front of one that was added."""
    if end.get("id") not in work.findings.inserted:
        return end
    before = {flow.get("sourceRef") for flow in work.flows() if flow.get("targetRef") == end.get("id")}
    return next((node for node in work.nodes() if node.get("id") in before), end)
