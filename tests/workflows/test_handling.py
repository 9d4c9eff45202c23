"""Commands: what they begin, end, repair, and which are not accepted."""

import pytest

from tests.workflows.diagrams import (
    boundary,
    catch,
    definition,
    end,
    mappings,
    message,
    messages,
    node,
    path,
    start,
    sub,
    timer,
    user,
    xor,
)
from tests.workflows.play import Play
from workflows.errors import BadValue, NotWaiting


def test_a_process_may_begin_at_a_message_start_event():
    drawn = definition(
        start(),
        node("startEvent", "mail", message("m")),
        user("a"),
        user("b"),
        path("start", "a"),
        path("mail", "b"),
        around=messages(m=None),
    )
    assert Play(drawn).open == ["a"]
    assert Play(drawn, start="mail").open == ["b"]
    with pytest.raises(NotWaiting):
        Play(drawn, start="nowhere")


def test_late_timers_happen_one_after_another_with_all_that_follows():
    """The first timer ends the sub-process in time, so the later one on its border never comes to fire."""
    drawn = definition(
        start(),
        sub("box", start("s2"), catch("c", timer("PT1H")), path("s2", "c")),
        boundary("b", "box", timer("PT2H")),
        user("late"),
        user("after"),
        path("start", "box", "after"),
        path("b", "late"),
    )
    play = Play(drawn)
    play.wait(days=1).tick(*[t.id for t in play.step.timers])
    assert play.open == ["after"]


def test_cancel_ends_without_an_outcome_and_nothing_may_follow():
    play = Play(definition(start(), user("a"), boundary("b", "a", timer("P1D")), end(), path("start", "a", "end")))
    step = play.cancel("Not needed any more.")
    assert (step.ended, step.outcome, step.reason, list(step.timers)) == (True, None, "Not needed any more.", [])
    assert [(p.element, p.what) for p in step.passed] == [("a", "cancelled")]
    with pytest.raises(NotWaiting):
        play.tick()


def test_a_repair_sets_variables_where_the_element_lives():
    drawn = definition(
        start(),
        sub("box", start("s2"), user("a"), xor("x"), path("s2", "a", "x"), ext=mappings({"n": "1"})),
        path("start", "box"),
    )
    play = Play(drawn)
    play.change("x", n=2)
    assert [scope["data"] for key, scope in play.step.variables.items() if key] == [{"n": 2}]
    play.change(n=3)
    assert play.data == {"n": 3}
    with pytest.raises(NotWaiting):
        play.change("nowhere", n=4)


def test_a_bad_value_is_not_accepted():
    drawn = definition(start(), user("t"), path("start", "t"))
    play = Play(drawn)
    for data in ({"a": "\x00"}, {"__class__": 1}, {"typename": "x"}, {"a": float("nan")}, {"a": object()}):
        with pytest.raises(BadValue):
            play.complete("t", **data)
    assert play.complete("t", a=1.5).ended
