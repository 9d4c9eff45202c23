"""Handlers of one level beside each other: who catches, who ends whom, when the level ends."""

from datetime import timedelta

import pytest

from tests.workflows.diagrams import (
    TERMINATE,
    boundary,
    definition,
    end,
    error,
    handler,
    mappings,
    message,
    node,
    path,
    service,
    signal,
    start,
    sub,
    timer,
    user,
)
from tests.workflows.elements.levels import AROUND, level
from tests.workflows.play import BEGIN, Play
from workflows.errors import StepFailed


def test_the_level_ends_while_handlers_only_wait():
    drawn = definition(
        start(),
        sub("box", *level("timer", False, "i")),
        user("after"),
        end(),
        path("start", "box", "after", "end"),
        handler("g", message("stop"), user("x"), path("g_start", "x"), interrupting=False),
        around=AROUND,
    )
    play = Play(drawn, order="1")
    assert play.open == ["g_start", "h_start", "it", "w"]
    play.complete("it")
    play.resume("w")
    play.complete("iu")
    assert play.open == ["after", "g_start"]
    step = play.complete("after")
    assert (step.ended, list(step.messages)) == (True, [])


def test_the_level_waits_for_a_handler_that_runs():
    drawn = definition(
        start(),
        user("t"),
        end(),
        path("start", "t", "end"),
        handler("h", message("stop"), user("x"), path("h_start", "x"), interrupting=False),
        around=AROUND,
    )
    play = Play(drawn, order="1")
    play.send("stop")
    play.send("stop")
    assert not play.complete("t").ended
    play.complete("x")
    assert play.open == ["h_start", "x"]
    assert play.complete("x").ended


def test_an_interrupting_handler_ends_the_other_handlers_running_and_waiting():
    drawn = definition(
        start(),
        user("t"),
        path("start", "t"),
        handler("a", signal("alarm"), user("x"), path("a_start", "x"), interrupting=False),
        handler("b", message("stop"), service("w"), path("b_start", "w")),
        handler("e", error("broken"), user("never"), path("e_start", "never")),
        around=AROUND,
    )
    play = Play(drawn, order="1")
    play.signal("alarm")
    assert play.open == ["a_start", "b_start", "t", "x"]
    play.send("stop")
    assert play.open == ["w"]
    with pytest.raises(StepFailed) as failed:  # the handler of errors was for what was interrupted
        play.fail("w", "broken")
    assert failed.value.kind == "uncaught_error"


def test_what_a_handler_throws_goes_outward_and_is_not_caught_by_itself():
    box = sub(
        "box",
        start("s2"),
        service("w"),
        path("s2", "w"),
        handler("h", error(), user("look"), end("again", error("broken")), path("h_start", "look", "again")),
    )
    drawn = definition(
        start(), box, boundary("b", "box", error("broken")), user("x"), path("start", "box"), path("b", "x"),
        around=AROUND,
    )  # fmt: skip
    play = Play(drawn)
    play.fail("w", "broken")
    assert play.open == ["look"]
    play.complete("look")
    assert play.open == ["x"]


def test_a_handler_beside_the_flow_may_throw_to_a_handler_of_its_level():
    drawn = definition(
        start(),
        user("t"),
        path("start", "t"),
        handler("a", signal("alarm"), end("e", error("broken")), path("a_start", "e"), interrupting=False),
        handler("b", error("broken"), user("x"), path("b_start", "x")),
        around=AROUND,
    )
    play = Play(drawn)
    play.signal("alarm")
    assert play.open == ["x"]


def test_an_event_sub_process_catches_before_the_boundary_event_around_it():
    box = sub(
        "box", start("s2"), service("w"), path("s2", "w"), handler("h", error(), user("in"), path("h_start", "in"))
    )
    drawn = definition(
        start(), box, boundary("b", "box", error("broken")), user("out"), path("start", "box"), path("b", "out"),
        around=AROUND,
    )  # fmt: skip
    play = Play(drawn)
    play.fail("w", "broken")
    assert play.open == ["in"]


