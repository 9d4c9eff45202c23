"""What a diagram shows and where: shapes and ways with their places, read from BPMN DI (BPMN 2.0.2, section 12).

A file that says what runs without saying where it stands is drawn here (laying/).
"""

from dataclasses import dataclass, field
from functools import lru_cache

from app.catalogue.drawing.laying import lay
from workflows.loader.vocabulary import DC, DI, Node
from workflows.loader.vocabulary import local as bpmn_name
from workflows.loader.xml import parse

OMG_DI = "http://www.omg.org/spec/DD/20100524/DI"
LABELLED = {"textAnnotation": "text"}


@dataclass(frozen=True)
class Box:
    """A place in the diagram's own units; x and y are its upper left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def cx(self) -> float:
        """The middle, across."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """The middle, down."""
        return self.y + self.h / 2


@dataclass(frozen=True)
class Shape:
    """One drawn element. `kind`: its BPMN name; `sign`: the event's definition ("timer", ...) or ""; `host`: on whose
    border it stands.
    """

    id: str
    kind: str
    name: str
    box: Box
    label: Box | None = None
    sign: str = ""
    marks: tuple[str, ...] = ()
    expanded: bool = False
    upright: bool = False
    interrupting: bool = True
    throwing: bool = False
    host: str = ""


@dataclass(frozen=True)
class Way:
    """One drawn connection through `points`; `default`: the way taken where no condition holds; `onward`: no arrow at
    its end, for the line goes on.
    """

    id: str
    kind: str
    name: str
    points: tuple[tuple[float, float], ...]
    label: Box | None = None
    source: str = ""
    target: str = ""
    default: bool = False
    onward: bool = False


@dataclass(frozen=True)
class Plan:
    """Everything the first diagram of the file shows, in its order; `name` is the process's."""

    name: str = ""
    shapes: tuple[Shape, ...] = ()
    ways: tuple[Way, ...] = field(default=())


@lru_cache(maxsize=64)
def read(diagram: bytes) -> Plan:
    """The plan of a file. Raises workflows.errors.DefinitionRefused where it is no BPMN."""
    root = parse(diagram)
    lay(root)
    elements = {node.get("id"): node for node in root.iter() if node.get("id") and bpmn_name(node)}
    defaults = {node.get("default") for node in elements.values() if node.get("default")}
    plane = root.find(f".//{{{DI}}}BPMNPlane")
    parts = list(plane) if plane is not None else []
    shapes = [_shape(part, elements) for part in parts if part.tag == f"{{{DI}}}BPMNShape"]
    ways = [_way(part, elements, defaults) for part in parts if part.tag == f"{{{DI}}}BPMNEdge"]
    names = [node.get("name", "") for node in elements.values() if bpmn_name(node) == "process"]
    return Plan(next(iter(names), ""), tuple(s for s in shapes if s), tuple(w for w in ways if w))


def _shape(part: Node, elements: dict[str | None, Node]) -> Shape | None:
    node, box = elements.get(part.get("bpmnElement")), _box(part.find(f"{{{DC}}}Bounds"))
    if node is None or box is None:
        return None
    kind = bpmn_name(node)
    return Shape(
        id=node.get("id", ""),
        kind=kind,
        name=_name(node, kind),
        box=box,
        label=_label(part),
        sign=_sign(node),
        marks=_marks(node),
        expanded=part.get("isExpanded") == "true",
        upright=part.get("isHorizontal") == "false",
        interrupting=node.get("cancelActivity", node.get("isInterrupting", "true")) != "false",
        throwing=kind in ("intermediateThrowEvent", "endEvent"),
        host=node.get("attachedToRef", ""),
    )


def _way(part: Node, elements: dict[str | None, Node], defaults: set[str | None]) -> Way | None:
    node = elements.get(part.get("bpmnElement"))
    points = tuple((_number(p.get("x")), _number(p.get("y"))) for p in part.findall(f"{{{OMG_DI}}}waypoint"))
    if node is None or len(points) < 2:
        return None
    return Way(
        id=node.get("id", ""),
        kind=bpmn_name(node),
        name=node.get("name", ""),
        points=points,
        label=_label(part),
        source=node.get("sourceRef", ""),
        target=node.get("targetRef", ""),
        default=node.get("id") in defaults,
    )


def _name(node: Node, kind: str) -> str:
    inner = LABELLED.get(kind)
    if inner is None:
        return " ".join(node.get("name", "").split())
    return next((" ".join((child.text or "").split()) for child in node if bpmn_name(child) == inner), "")


def _sign(node: Node) -> str:
    found = [name.removesuffix("EventDefinition") for name in map(bpmn_name, node) if name.endswith("EventDefinition")]
    return found[0] if len(found) == 1 else "multiple" if found else ""


def _marks(node: Node) -> tuple[str, ...]:
    found = []
    for child in node:
        name = bpmn_name(child)
        if name == "multiInstanceLoopCharacteristics":
            found.append("sequential" if child.get("isSequential") == "true" else "parallel")
        elif name == "standardLoopCharacteristics":
            found.append("loop")
    if node.get("isForCompensation") == "true":
        found.append("compensation")
    return tuple(found)


def _label(part: Node) -> Box | None:
    return _box(part.find(f"{{{DI}}}BPMNLabel/{{{DC}}}Bounds"))


def _box(bounds: Node | None) -> Box | None:
    if bounds is None:
        return None
    return Box(*(_number(bounds.get(name)) for name in ("x", "y", "width", "height")))


def _number(text: str | None) -> float:
    """A finite number within any sane drawing; 0 for anything else, so that a crafted file draws nothing odd."""
    try:
        value = float(text or 0)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e6 else 0.0
