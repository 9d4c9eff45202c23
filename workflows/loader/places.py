"""Elements where BPMN has no place for them: a node inside a task, a lane outside a lane set, a process in a process.

Everything after this pass may trust that nodes and flows lie in a process or sub-process (BPMN 2.0.2, 8.3.1 and 10.8).
"""

from workflows.loader.findings import Findings
from workflows.loader.vocabulary import NODES, SCOPES, Node, bpmn, local
from workflows.sentences import sentence

_LEVELS = frozenset({"process", *SCOPES})
_PARENTS: dict[str, frozenset[str]] = {
    "process": frozenset({"definitions"}),
    "laneSet": _LEVELS,
    "lane": frozenset({"laneSet", "childLaneSet"}),
    "childLaneSet": frozenset({"lane"}),
    "flowNodeRef": frozenset({"lane"}),
    "incoming": NODES,
    "outgoing": NODES,
    **dict.fromkeys((*NODES, "sequenceFlow"), _LEVELS),
}


def tidy(root: Node, findings: Findings) -> None:
    """Takes misplaced elements out, each with a problem; those in extension elements are nobody's and go in silence."""
    for element in list(root.iter(*(bpmn(name) for name in _PARENTS))):
        parent = element.getparent()
        if parent is None or local(parent) in _PARENTS[local(element)]:
            continue
        if next(element.iterancestors(bpmn("extensionElements")), None) is None and _is_inside(element, root):
            findings.problem(
                "error",
                "element.misplaced",
                element,
                sentence(
                    "A %(tag)s stands inside a %(around)s, where it has no place.",
                    tag=local(element),
                    around=local(parent) or "foreign element",
                ),
                sentence("Draw it again on the level of the process or sub-process it belongs to."),
            )
        parent.remove(element)


def _is_inside(element: Node, root: Node) -> bool:
    """Whether nothing around it has been taken out before."""
    return element.getroottree().getroot() is root
