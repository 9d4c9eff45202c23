"""Gateways: one way, all ways, some ways, the first event's way (BPMN 2.0.2, 13.4)."""

from datetime import timedelta

import pytest

from tests.workflows.diagrams import (
    catch,
    definition,
    end,
    event_gateway,
    flow,
    inc,
    message,
    messages,
    node,
    par,
    path,
    start,
    timer,
    user,
    xor,
)
from tests.workflows.play import BEGIN, Play
from workflows.errors import StepFailed


def test_the_first_condition_in_order_wins_and_the_default_is_last():
    drawn = definition(
        start(),
        xor("x", default="x_low"),
        user("high"),
        user("middle"),
        user("low"),
        path("start", "x"),
        flow("x", "low"),
        flow("x", "high", "amount > 100"),
        flow("x", "middle", "amount > 10"),
    )
    assert Play(drawn, amount=500).open == ["high"]
    assert Play(drawn, amount=50).open == ["middle"]
    assert Play(drawn, amount=5).open == ["low"]


def test_without_a_default_nothing_is_chosen_in_silence():
    drawn = definition(
        start(), xor("x"), user("a"), user("b"), path("start", "x"), flow("x", "a", "n = 1"), flow("x", "b", "n = 2")
    )
    with pytest.raises(StepFailed) as failed:
        Play(drawn, n=3)
    assert (failed.value.kind, failed.value.element) == ("no_flow", "x")


def test_two_tokens_into_an_exclusive_join_go_on_twice():
    play = Play(
        definition(
            start(),
            par("s"),
            user("a"),
            user("b"),
            xor("j"),
            user("c"),
            path("start", "s", "a", "j", "c"),
            path("s", "b", "j"),
        )
    )
    play.complete("a")
    play.complete("b")
    assert play.open == ["c", "c"]
    play.complete("c")
    assert not play.step.ended
    assert play.complete("c").ended


def test_a_parallel_join_takes_one_token_of_each_flow_and_keeps_the_rest():
    """Two tokens on one incoming flow and one on the other: the join fires once, the third token stays (13.4.1)."""
    play = Play(
        definition(
            start(),
            par("s"),
            user("a"),
            user("b"),
            user("c"),
            xor("m"),
            par("j"),
            user("d"),
            end(),
            path("start", "s", "a", "m", "j", "d", "end"),
            path("s", "b", "m"),
            path("s", "c", "j"),
        )
    )
    play.complete("a")
    play.complete("b")
    assert play.open == ["c"]
    play.complete("c")
    assert play.open == ["d"]
    with pytest.raises(StepFailed) as failed:
        play.complete("d")
    assert failed.value.kind == "dead_end"
    assert failed.value.element == "j"


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


INCLUSIVE = (
    start(),
    inc("s", default="s_c"),
    user("a"),
    user("b"),
    user("c"),
    inc("j"),
    user("after"),
    end(),
    path("start", "s"),
    flow("s", "a", "x"),
    flow("s", "b", "y"),
    flow("s", "c"),
    path("a", "j", "after", "end"),
    path("b", "j"),
    path("c", "j"),
)


@pytest.mark.parametrize(
    ("x", "y", "ways"),
    [(True, True, ["a", "b"]), (True, False, ["a"]), (False, True, ["b"]), (False, False, ["c"])],
)
def test_an_inclusive_join_waits_for_exactly_the_ways_taken(x, y, ways):
    play = Play(definition(*INCLUSIVE), x=x, y=y)
    assert play.open == ways
    for way in ways:
        assert "after" not in play.open
        play.complete(way)
    assert play.open == ["after"]
    assert play.complete("after").ended


def test_an_inclusive_join_does_not_wait_for_a_token_that_went_elsewhere():
    """The other branch may leave for good; as soon as it has, the join goes on (13.4.3)."""
    play = Play(
        definition(
            start(),
            par("s"),
            user("a"),
            user("b"),
            xor("x", default="x_out"),
            inc("j"),
            user("after"),
            user("out"),
            end(),
            end("end2"),
            path("start", "s", "a", "j", "after", "end"),
            path("s", "b", "x"),
            flow("x", "j", "back"),
            path("x", "out", "end2"),
        )
    )
    play.complete("a")
    assert play.open == ["b"]
    play.complete("b", back=False)
    assert play.open == ["after", "out"]


def test_an_inclusive_join_inside_a_loop():
    drawn = definition(
        start(),
        xor("again"),
        inc("s", default="s_b"),
        user("a"),
        user("b"),
        inc("j"),
        user("check"),
        xor("ok", default="ok_end"),
        end(),
        path("start", "again", "s"),
        flow("s", "a", "x"),
        flow("s", "b"),
        path("a", "j", "check", "ok", "end"),
        path("b", "j"),
        flow("ok", "again", "not(fine)"),
    )
    play = Play(drawn, x=True)
    for fine in (False, False, True):
        play.complete("a")
        play.complete("check", fine=fine)
    assert play.step.ended


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


def test_a_parallel_join_inside_a_loop_waits_for_all_in_every_turn():
    drawn = definition(
        start(),
        xor("again"),
        par("s"),
        user("a"),
        user("b"),
        par("j"),
        user("check"),
        xor("ok", default="ok_end"),
        end(),
        path("start", "again", "s", "a", "j", "check", "ok", "end"),
        path("s", "b", "j"),
        flow("ok", "again", "not(fine)"),
    )
    play = Play(drawn)
    for fine in (False, False, True):
        play.complete("b")
        assert play.open == ["a"]
        play.complete("a")
        play.complete("check", fine=fine)
    assert play.step.ended


def test_conditions_on_flows_out_of_a_task_count():
    drawn = definition(
        start(), user("t"), user("a"), user("b"), path("start", "t"), flow("t", "a", "n > 1"), flow("t", "b", "n > 2")
    )
    play = Play(drawn)
    play.complete("t", n=2)
    assert play.open == ["a"]
    play = Play(drawn)
    play.complete("t", n=3)
    assert play.open == ["a", "b"]


def test_two_flows_out_of_a_task_are_both_taken_and_two_into_one_each_pass():
    play = Play(
        definition(
            start(), user("t"), user("a"), user("b"), user("c"), path("start", "t", "a", "c"), path("t", "b", "c")
        )
    )
    play.complete("t")
    assert play.open == ["a", "b"]
    play.complete("a")
    play.complete("b")
    assert play.open == ["c", "c"]


def test_ids_that_collide_with_spiffworkflows_own_names():
    keys = ("Start", "End", "Root", "p.EndJoin")
    play = Play(definition(start(keys[0]), xor(keys[1]), user(keys[2]), end(keys[3]), path(*keys)))
    assert play.complete(play.open[0]).ended


def test_a_bare_task_and_a_manual_task_wait_for_a_person():
    play = Play(definition(start(), node("task", "a"), node("manualTask", "b"), path("start", "a", "b")))
    assert play.open == ["a"]
    play.complete("a")
    assert play.open == ["b"]
    assert play.complete("b").ended


def test_twelve_parallel_blocks_stay_small():
    keys = [f"{kind}{i}" for i in range(12) for kind in ("s", "x", "j")]
    drawn = definition(
        start(),
        *[par(f"s{i}") + user(f"x{i}") + user(f"y{i}") + par(f"j{i}") for i in range(12)],
        path("start", *keys),
        *[path(f"s{i}", f"y{i}", f"j{i}") for i in range(12)],
    )
    play = Play(drawn)
    for i in range(12):
        play.complete(f"x{i}")
        assert len(play.step.state) < 600
        play.complete(f"y{i}")
    assert play.step.ended


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
