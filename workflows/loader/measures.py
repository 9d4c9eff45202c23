"""Numbers of the drawing: where shapes lie and how large they are. A place that is no number cannot be drawn."""

import math

from workflows.loader.findings import Findings
from workflows.loader.vocabulary import DC, DI, Node
from workflows.sentences import sentence

_BOUNDS = ("x", "y", "width", "height")
_FARTHEST = 1e7
_WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"


def check(root: Node, findings: Findings) -> None:
    """One problem for each shape or edge with a number that is none, is not finite or lies out of all bounds."""
    for shape in root.iter(f"{{{DI}}}BPMNShape", f"{{{DI}}}BPMNEdge"):
        for part in shape.iter(f"{{{DC}}}Bounds", _WAYPOINT):
            wrong = [name for name in _BOUNDS if part.get(name) is not None and not _is_place(part.get(name) or "")]
            if wrong:
                message = sentence(
                    "The drawing has no usable %(names)s for %(element)s.",
                    names=", ".join(wrong),
                    element=(shape.get("bpmnElement") or "?")[:80],
                )
                hint = sentence("Move the element in a modeller and save the diagram again.")
                findings.problem("error", "drawing.number", shape, message, hint)
                break


def _is_place(said: str) -> bool:
    try:
        value = float(said)
    except ValueError:
        return False
    return math.isfinite(value) and abs(value) < _FARTHEST
