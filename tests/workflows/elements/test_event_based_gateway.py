"""Event-based gateways: the first event chooses (BPMN 2.0.2, 13.4.4)."""

from datetime import timedelta

from tests.workflows.diagrams import (
    catch,
    definition,
    event_gateway,
    message,
    messages,
    path,
    start,
    timer,
    user,
)
from tests.workflows.play import BEGIN, Play


def test_the_first_event_behind_an_event_gateway_ends_the_others():
    drawn = definition(
        start(),
        event_gateway("g"),
        catch("soon", timer("PT1H")),
        catch("late", timer("P1D")),
        catch("answer", message("reply")),
        user("a"),
        user("b"),
        user("c"),
        path("start", "g", "soon", "a"),
        path("g", "late", "b"),
        path("g", "answer", "c"),
        around=messages(reply=None),
    )
    play = Play(drawn)
    assert play.open == ["answer", "late", "soon"]
    assert sorted(t.due for t in play.step.timers) == [BEGIN + timedelta(hours=1), BEGIN + timedelta(days=1)]
    assert "answer" not in play.step.reached
    play.send("reply", said="yes")
    assert play.open == ["c"]
    assert play.data == {"said": "yes"}
    assert {"answer", "g_answer"} <= play.step.reached
    assert "soon" not in play.step.reached
    other = Play(drawn)
    other.wait(hours=1).tick()
    assert other.open == ["a"]
