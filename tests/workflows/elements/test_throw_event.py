"""Messages and signals thrown, and the end of things (BPMN 2.0.2, 13.5.6)."""

import pytest

from tests.workflows.diagrams import (
    TERMINATE,
    catch,
    declared,
    definition,
    mappings,
    message,
    messages,
    node,
    par,
    path,
    service,
    signal,
    start,
    sub,
    throw,
    user,
)
from tests.workflows.play import Play
from workflows.errors import DefinitionRefused, StepFailed


def test_thrown_messages_leave_with_what_the_mappings_say():
    drawn = definition(
        start(),
        throw("tell", message("order"), ext=mappings({"item": "wanted.name"})),
        node("sendTask", "send", messageRef="order"),
        node("endEvent", "over", message("done")),
        path("start", "tell", "send", "over"),
        around=messages(order="id", done=None),
    )
    step = Play(drawn, id="7", wanted={"name": "desk"}).step
    assert [(t.kind, t.name, t.correlation_key, t.data, t.element) for t in step.thrown] == [
        ("message", "order", "7", {"item": "desk"}, "tell"),
        ("message", "order", "7", {}, "send"),
        ("message", "done", "", {}, "over"),
    ]
    assert step.ended


def test_a_signal_end_event_throws():
    drawn = definition(
        start(),
        par("s"),
        catch("c", signal("alarm")),
        user("y"),
        user("z"),
        node("endEvent", "cry", signal("alarm")),
        path("start", "s", "c", "y"),
        path("s", "z", "cry"),
        around=declared("signal", "alarm"),
    )
    play = Play(drawn)
    assert play.complete("z").thrown[0].name == "alarm"
    assert play.open == ["y"]


def test_terminate_ends_everything_at_once():
    drawn = definition(
        start(),
        par("s"),
        user("a"),
        service("b"),
        user("c"),
        node(
            "endEvent",
            "stop",
            '<extensionElements><zeebe:properties><zeebe:property name="outcome" '
            'value="rejected"/></zeebe:properties></extensionElements>',
            TERMINATE,
        ),
        path("start", "s", "a"),
        path("s", "b"),
        path("s", "c", "stop"),
    )
    step = Play(drawn).complete("c")
    assert (step.ended, step.outcome, len(step.tasks), len(step.calls)) == (True, "rejected", 0, 0)


def test_terminate_in_a_sub_process_ends_only_that():
    drawn = definition(
        start(),
        sub(
            "box",
            start("s2"),
            par("p2"),
            user("a"),
            user("b"),
            node("endEvent", "stop", TERMINATE),
            path("s2", "p2", "a"),
            path("p2", "b", "stop"),
        ),
        user("after"),
        path("start", "box", "after"),
    )
    play = Play(drawn)
    play.complete("b")
    assert play.open == ["after"]


@pytest.mark.parametrize(
    "definition_xml",
    [
        "<errorEventDefinition/>",
        '<linkEventDefinition name="l"/>',
        "<cancelEventDefinition/>",
        "<timerEventDefinition/>",
        "<conditionalEventDefinition/>",
    ],
)
def test_throwing_what_would_do_nothing_is_refused(definition_xml):
    with pytest.raises(DefinitionRefused):
        definition(start(), throw("c", definition_xml), user("t"), path("start", "c", "t"))


@pytest.mark.parametrize("order", [None, [1], {"id": 1}])
def test_a_message_whose_key_is_nothing_to_compare_is_an_incident(order):
    drawn = definition(start(), throw("tell", message("order")), path("start", "tell"), around=messages(order="order"))
    with pytest.raises(StepFailed) as failed:
        Play(drawn, order=order)
    assert (failed.value.kind, failed.value.element) == ("expression", "tell")


def test_one_without_a_definition_just_passes():
    play = Play(definition(start(), throw("t"), user("a"), path("start", "t", "a")))
    assert (play.open, play.step.thrown) == (["a"], ())


@pytest.mark.parametrize("kind", ["intermediateThrowEvent", "endEvent"])
def test_a_multiple_event_throws_all_its_definitions(kind: str):
    every = node(kind, "t", message("done"), signal("alarm"))
    step = Play(
        definition(start(), every, path("start", "t"), around=messages(done=None) + declared("signal", "alarm"))
    ).step
    assert [(thrown.kind, thrown.name) for thrown in step.thrown] == [("message", "done"), ("signal", "alarm")]
    assert step.ended
