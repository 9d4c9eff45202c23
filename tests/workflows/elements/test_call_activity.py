"""Called processes: sealed, counted, bounded (BPMN 2.0.2, 10.3.6)."""

import pytest

from tests.workflows.diagrams import (
    call,
    definition,
    diagram,
    end,
    flow,
    mappings,
    path,
    service,
    start,
    user,
    xor,
)
from tests.workflows.play import Play
from workflows.errors import BoundCrossed

CALLED = diagram(start("s2"), user("a"), end("e2", outcome="inner"), path("s2", "a", "e2"), process="q")


def called(ext="", **given):
    return definition(
        start(),
        call("c", "q", ext=ext, **given),
        user("after"),
        end(outcome="outer"),
        path("start", "c", "after", "end"),
        called={"q": CALLED},
    )


def test_a_called_process_sees_its_inputs_only_and_gives_its_outputs_only():
    play = Play(called(mappings({"x": "n + 1"}, {"y": "x * 10"})), n=1)
    assert play.seen(play.step.tasks[0].scope) == {"x": 2}
    assert play.step.tasks[0].process == "q"
    assert "q/a" in play.step.reached
    assert "a" not in play.step.reached
    play.complete("a", x=5, noise=True)
    assert play.data == {"n": 1, "y": 50}
    assert play.complete("after").outcome == "outer"


def test_propagating_all_parent_and_all_child_variables():
    play = Play(called(parent=True, children=True), n=1)
    assert play.seen(play.step.tasks[0].scope) == {"n": 1}
    play.complete("a", n=2, m=3)
    assert play.data == {"n": 2, "m": 3}
    quiet = Play(called(), n=1)
    quiet.complete("a", n=2, m=3)
    assert quiet.data == {"n": 1}


def test_a_process_that_calls_itself_is_stopped():
    again = diagram(start("s2"), call("c2", "q"), path("s2", "c2"), process="q")
    with pytest.raises(BoundCrossed) as crossed:
        Play(definition(start(), call("c", "q"), path("start", "c"), called={"q": again}))
    assert (crossed.value.bound, crossed.value.element) == ("call_depth", "c2")


def test_conditional_default_after_call():
    """What a called process gives is there for the gateway behind it."""
    play = Play(
        definition(
            start(),
            call("c", "q", ext=mappings(outputs={"ok": "fine"})),
            xor("x", default="x_no"),
            user("yes"),
            user("no"),
            path("start", "c", "x"),
            flow("x", "yes", "ok"),
            flow("x", "no"),
            called={"q": CALLED},
        )
    )
    play.complete("a", fine=True)
    assert play.open == ["yes"]


def test_executions_count_on_over_all_processes_of_the_instance():
    """The same element id in a called process never gets the same idempotency key."""
    inner = diagram(start("s2"), service("work"), path("s2", "work"), process="q")
    drawn = definition(start(), service("work"), call("c", "q"), path("start", "work", "c"), called={"q": inner})
    play = Play(drawn)
    first = play.step.calls[0]
    play.resume("work")
    second = play.step.calls[0]
    assert (first.process, first.execution, second.process, second.execution) == ("p", 1, "q", 2)