def test_the_boundary_events_around_the_level_go_on_waiting_while_its_handler_runs():
    box = sub("box", *level("message", True, "i"))
    drawn = definition(
        start(), box, boundary("late", "box", timer("P1D")), user("chase"), path("start", "box"), path("late", "chase"),
        around=AROUND,
    )  # fmt: skip
    play = Play(drawn, order="1")
    play.send("stop")
    assert play.open == ["help", "late"]
    play.wait(days=1).tick()
    assert play.open == ["chase"]


def test_a_cycle_fires_again_and_again_and_an_interrupting_one_once():
    drawn = definition(
        start(),
        user("t"),
        path("start", "t"),
        handler("h", timer("R3/PT1H", "Cycle"), user("x"), path("h_start", "x"), interrupting=False),
    )
    play = Play(drawn)
    seen = set()
    for turn in range(1, 4):
        (clock,) = play.step.timers
        assert clock.due == BEGIN + timedelta(hours=turn)
        assert clock.id not in seen
        seen.add(clock.id)
        play.wait(hours=1).tick()
        assert play.open.count("x") == turn
    assert not play.step.timers


def test_handlers_nest_and_the_data_come_in_by_the_mappings_of_the_start():
    inner = handler("n", message("stop"), user("x"), path("n_start", "x"), ext=mappings(outputs={"second": "amount"}))
    outer = handler(
        "h", message("stop"), user("help"), path("h_start", "help"), inner, ext=mappings(outputs={"first": "amount"})
    )
    drawn = definition(start(), user("t"), path("start", "t"), outer, around=AROUND)
    play = Play(drawn, order="1")
    play.send("stop", amount=1)
    assert play.open == ["help", "n_start"]
    play.send("stop", amount=2)
    assert play.open == ["x"]
    assert (play.data["first"], play.data["second"]) == (1, 2)
    assert "amount" not in play.data
    assert play.complete("x").ended


def test_terminate_in_a_handler_ends_that_handler_alone():
    drawn = definition(
        start(),
        user("t"),
        path("start", "t"),
        handler(
            "h", message("stop"), node("parallelGateway", "p"), user("x"), user("y"), end("e", TERMINATE),
            path("h_start", "p", "x", "e"), path("p", "y"), interrupting=False,
        ),
        around=AROUND,
    )  # fmt: skip
    play = Play(drawn, order="1")
    play.send("stop")
    play.complete("x")
    assert play.open == ["h_start", "t"]


def test_a_handler_of_the_process_may_say_how_it_ended():
    drawn = definition(
        start(),
        user("t"),
        end(outcome="fulfilled"),
        path("start", "t", "end"),
        handler("h", message("stop"), end("no", outcome="rejected"), path("h_start", "no")),
        around=AROUND,
    )
    play = Play(drawn, order="1")
    step = play.send("stop")
    assert (step.ended, step.outcome) == (True, "rejected")
    assert [p.what for p in step.passed if p.element == "h_start"] == ["entered", "fired", "completed"]


def test_a_start_reached_by_nobody_is_not_told_as_passed():
    play = Play(definition(*level("message", False), around=AROUND), order="1")
    assert "h_start" not in [p.element for p in play.step.passed]
    play.cancel()
    assert "h_start" not in [p.element for p in play.step.passed]
    assert "h" not in play.step.reached


@pytest.mark.parametrize("interrupting", [True, False])
@pytest.mark.parametrize("together", [True, False])
def test_a_multiple_start_begins_it_by_any_and_a_parallel_multiple_one_by_all(together: bool, interrupting: bool):
    drawn = handler(
        "h", message("stop") + signal("alarm"), user("help"), path("h_start", "help"), interrupting=interrupting
    )
    drawn = drawn.replace("<startEvent ", '<startEvent parallelMultiple="true" ' if together else "<startEvent ", 1)
    play = Play(definition(start(), user("t"), path("start", "t"), drawn, around=AROUND), order="1")
    play.signal("alarm")
    assert ("help" in play.open) is not together
    if together:
        play.send("stop")
    assert ("help" in play.open, "t" in play.open) == (True, not interrupting)
