"""Inclusive gateways: some ways, joined when nothing more can come (BPMN 2.0.2, 13.4.3)."""

import pytest

from tests.workflows.diagrams import (
    definition,
    end,
    flow,
    inc,
    par,
    path,
    start,
    user,
    xor,
)
from tests.workflows.play import Play

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
