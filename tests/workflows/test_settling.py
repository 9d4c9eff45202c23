"""The bounds of a run, and that nothing ever stands still without a word."""

import pytest

from tests.workflows.diagrams import (
    catch,
    conditional,
    declared,
    definition,
    end,
    flow,
    loop,
    par,
    path,
    script,
    service,
    signal,
    start,
    user,
    xor,
)
from tests.workflows.play import Play
from workflows.bounds import Bounds
from workflows.errors import BoundCrossed, StepFailed


def test_every_bound_is_a_sentence_and_never_a_hang():
    circle = definition(start(), xor("a"), script("b", "1", "n"), path("start", "a", "b", "a"))
    growing = definition(start(), xor("a"), par("b"), user("t"), path("start", "a", "b", "a"), path("b", "t"))
    many = definition(start(), user("t", loop("for i in 1..n return i", "x")), path("start", "t"))
    double = definition(start(), xor("a"), script("b", "concatenate(l, l)", "l"), path("start", "a", "b", "a"))
    for drawn, bound, data in (
        (circle, "steps", {}),
        (growing, "tokens", {}),
        (many, "items", {"n": 1001}),
        (double, "variables_bytes", {"l": ["x" * 50]}),
    ):
        with pytest.raises(StepFailed) as crossed:
            Play(drawn, bounds=Bounds(tokens=300, variables_bytes=100_000), **data)
        if drawn is not double:
            assert isinstance(crossed.value, BoundCrossed)
            assert crossed.value.bound == bound
        assert str(crossed.value).endswith((".", "?"))


def test_a_loop_may_turn_a_thousand_times_and_more():
    drawn = definition(
        start(),
        xor("back"),
        user("t"),
        xor("ok", default="ok_end"),
        end(),
        path("start", "back", "t", "ok", "end"),
        flow("ok", "back", "again"),
    )
    play = Play(drawn)
    for _ in range(1200):
        play.complete("t", again=True)
    assert len(play.step.state) < 150
    assert play.complete("t", again=False).ended


def test_waiting_for_nothing_but_a_condition_is_an_incident():
    drawn = definition(start(), user("t"), catch("c", conditional("paid = true")), path("start", "t", "c"))
    play = Play(drawn)
    with pytest.raises(StepFailed) as failed:
        play.complete("t")
    assert (failed.value.kind, failed.value.element) == ("dead_end", "c")
    assert "conditional" in str(failed.value)


def test_a_signal_may_come_from_another_instance_and_is_waited_for():
    drawn = definition(start(), catch("c", signal("alarm")), path("start", "c"), around=declared("signal", "alarm"))
    play = Play(drawn)
    assert play.open == ["c"]
    assert play.signal("alarm").ended


def test_an_exclusive_split_into_a_parallel_join_is_an_incident_not_a_silence():
    drawn = definition(
        start(),
        xor("x", default="x_j"),
        user("a"),
        par("j"),
        end(),
        path("start", "x"),
        path("a", "j", "end"),
        flow("x", "a", "ask = true"),
        flow("x", "j"),
    )
    with pytest.raises(StepFailed) as failed:
        Play(drawn, ask=False)
    assert failed.value.kind == "dead_end"


def test_as_many_instances_as_are_allowed_are_not_too_many_steps():
    drawn = definition(
        start(),
        service("s", loop("for i in 1..1000 return i", "n")),
        path("start", "s"),
    )
    assert len(Play(drawn).step.calls) == 1000
