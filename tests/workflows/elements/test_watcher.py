"""Events with several definitions, and conditions looked at after every change (BPMN 2.0.2, 10.5.2, table 10.93)."""

import pytest

from tests.workflows.diagrams import (
    boundary,
    catch,
    conditional,
    declared,
    definition,
    end,
    error,
    event_gateway,
    handler,
    mappings,
    message,
    messages,
    node,
    par,
    path,
    script,
    service,
    signal,
    start,
    sub,
    timer,
    user,
)
from tests.workflows.play import Play
from workflows.commands import Signal
from workflows.errors import NotWaiting

AROUND = messages(paid="order") + declared("signal", "alarm", "calm") + declared("error", "broken")
ANY = message("paid") + signal("alarm") + timer("PT1H")


def beside(
    key: str, host: str, *definitions: str, interrupting: bool = True, together: bool = False, ext: str = ""
) -> str:
    return node(
        "boundaryEvent", key, ext, *definitions, attachedToRef=host, cancelActivity=str(interrupting).lower(),
        parallelMultiple=str(together).lower(),
    )  # fmt: skip


def test_a_multiple_event_in_the_flow_waits_for_any():
    drawn = definition(start(), catch("c", ANY), user("x"), path("start", "c", "x"), around=AROUND)
    play = Play(drawn, order="1")
    assert play.open == ["c", "c", "c"]
    assert [p.element for p in play.step.passed].count("c") == 1
    play.signal("alarm")
    assert play.open == ["x"]
    assert [p.what for p in play.step.passed if p.element == "c"] == ["fired", "completed"]
    other = Play(drawn, order="1")
    other.wait(hours=1).tick()
    assert other.open == ["x"]
    gone = Play(drawn, order="1")
    assert [p.what for p in gone.cancel().passed if p.element == "c"] == ["cancelled"]


def test_a_parallel_multiple_event_waits_for_all():
    both = node("intermediateCatchEvent", "c", message("paid"), signal("alarm"), parallelMultiple="true")
    drawn = definition(start(), both, user("x"), path("start", "c", "x"), around=AROUND)
    play = Play(drawn, order="1")
    play.send("paid", amount=5)
    assert play.open == ["c"]
    with pytest.raises(StopIteration):
        play.send("paid")
    play.signal("alarm", why="drill")
    assert play.open == ["x"]
    assert (play.data["amount"], play.data["why"]) == (5, "drill")


def test_a_multiple_boundary_event_also_catches_errors():
    drawn = definition(
        start(), service("w"), beside("b", "w", error("broken"), signal("alarm")), user("x"), path("start", "w"),
        path("b", "x"), around=AROUND,
    )  # fmt: skip
    play = Play(drawn)
    other = Play(drawn)
    play.fail("w", "broken")
    other.signal("alarm")
    assert play.open == other.open == ["x"]


def test_a_non_interrupting_multiple_event_goes_on_waiting_for_each():
    drawn = definition(
        start(), user("t"), beside("b", "t", signal("alarm"), signal("calm"), interrupting=False), user("x"),
        path("start", "t"), path("b", "x"), around=AROUND,
    )  # fmt: skip
    play = Play(drawn)
    play.signal("alarm")
    play.signal("alarm")
    play.signal("calm")
    assert play.open == ["b", "b", "t", "x", "x", "x"]


def test_a_parallel_multiple_boundary_event_begins_anew_when_all_have_happened():
    drawn = definition(
        start(), user("t"), beside("b", "t", signal("alarm"), signal("calm"), interrupting=False, together=True),
        user("x"), path("start", "t"), path("b", "x"), around=AROUND,
    )  # fmt: skip
    play = Play(drawn)
    for turn in (1, 2):
        play.signal("alarm")
        play.signal("alarm")
        assert play.open.count("x") == turn - 1
        play.signal("calm")
        assert play.open.count("x") == turn
    assert play.open.count("b") == 2
    play.complete("t")
    assert "b" not in play.open


def test_behind_an_event_based_gateway_a_multiple_event_is_one_of_the_ways():
    drawn = definition(
        start(), event_gateway("g"), catch("any", message("paid") + signal("alarm")), catch("late", timer("P1D")),
        catch("enough", conditional("level > 3")), user("x"), user("y"), user("z"),
        path("start", "g", "any", "x"), path("g", "late", "y"), path("g", "enough", "z"), around=AROUND,
    )  # fmt: skip
    play = Play(drawn, order="1", level=0)
    assert play.open == ["any", "any", "late"]
    play.signal("alarm")
    assert play.open == ["x"]
    other = Play(drawn, order="1", level=0)
    other.change(level=4)
    assert other.open == ["z"]


def test_a_condition_that_holds_only_for_a_moment_is_seen():
    drawn = definition(
        start(), user("t"), par("p"), script("up", "9", "level"), script("down", "1", "level"), user("u"), user("v"),
        boundary("b", "v", conditional("level > 3"), interrupting=False), user("x"),
        path("start", "p", "t", "up", "down", "u"), path("p", "v"), path("b", "x"),
    )  # fmt: skip
    play = Play(drawn, level=0)
    play.complete("t")
    assert play.open == ["u", "v", "x"]
    assert play.data["level"] == 1


def test_a_condition_sees_the_variables_of_its_own_level():
    inner = sub(
        "box", start("s2"), user("t"), path("s2", "t"),
        handler("h", conditional("mine > 3"), user("x"), path("h_start", "x")), ext=mappings({"mine": "level"}),
    )  # fmt: skip
    play = Play(definition(start(), inner, path("start", "box")), level=1)
    play.change(level=9)
    assert play.open == ["t"]
    play.change(scope="box", mine=9)
    assert play.open == ["x"]


def test_a_condition_true_from_the_start_happens_at_once():
    drawn = definition(
        start(), user("t"), boundary("b", "t", conditional("level > 3")), user("x"), path("start", "t"), path("b", "x")
    )
    assert Play(drawn, level=4).open == ["x"]
    assert Play(drawn, level=3).open == ["t"]


def test_a_signal_from_elsewhere_is_heard_by_the_waits_it_is_for():
    drawn = definition(
        start(), par("p"), catch("c", signal("alarm")), catch("d", signal("alarm")), user("x"), user("y"),
        path("start", "p", "c", "x"), path("p", "d", "y"), around=AROUND,
    )  # fmt: skip
    play = Play(drawn)
    first, _second = play.step.signals
    play.give(Signal(at=play.at, name="alarm", waits=(first.id,)))
    assert play.open == ["d", "x"]
    play.give(Signal(at=play.at, name="alarm", waits=(first.id,)))
    assert play.open == ["d", "x"]


def test_what_ended_with_its_event_can_not_be_sent_to():
    drawn = definition(start(), catch("c", ANY), end(), path("start", "c", "end"), around=AROUND)
    play = Play(drawn, order="1")
    assert play.send("paid").ended
    with pytest.raises(NotWaiting):
        play.tick()
