"""What is internal is not drawn: its way runs on, a branch with nothing else goes, and what is shared stays."""

from pathlib import Path

from app.catalogue.drawing import draw, told
from app.catalogue.drawing.hidden import without
from app.catalogue.drawing.plan import Plan, read

MOVE = Path("bpmn/office_move.bpmn").read_bytes()
SOFTWARE = Path("bpmn/new_software.bpmn").read_bytes()


def ids(plan: Plan) -> set[str]:
    return {shape.id for shape in plan.shapes}


def test_a_reminder_goes_with_its_event_and_its_end() -> None:
    plan = without(read(MOVE), {"plan_codes_remind"})
    assert ids(read(MOVE)) - ids(plan) == {"plan_codes_late", "plan_codes_remind", "plan_codes_reminded"}
    assert not [way for way in plan.ways if {way.source, way.target} & {"plan_codes_late", "plan_codes_reminded"}]


def test_the_way_runs_on_where_a_step_stood() -> None:
    plan = without(read(MOVE), {"plan_codes"})
    assert ids(read(MOVE)) - ids(plan) == {"plan_codes", "plan_codes_late"}
    box = next(shape.box for shape in read(MOVE).shapes if shape.id == "plan_codes")
    into = next(way for way in plan.ways if way.target == "plan_codes")
    out = next(way for way in plan.ways if way.source == "plan_codes")
    assert into.points[-1] == out.points[0] == (box.cx, box.cy)
    assert (into.onward, out.onward) == (True, False)


def test_an_end_that_others_reach_stays() -> None:
    shown = ids(without(read(MOVE), {"confirm", "mend"}))
    assert {"right", "moved"} <= shown
    assert "no_answer" not in shown, "it stands on what is hidden"
    assert "plan_furniture_remind" in shown


def test_nothing_of_it_is_in_the_picture_or_its_words() -> None:
    hidden = {"check"} | {shape.id for shape in read(SOFTWARE).shapes if shape.name == "Remind"}
    names = [shape.name for shape in read(SOFTWARE).shapes if shape.id in hidden and shape.name]
    drawn = draw(SOFTWARE, gone=hidden, now=(), hidden=hidden)
    assert names
    assert not [name for name in names if f">{name}<" in drawn]
    assert told(SOFTWARE, gone=hidden, now=hidden, hidden=hidden) == "Nothing has happened yet."
