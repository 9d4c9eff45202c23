"""What nobody has drawn: every node has a place of its own, every way leads from border to border, past all others."""

from itertools import combinations

from app.catalogue.drawing import is_drawn, laid
from app.catalogue.drawing.laying.file import MOST
from app.catalogue.drawing.plan import Box, Plan, Shape, read
from launcher.places import ROOT

HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" isExecutable="true">'
TAIL = "</process></definitions>"
LOOP = """<startEvent id="start"/><userTask id="write"/><exclusiveGateway id="good"/><userTask id="print"/>
<endEvent id="end"/><sequenceFlow sourceRef="start" targetRef="write"/>
<sequenceFlow sourceRef="write" targetRef="good"/>
<sequenceFlow id="again" sourceRef="good" targetRef="write"/><sequenceFlow sourceRef="good" targetRef="print"/>
<sequenceFlow id="past" sourceRef="good" targetRef="end"/><sequenceFlow sourceRef="print" targetRef="end"/>"""
INSIDE = """<startEvent id="start"/><subProcess id="part"><startEvent id="in"/><userTask id="work"/>
<sequenceFlow sourceRef="in" targetRef="work"/></subProcess><endEvent id="end"/><userTask id="remind"/>
<boundaryEvent id="late" attachedToRef="part"><timerEventDefinition/></boundaryEvent>
<sequenceFlow sourceRef="start" targetRef="part"/><sequenceFlow sourceRef="part" targetRef="end"/>
<sequenceFlow id="when_late" sourceRef="late" targetRef="remind"/>"""


def plan(inner: str) -> Plan:
    return read(f"{HEAD}{inner}{TAIL}".encode())


def holds(outer: Box, inner: Box) -> bool:
    across = outer.x < inner.x and inner.x + inner.w < outer.x + outer.w
    return across and outer.y < inner.y and inner.y + inner.h < outer.y + outer.h


def meet(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.w and other.x < one.x + one.w
    return across and one.y < other.y + other.h and other.y < one.y + one.h


def crossed(made: Plan) -> list[tuple[str, str]]:
    """Ways that go through a node, the sub-process around them apart."""
    return [
        (way.id, shape.id)
        for way in made.ways
        for (x, y), (to_x, to_y) in zip(way.points, way.points[1:], strict=False)
        for shape in made.shapes
        if not (shape.expanded and holds(shape.box, Box(x, y, 0, 0)))
        and meet(inner(shape), Box(min(x, to_x), min(y, to_y), abs(to_x - x) or 0.1, abs(to_y - y) or 0.1))
    ]


def inner(shape: Shape) -> Box:
    return Box(shape.box.x + 1, shape.box.y + 1, shape.box.w - 2, shape.box.h - 2)


def test_all_have_a_place_and_no_way_crosses_a_step() -> None:
    made = plan(LOOP)
    places = {shape.id: shape.box for shape in made.shapes}
    assert set(places) == {"start", "write", "good", "print", "end"}
    assert [pair for pair in combinations(places.values(), 2) if meet(*pair)] == []
    assert places["start"].x < places["write"].x < places["good"].x < places["print"].x < places["end"].x
    assert {way.id for way in made.ways} == {
        "start_to_write", "write_to_good", "again", "good_to_print", "past", "print_to_end"
    }  # fmt: skip
    assert crossed(made) == []
    for way in made.ways:
        (x, y), (to_x, to_y) = way.points[0], way.points[-1]
        source, target = places[way.source], places[way.target]
        assert (x, y, to_x, to_y) == (source.x + source.w, source.cy, target.x, target.cy), way.id


def test_a_part_shows_what_it_holds_and_events_stand_on_its_border() -> None:
    made = plan(INSIDE)
    shapes = {shape.id: shape for shape in made.shapes}
    assert shapes["part"].expanded
    assert all(holds(shapes["part"].box, shapes[key].box) for key in ("in", "work"))
    border = shapes["part"].box.y + shapes["part"].box.h
    assert shapes["late"].box.cy == border
    late = next(way for way in made.ways if way.id == "when_late")
    assert late.points[0] == (shapes["late"].box.cx, border + shapes["late"].box.h / 2)
    assert shapes["remind"].box.y > border
    assert crossed(made) == []


def test_a_drawing_that_is_there_stays_byte_for_byte() -> None:
    drawn = (ROOT / "bpmn" / "new_software.bpmn").read_bytes()
    assert laid(drawn) is drawn
    made = laid(f"{HEAD}{LOOP}{TAIL}".encode())
    assert (is_drawn(made), laid(made)) == (True, made)


def test_far_too_much_is_left_alone() -> None:
    many = "".join(f'<task id="t{number}"/>' for number in range(MOST + 1))
    assert plan(many).shapes == ()
    assert plan("").shapes == ()


def test_a_long_way_is_arranged_without_recursion() -> None:
    steps = "".join(f'<task id="t{number}"/>' for number in range(MOST))
    flows = "".join(f'<sequenceFlow sourceRef="t{n}" targetRef="t{n + 1}"/>' for n in range(MOST - 1))
    assert len({shape.box.x for shape in plan(steps + flows).shapes}) == MOST
