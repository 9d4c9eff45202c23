"""Exclusive gateways: one way (BPMN 2.0.2, 13.4.2)."""

import pytest

from tests.workflows.diagrams import (
    definition,
    flow,
    par,
    path,
    start,
    user,
    xor,
)
from tests.workflows.play import Play
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
