"""A plan without the elements that are nobody's business outside: their ways run on as one line, as if nothing stood
there. Never decides what is hidden; that is said to it.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from app.catalogue.drawing.plan import Box, Plan, Shape, Way

ASIDES = ("association", "dataInputAssociation", "dataOutputAssociation")
LANES = ("participant", "lane")


def without(plan: Plan, hidden: Collection[str]) -> Plan:
    """The same plan without these elements, what stands inside of them, and branches in which nothing else happens."""
    if not hidden:
        return plan
    boxes = {shape.id: shape.box for shape in plan.shapes if shape.id in hidden and shape.kind not in LANES}
    boxes |= {shape.id: boxes[shape.host] for shape in plan.shapes if shape.host in boxes}
    gone = _inside(plan, boxes) | _branches(plan, boxes.keys())
    gone |= _notes(plan, gone | boxes.keys())
    shapes = tuple(shape for shape in plan.shapes if shape.id not in gone and shape.id not in boxes)
    return replace(plan, shapes=shapes, ways=tuple(_ways(plan, gone, boxes)))


def _ways(plan: Plan, gone: set[str], boxes: dict[str, Box]) -> Iterator[Way]:
    """Those left; one to a hidden element (or an event on its border) ends in its middle, where the next begins."""
    for way in plan.ways:
        ends = {way.source, way.target}
        if ends & gone or (way.kind in ASIDES and ends & boxes.keys()):
            continue
        first, last = boxes.get(way.source), boxes.get(way.target)
        points = (*(_middle(first)), *way.points, *(_middle(last)))
        yield replace(way, points=points, onward=last is not None)


def _middle(box: Box | None) -> tuple[tuple[float, float], ...]:
    return ((box.cx, box.cy),) if box else ()


def _inside(plan: Plan, boxes: dict[str, Box]) -> set[str]:
    """What stands inside of a hidden frame."""
    others = (shape for shape in plan.shapes if shape.id not in boxes and shape.kind not in LANES)
    return {shape.id for shape in others if any(_holds(box, shape.box) for box in boxes.values())}


def _holds(box: Box, other: Box) -> bool:
    across = box.x <= other.x and other.x + other.w <= box.x + box.w
    return across and box.y <= other.y and other.y + other.h <= box.y + box.h


def _branches(plan: Plan, hidden: Collection[str]) -> set[str]:
    """Events on a border from which only hidden steps and ends follow, with those: a reminder is such a branch."""
    shapes = {shape.id: shape for shape in plan.shapes}
    found: set[str] = set()
    for shape in plan.shapes:
        after = _after(plan, shape.id)
        if shape.kind == "boundaryEvent" and after & set(hidden) and all(_quiet(shapes.get(o), hidden) for o in after):
            found |= {shape.id, *(other for other in after if other not in hidden)}
    kept = _after(plan, *(one for one in shapes if one not in found and one not in hidden))
    return found - kept


def _quiet(shape: Shape | None, hidden: Collection[str]) -> bool:
    return shape is None or shape.id in hidden or shape.kind == "endEvent"


def _after(plan: Plan, *elements: str) -> set[str]:
    following: dict[str, set[str]] = {}
    for way in plan.ways:
        if way.kind == "sequenceFlow":
            following.setdefault(way.source, set()).add(way.target)
    found, todo = set[str](), list(elements)
    while todo:
        new = following.get(todo.pop(), set()) - found
        found |= new
        todo.extend(new)
    return found


def _notes(plan: Plan, gone: Collection[str]) -> set[str]:
    """Words and data that belong to nothing else."""
    notes = {shape.id for shape in plan.shapes if shape.kind not in LANES}
    beside: dict[str, set[str]] = {}
    for way in plan.ways:
        if way.kind in ASIDES:
            beside.setdefault(way.source, set()).add(way.target)
            beside.setdefault(way.target, set()).add(way.source)
    flowing = {end for way in plan.ways if way.kind not in ASIDES for end in (way.source, way.target)}
    return {one for one, others in beside.items() if one in notes - flowing and others <= set(gone)}
