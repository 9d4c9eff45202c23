"""Parallel gateways: all ways, and exactly one token from each (BPMN 2.0.2, 13.4.1)."""

import pytest

from tests.workflows.diagrams import (
    definition,
    end,
    flow,
    par,
    path,
    start,
    user,
    xor,
)
from tests.workflows.play import Play
from workflows.errors import StepFailed


def test_parallel_branches_join_once():
    play = Play(
        definition(
            start(),
            par("split"),
            user("a"),
            user("b"),
            par("join"),
            user("c"),
            end(),
            path("start", "split", "a", "join", "c", "end"),
            path("split", "b", "join"),
        )
    )
    assert play.open == ["a", "b"]
    play.complete("b")
    assert play.open == ["a"]
    play.complete("a")
    assert play.open == ["c"]
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


def test_a_second_set_that_arrives_while_the_first_goes_on_joins_too():
    play = Play(
        definition(
            start(), par("p"), xor("a"), xor("b"), par("j"), user("t"), path("start", "p"), path("a", "j", "t"),
            path("b", "j"), flow("p", "a", key="f1"), flow("p", "a", key="f2"), flow("p", "b", key="f3"),
            flow("p", "b", key="f4"),
        )
    )  # fmt: skip
    assert play.open == ["t", "t"]
