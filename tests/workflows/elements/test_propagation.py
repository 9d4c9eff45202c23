"""Errors and escalations on their way up (BPMN 2.0.2, 10.5.6 and 13.5.4): caught, or an incident, never silent."""

import pytest

from tests.workflows.diagrams import (
    boundary,
    call,
    declared,
    definition,
    diagram,
    end,
    error,
    escalation,
    loop,
    mappings,
    node,
    par,
    path,
    service,
    start,
    sub,
    throw,
    user,
)
from tests.workflows.play import Play
from workflows.errors import StepFailed

ERRORS = declared("error", "broken", "missing")


def test_a_failed_call_is_caught_by_the_boundary_with_its_code():
    drawn = definition(
        start(),
        service("s"),
        boundary("any", "s", error()),
        boundary("b", "s", error("broken"), ext=mappings(outputs={"why": "errorMessage"})),
        user("x"),
        user("y"),
        path("start", "s"),
        path("b", "x"),
        path("any", "y"),
        around=ERRORS,
    )
    play = Play(drawn)
    play.fail("s", "broken", "No stock.")
    assert play.open == ["x"]
    assert play.data["why"] == "No stock."
    other = Play(drawn)
    other.fail("s", "unknown")
    assert other.open == ["y"]
    assert not other.step.calls


def test_a_failed_call_that_nobody_catches_is_an_incident_and_changes_nothing():
    play = Play(
        definition(start(), service("s"), boundary("b", "s", error("broken")), path("start", "s"), around=ERRORS)
    )
    with pytest.raises(StepFailed) as failed:
        play.fail("s", "missing", "Gone.")
    assert (failed.value.kind, failed.value.element) == ("uncaught_error", "s")
    assert "missing" in str(failed.value)
    assert "Gone." in str(failed.value)
    assert play.resume("s").ended


def test_an_error_end_is_caught_outside_its_sub_process_and_ends_all_in_it():
    drawn = definition(
        start(),
        sub(
            "box",
            start("s2"),
            par("p"),
            user("a"),
            service("w"),
            end("e", error("broken")),
            path("s2", "p", "a", "e"),
            path("p", "w"),
        ),
        boundary("b", "box", error("broken")),
        user("x"),
        user("after"),
        path("start", "box", "after"),
        path("b", "x"),
        around=ERRORS,
    )
    play = Play(drawn)
    play.complete("a")
    assert play.open == ["x"]
    assert ("box", "cancelled") in [(p.element, p.what) for p in play.step.passed]


def test_an_error_end_that_nobody_catches_never_lets_the_parent_go_on():
    drawn = definition(
        start(),
        sub("box", start("s2"), user("a"), end("e", error("broken")), path("s2", "a", "e")),
        user("after"),
        path("start", "box", "after"),
        around=ERRORS,
    )
    play = Play(drawn)
    with pytest.raises(StepFailed) as failed:
        play.complete("a")
    assert (failed.value.kind, failed.value.element) == ("uncaught_error", "e")


def test_an_error_rises_through_sub_processes_and_called_processes():
    called = diagram(
        start("s2"),
        sub("inner", start("s3"), service("w"), path("s3", "w")),
        path("s2", "inner"),
        process="q",
        around=ERRORS,
    )
    drawn = definition(
        start(),
        call("c", "q"),
        boundary("b", "c", error("broken")),
        user("x"),
        path("start", "c"),
        path("b", "x"),
        around=ERRORS,
        called={"q": called},
    )
    play = Play(drawn)
    play.fail("w", "broken")
    assert play.open == ["x"]
    assert list(play.step.variables) == [""]


def test_an_error_in_one_instance_ends_the_whole_multi_instance():
    drawn = definition(
        start(),
        service("s", loop("[1,2,3]", "n")),
        boundary("b", "s", error("broken")),
        user("x"),
        path("start", "s"),
        path("b", "x"),
        around=ERRORS,
    )
    play = Play(drawn)
    play.resume("s")
    play.fail("s", "broken")
    assert play.open == ["x"]


def test_an_escalation_goes_on_beside_or_instead():
    def drawn(interrupting):
        return definition(
            start(),
            sub("box", start("s2"), throw("cry", escalation("up")), user("a"), path("s2", "cry", "a")),
            boundary("b", "box", escalation("up"), interrupting=interrupting),
            user("boss"),
            path("start", "box"),
            path("b", "boss"),
            around=declared("escalation", "up"),
        )

    assert Play(drawn(False)).open == ["a", "boss"]
    assert Play(drawn(True)).open == ["boss"]


def test_an_escalation_end_event_of_a_called_process_reaches_the_caller():
    called = diagram(
        start("s2"), end("e", escalation("up")), path("s2", "e"), process="q", around=declared("escalation", "up")
    )
    play = Play(
        definition(
            start(),
            call("c", "q"),
            boundary("b", "c", escalation(), interrupting=False),
            user("boss"),
            user("after"),
            path("start", "c", "after"),
            path("b", "boss"),
            called={"q": called},
        )
    )
    assert play.open == ["after", "boss"]


def test_an_escalation_that_nobody_catches_passes_on_as_a_notice():
    step = Play(
        definition(
            start(),
            throw("cry", escalation("up")),
            user("a"),
            path("start", "cry", "a"),
            around=declared("escalation", "up"),
        )
    ).step
    assert [t.element for t in step.tasks] == ["a"]
    assert len(step.notices) == 1
    assert step.notices[0].code == "up"


def test_an_error_end_in_the_main_process_is_an_incident():
    with pytest.raises(StepFailed) as failed:
        Play(definition(start(), node("endEvent", "e", error("broken")), path("start", "e"), around=ERRORS))
    assert failed.value.kind == "uncaught_error"


def test_the_code_thrown_and_the_outcome_may_be_expressions():
    failing = '<error id="dyn" name="dyn" errorCode="=why"/>'
    play = Play(
        definition(
            start(),
            sub("box", start("s2"), end("e", error("dyn")), path("s2", "e")),
            boundary("b", "box", error("broken")),
            end("over", outcome='=if why = "broken" then "rejected" else "answered"'),
            path("start", "box"),
            path("b", "over"),
            around=ERRORS + failing,
        ),
        why="broken",
    )
    assert (play.step.ended, play.step.outcome) == (True, "rejected")
