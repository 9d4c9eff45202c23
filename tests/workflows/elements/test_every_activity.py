"""What every activity may be: several times at once or one after another, watched, undone (BPMN 2.0.2, 10.3)."""

import pytest

from tests.workflows.diagrams import (
    ad_hoc,
    boundary,
    call,
    definition,
    diagram,
    loop,
    message,
    messages,
    node,
    path,
    receive,
    script,
    service,
    start,
    sub,
    throw,
    user,
)
from tests.workflows.play import Play
from tests.workflows.undoing import compensate, undoer, undone
from workflows.errors import StepFailed

INNER = diagram(start("s9"), user("inner"), path("s9", "inner"), process="q")


def kinds(marker):
    """Every activity with this marker, and what completes one instance of it."""
    step = (start("s2"), user("inner"), path("s2", "inner"))
    return {
        "task": (node("task", "t", marker), lambda play: play.complete("t")),
        "user": (user("t", marker), lambda play: play.complete("t")),
        "manual": (node("manualTask", "t", marker), lambda play: play.complete("t")),
        "service": (service("t", marker), lambda play: play.resume("t")),
        "send": (service("t", marker, tag="sendTask"), lambda play: play.resume("t")),
        "rule": (service("t", marker, tag="businessRuleTask"), lambda play: play.resume("t")),
        "receive": (receive("t", "order", marker), lambda play: play.send("order")),
        "sub": (sub("t", marker, *step), lambda play: play.complete("inner")),
        "transaction": (node("transaction", "t", marker, *step), lambda play: play.complete("inner")),
        "ad hoc": (ad_hoc("t", marker, user("inner"), active='["inner"]'), lambda play: play.complete("inner")),
        "call": (call("t", "q", marker), lambda play: play.complete("inner")),
    }


def drawn(activity, *more):
    ways = path("start", "t", "after") + path("b", "x")
    halt = boundary("b", "t", message("halt"))
    around = messages(halt=None, order=None)
    return definition(
        start(), activity, halt, user("x"), user("after"), ways, *more, around=around, called={"q": INNER}
    )


@pytest.mark.parametrize("sequential", [True, False])
@pytest.mark.parametrize("kind", kinds(""))
def test_it_may_be_done_for_each_of_several(kind, sequential):
    activity, done = kinds(loop("list", "item", sequential=sequential))[kind]
    play = Play(drawn(activity), list=[1, 2])
    done(play)
    assert "after" not in play.open
    done(play)
    assert play.open == ["after"]
    assert list(play.step.variables) == [""]
    assert Play(drawn(activity), list=[]).open == ["after"]
    with pytest.raises(StepFailed):
        Play(drawn(activity), list="no list")


@pytest.mark.parametrize("kind", kinds(""))
def test_a_condition_or_an_event_on_its_border_ends_it_early(kind):
    activity, done = kinds(loop(times="3", until="numberOfCompletedInstances = 2"))[kind]
    play = Play(drawn(activity))
    done(play)
    done(play)
    assert play.open == ["after"]
    play = Play(drawn(activity))
    done(play)
    play.send("halt")
    assert play.open == ["x"]


@pytest.mark.parametrize("kind", kinds(""))
def test_each_of_its_instances_may_be_undone(kind):
    activity, done = kinds(loop(times="2"))[kind]
    more = (throw("undo", compensate()), undone("t", "t2"), undoer("t2"), user("end2"), path("after", "undo", "end2"))
    play = Play(drawn(activity, *more))
    done(play)
    done(play)
    play.complete("after")
    play.complete("t2")
    assert play.open == ["t2"]
    play.complete("t2")
    assert play.open == ["end2"]


def test_a_script_that_is_done_for_each_of_several():
    play = Play(drawn(script("t", "item * 2", "r", loop("[1, 2]", "item", into="all", each="r"))))
    assert play.data["all"] == [2, 4]
