"""Standard loops: again while the condition holds (BPMN 2.0.2, 10.3.8)."""

import pytest

from tests.workflows.diagrams import (
    boundary,
    call,
    definition,
    diagram,
    message,
    messages,
    node,
    path,
    receive,
    repeat,
    script,
    service,
    start,
    sub,
    user,
)
from tests.workflows.play import Play
from workflows.bounds import Bounds
from workflows.errors import BoundCrossed, StepFailed


def looped(*inside, **given):
    return definition(start(), *inside, user("after"), path("start", "t", "after"), **given)


def test_the_condition_is_asked_after_each_turn():
    play = Play(looped(user("t", repeat("not(ok)"))))
    play.complete("t", ok=False)
    play.complete("t", ok=False)
    assert play.step.tasks[0].loop == 3
    play.complete("t", ok=True)
    assert play.open == ["after"]
    assert play.data == {"ok": True}
    assert list(play.step.variables) == [""]


@pytest.mark.parametrize(("before", "turns"), [(True, 0), (False, 1)])
def test_asked_before_there_may_be_no_turn_at_all(before, turns):
    play = Play(looped(script("t", "count + 1", "count", repeat("count < 0", before=before))), count=0)
    assert play.open == ["after"]
    assert play.data["count"] == turns


def test_the_condition_sees_how_many_turns_were_made():
    play = Play(looped(script("t", "append(seen, loopCounter)", "seen", repeat("loopCounter < 3"))), seen=[])
    assert play.data["seen"] == [1, 2, 3]


@pytest.mark.parametrize(("condition", "most", "turns"), [("true", "4", 4), (None, "=n", 2), (None, None, 1)])
def test_a_maximum_ends_it_whatever_the_condition_says(condition, most, turns):
    play = Play(looped(script("t", "count + 1", "count", repeat(condition, most=most))), count=0, n=2)
    assert play.data["count"] == turns


def test_a_loop_that_never_ends_is_an_incident():
    with pytest.raises(BoundCrossed) as crossed:
        Play(looped(script("t", "1", "x", repeat("true"))), bounds=Bounds(items=20))
    assert (crossed.value.bound, crossed.value.element) == ("items", "t")


def test_a_condition_that_is_neither_true_nor_false_is_an_incident():
    with pytest.raises(StepFailed) as failed:
        Play(looped(script("t", "1", "x", repeat("nothing"))))
    assert (failed.value.kind, failed.value.element) == ("expression", "t")


def test_a_maximum_that_is_no_number_is_an_incident():
    with pytest.raises(StepFailed) as failed:
        Play(looped(script("t", "1", "x", repeat(most='="three"'))))
    assert (failed.value.kind, failed.value.element) == ("expression", "t")


INNER = diagram(start("s9"), user("inner"), path("s9", "inner"), process="q")


@pytest.mark.parametrize(
    ("drawn", "act"),
    [
        (user("t", repeat("loopCounter < 2")), lambda play: play.complete("t")),
        (node("manualTask", "t", repeat("loopCounter < 2")), lambda play: play.complete("t")),
        (node("task", "t", repeat("loopCounter < 2")), lambda play: play.complete("t")),
        (service("t", repeat("loopCounter < 2")), lambda play: play.resume("t")),
        (service("t", repeat("loopCounter < 2"), tag="sendTask"), lambda play: play.resume("t")),
        (receive("t", "order", repeat("loopCounter < 2")), lambda play: play.send("order")),
        (
            sub("t", repeat("loopCounter < 2"), start("s2"), user("inner"), path("s2", "inner")),
            lambda play: play.complete("inner"),
        ),
        (call("t", "q", repeat("loopCounter < 2"), children=True), lambda play: play.complete("inner")),
    ],
    ids=["user", "manual", "plain", "service", "send", "receive", "sub", "call"],
)
def test_every_activity_may_be_repeated_and_interrupted(drawn, act):
    drawing = (start(), drawn, boundary("b", "t", message("halt")), user("x"), user("after"))
    ways = path("start", "t", "after") + path("b", "x")
    drawing = definition(*drawing, ways, around=messages(halt=None, order=None), called={"q": INNER})
    play = Play(drawing)
    act(play)
    act(play)
    assert play.open == ["after"]
    play = Play(drawing)
    act(play)
    play.send("halt")
    assert play.open == ["x"]
