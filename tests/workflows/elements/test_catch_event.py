"""Messages, signals and conditions awaited in the flow (BPMN 2.0.2, 10.5.4)."""

import pytest

from tests.workflows.diagrams import (
    boundary,
    catch,
    conditional,
    declared,
    definition,
    end,
    mappings,
    message,
    messages,
    node,
    par,
    path,
    signal,
    start,
    throw,
    timer,
    user,
)
from tests.workflows.play import Play
from workflows.errors import DefinitionRefused


def test_messages_by_name_and_key_enter_by_their_mappings():
    drawn = definition(
        start(),
        catch("wait", message("paid"), ext=mappings(outputs={"receipt": "number", "sum": "amount * 2"})),
        end(),
        path("start", "wait", "end"),
        around=messages(paid="order"),
    )
    play = Play(drawn, order=4711)
    (wait,) = play.step.messages
    assert (wait.name, wait.correlation_key, wait.new) == ("paid", "4711", True)
    assert play.send("paid", number="R-9", amount=4).ended
    assert play.data == {"order": 4711, "receipt": "R-9", "sum": 8}


def test_a_receive_task_waits_and_may_have_a_boundary_event():
    drawn = definition(
        start(),
        node("receiveTask", "r", messageRef="paid"),
        boundary("late", "r", timer("P1D")),
        user("chase"),
        end(),
        path("start", "r", "end"),
        path("late", "chase"),
        around=messages(paid="order"),
    )
    play = Play(drawn, order="x")
    assert play.open == ["late", "r"]
    other = Play(drawn, order="x")
    assert play.send("paid", by="card").ended
    assert play.data["by"] == "card"
    other.wait(days=1).tick()
    assert other.open == ["chase"]


def test_receive_and_send_tasks_without_a_message_are_refused_not_skipped():
    for tag in ("receiveTask", "sendTask"):
        with pytest.raises(DefinitionRefused):
            definition(start(), node(tag, "r"), path("start", "r"))


def test_a_signal_reaches_every_wait_in_the_instance_and_leaves_it():
    drawn = definition(
        start(),
        par("s"),
        user("t"),
        boundary("b", "t", signal("alarm")),
        user("x"),
        catch("c", signal("alarm")),
        user("y"),
        user("z"),
        throw("cry", signal("alarm")),
        end(),
        path("start", "s", "t"),
        path("b", "x"),
        path("s", "c", "y"),
        path("s", "z", "cry", "end"),
        around=declared("signal", "alarm"),
    )
    play = Play(drawn)
    assert [s.name for s in play.step.signals] == ["alarm", "alarm"]
    play.complete("z")
    assert play.open == ["x", "y"]
    assert [(t.kind, t.name) for t in play.step.thrown] == [("signal", "alarm")]
    other = Play(drawn)
    other.signal("alarm", why="drill")
    assert other.open == ["x", "y", "z"]
    assert other.data == {"why": "drill"}
    other.signal("nobody")


def test_conditional_events_look_at_the_variables_after_every_command():
    condition = conditional("level > 3")
    drawn = definition(
        start(),
        par("s"),
        user("t"),
        boundary("b", "t", condition, interrupting=False),
        user("x"),
        catch("c", condition),
        user("y"),
        user("z"),
        path("start", "s", "t"),
        path("b", "x"),
        path("s", "c", "y"),
        path("s", "z"),
    )
    play = Play(drawn, level=1)
    assert play.open == ["t", "z"]
    play.complete("z", level=4)
    assert play.open == ["t", "x", "y"]
    play.change(level=5)
    assert play.open == ["t", "x", "y"]
    play.change(level=1)
    play.change(level=4)
    assert play.open == ["t", "x", "x", "y"]


@pytest.mark.parametrize(
    "definition_xml",
    [
        "<errorEventDefinition/>",
        "<escalationEventDefinition/>",
        "<compensateEventDefinition/>",
        "<cancelEventDefinition/>",
        "",
    ],
)
def test_catching_what_cannot_be_caught_in_the_flow_is_refused(definition_xml):
    with pytest.raises(DefinitionRefused):
        definition(start(), catch("c", definition_xml), user("t"), path("start", "c", "t"))
