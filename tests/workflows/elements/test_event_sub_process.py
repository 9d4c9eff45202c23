"""Event sub-processes (BPMN 2.0.2, 10.3.5 and 13.5.4): every kind of start, interrupting and not, on every level."""

import pytest

from tests.workflows.diagrams import (
    call,
    definition,
    diagram,
    loop,
    node,
    path,
    start,
    sub,
    user,
)
from tests.workflows.elements.levels import AROUND, KINDS, happen, level
from tests.workflows.play import Play

CASES = [(kind, True) for kind in KINDS] + [(kind, False) for kind in KINDS if kind != "error"]


@pytest.mark.parametrize(("kind", "interrupting"), CASES)
def test_every_kind_at_the_level_of_the_process(kind, interrupting):
    play = Play(definition(*level(kind, interrupting), around=AROUND), order="1", level=1)
    before = [key for key in play.open if key != "h_start"]
    assert before == ["t", "w"]
    assert ("h_start" in play.open) == (kind in ("message", "signal", "timer"))
    happen(play, kind)
    if interrupting:
        assert play.open == ["help"]
        assert play.complete("help").ended
        return
    left = {"t", "u"} if kind == "escalation" else {"t", "w"}
    assert set(play.open) - {"h_start"} == {"help", *left}
    play.complete("help")
    assert set(play.open) - {"h_start"} == left


@pytest.mark.parametrize(("kind", "interrupting"), CASES)
def test_every_kind_inside_a_sub_process(kind, interrupting):
    box = sub("box", *level(kind, interrupting, "i"))
    drawn = definition(start(), box, user("after"), path("start", "box", "after"), around=AROUND)
    play = Play(drawn, order="1", level=1)
    happen(play, kind)
    assert ("it" in play.open) is not interrupting
    play.complete("help")
    assert ("after" in play.open) is interrupting


@pytest.mark.parametrize(("kind", "interrupting"), CASES)
def test_every_kind_inside_a_called_process(kind, interrupting):
    called = diagram(*level(kind, interrupting, "i"), process="q", around=AROUND)
    drawn = definition(
        start(),
        call("c", "q", parent=True, children=True),
        user("after"),
        path("start", "c", "after"),
        called={"q": called},
    )
    play = Play(drawn, order="1", level=1)
    if kind == "conditional":
        play.change(scope="c", level=4)
    else:
        happen(play, kind)
    assert ("it" in play.open) is not interrupting
    play.complete("help")
    assert ("after" in play.open) is interrupting


@pytest.mark.parametrize(("kind", "interrupting"), [case for case in CASES if case[0] in ("error", "timer", "message")])
def test_each_instance_of_a_multi_instance_has_handlers_of_its_own(kind, interrupting):
    box = node("subProcess", "box", *level(kind, interrupting, "i"), loop("[1,2]", "n"))
    play = Play(definition(start(), box, path("start", "box"), around=AROUND), order="1", level=1)
    assert play.open.count("it") == 2
    if kind == "timer":
        play.tick(play.wait(hours=1).step.timers[0].id)
    else:
        happen(play, kind)
    assert play.open.count("help") == 1
    assert play.open.count("it") == (1 if interrupting else 2)
