"""Puts a drawing into a file: BPMN DI (BPMN 2.0.2, section 12) for the process that its item is made of."""

from lxml import etree

from app.catalogue.drawing.laying.level import level_of
from workflows.loader.findings import Findings
from workflows.loader.ids import give_ids
from workflows.loader.meant import meant_in
from workflows.loader.vocabulary import DC, DI, NODES, Node, bpmn
from workflows.loader.xml import parse

OMG_DI = "http://www.omg.org/spec/DD/20100524/DI"
NAMES = {"bpmndi": DI, "dc": DC, "di": OMG_DI}
EDGE = 100.0  # px of air at the left and above
MOST = 500  # nodes; a picture of more helps nobody, and working it out would keep a page waiting


def is_drawn(diagram: bytes) -> bool:
    """Whether the file says where anything stands. Raises DefinitionRefused."""
    return _is_drawn(parse(diagram))


def laid(diagram: bytes) -> bytes:
    """The file, with a drawing where it had none and with the ids that it needs. Raises DefinitionRefused."""
    root = parse(diagram)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") if lay(root) else diagram


def lay(root: Node) -> bool:
    """Draws the process into the tree; False when there is a drawing already, nothing to draw, or far too much."""
    process = None if _is_drawn(root) else meant_in(root)
    if process is None or not 0 < sum(1 for _node in process.iter(*map(bpmn, NODES))) <= MOST:
        return False
    give_ids(root, Findings())
    for empty in root.findall(f"{{{DI}}}BPMNDiagram"):
        root.remove(empty)
    diagram = etree.SubElement(root, f"{{{DI}}}BPMNDiagram", nsmap=NAMES)
    plane = etree.SubElement(diagram, f"{{{DI}}}BPMNPlane", bpmnElement=process.get("id", ""))
    level = level_of(process)
    for key, (x, y, w, h) in level.boxes.items():
        shape = etree.SubElement(plane, f"{{{DI}}}BPMNShape", id=f"{key}_di", bpmnElement=key)
        if key in level.open:
            shape.set("isExpanded", "true")
        sides = {"x": x + EDGE, "y": y + EDGE, "width": w, "height": h}
        etree.SubElement(shape, f"{{{DC}}}Bounds", {name: f"{size:g}" for name, size in sides.items()})
    for key, points in level.ways.items():
        edge = etree.SubElement(plane, f"{{{DI}}}BPMNEdge", id=f"{key}_di", bpmnElement=key)
        for x, y in points:
            etree.SubElement(edge, f"{{{OMG_DI}}}waypoint", x=f"{x + EDGE:g}", y=f"{y + EDGE:g}")
    return True


def _is_drawn(root: Node) -> bool:
    return root.find(f".//{{{DI}}}BPMNShape") is not None
