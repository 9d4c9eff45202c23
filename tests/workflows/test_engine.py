"""One request from order to fulfilment: the thin way through the engine."""

from datetime import timedelta

import pytest

from tests.workflows.diagrams import (
    boundary,
    definition,
    end,
    flow,
    path,
    service,
    start,
    timer,
    user,
    xor,
)
from tests.workflows.play import BEGIN, Play
from workflows.commands import Complete
from workflows.errors import NotWaiting, StepFailed

APPROVAL = (
    start(),
    user("approve", kind="approval", stage='="Approval of " + item'),
    xor("decided", default="decided_no"),
    service("install"),
    end("no", outcome="rejected"),
    end("yes", outcome="fulfilled"),
    boundary("remind", "approve", timer("P2D")),
    user("chase"),
    end("late"),
    path("start", "approve", "decided"),
    flow("decided", "install", "approved"),
    flow("decided", "no", key="decided_no"),
    path("install", "yes"),
    path("remind", "chase", "late"),
)


@pytest.fixture(scope="module")
def approval():
    return definition(*APPROVAL)


def test_an_approved_request_is_fulfilled(approval):
    play = Play(approval, item="a laptop")
    (task,) = play.step.tasks
    assert (task.element, task.new, task.name) == ("approve", True, "Approve")
    assert task.properties == {"kind": "approval", "stage": "Approval of a laptop"}
    assert [t.due for t in play.step.timers] == [BEGIN + timedelta(days=2)]
    play.complete("approve", approved=True)
    (call,) = play.step.calls
    assert (call.type, call.execution, call.new) == ("http", 1, True)
    assert not play.step.timers
    play.resume("install", licence="L-1")
    assert play.step.ended
    assert play.step.outcome == "fulfilled"
    assert play.data == {"item": "a laptop", "approved": True, "licence": "L-1"}
    assert {"approve", "start_approve", "install", "yes"} <= play.step.reached
    assert "no" not in play.step.reached


def test_a_refused_request_is_rejected(approval):
    play = Play(approval, item="x")
    play.complete("approve", approved=False, reason="Too dear.")
    assert (play.step.ended, play.step.outcome, play.step.reason) == (True, "rejected", "Too dear.")


def test_an_interrupting_timer_ends_its_task(approval):
    play = Play(approval, item="x")
    play.wait(days=1)
    assert play.tick().tasks[0].new is False
    play.wait(days=1)
    play.tick(play.step.timers[0].id)
    assert play.open == ["chase"]
    assert [(p.element, p.what) for p in play.step.passed][:3] == [
        ("approve", "cancelled"),
        ("remind", "entered"),
        ("remind", "fired"),
    ]


def test_commands_for_what_is_not_waited_for_are_refused(approval):
    play = Play(approval, item="x")
    done = play.task("approve")
    with pytest.raises(NotWaiting):
        play.tick(play.step.timers[0].id)
    play.complete("approve", approved=True)
    with pytest.raises(NotWaiting):
        play.give(Complete(task=done, at=play.at))


def test_a_condition_that_is_null_says_what_and_why(approval):
    play = Play(approval, item="x")
    with pytest.raises(StepFailed) as failed:
        play.complete("approve")
    assert failed.value.kind == "expression"
    assert failed.value.element == "decided"
    assert "approved is null" in str(failed.value)
