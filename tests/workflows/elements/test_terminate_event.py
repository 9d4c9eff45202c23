"""Terminate end events of Activiti and Flowable that end more than their level."""

from tests.workflows.diagrams import call, definition, diagram, end, loop, node, path, script, start, sub, user
from tests.workflows.play import Play

ALL, MANY = (
    f'<terminateEventDefinition xmlns:flowable="http://flowable.org/bpmn" flowable:{name}="true"/>'
    for name in ("terminateAll", "terminateMultiInstance")
)


def test_all_ends_the_request_from_any_depth_with_its_own_outcome():
    inner = diagram(start(), user("in"), node("endEvent", "stop", ALL), path("start", "in", "stop"), process="q")
    beside = sub("box", start("s"), call("c", "q"), user("after"), path("s", "c", "after"))
    drawn = definition(
        start(), beside, user("side"), end("end"), path("start", "box", "end"), path("start", "side"),
        called={"q": inner},
    )  # fmt: skip
    play = Play(drawn)
    play.complete("in")
    assert play.step.ended
    assert {(one.element, one.what) for one in play.step.passed} >= {("stop", "completed"), ("side", "cancelled")}
    assert ("stop", "cancelled") not in {(one.element, one.what) for one in play.step.passed}


def test_the_outcome_is_that_of_the_end_event_that_ends_all():
    stop = end("stop", ALL, outcome="rejected")
    box = sub("box", start("s"), user("in"), stop, path("s", "in", "stop"))
    play = Play(definition(start(), box, user("b"), end("end", outcome="fulfilled"), path("start", "box", "b", "end")))
    play.complete("in")
    assert (play.step.ended, play.step.outcome) == (True, "rejected")


def test_multi_instance_ends_the_other_instances_and_goes_on_behind_them():
    stop = node("endEvent", "stop", MANY)
    for sequential in (True, False):
        many = loop("[1, 2, 3]", "one", sequential=sequential, into="found", each="n")
        box = sub("box", many, start("s"), user("in"), script("set", "one", "n"), stop, path("s", "in", "set", "stop"))
        play = Play(definition(start(), box, user("after"), path("start", "box", "after")))
        play.complete("in")
        assert play.open == ["after"]


def test_without_instances_around_it_ends_the_request():
    box = sub("box", start("s"), user("in"), node("endEvent", "stop", MANY), path("s", "in", "stop"))
    play = Play(definition(start(), box, user("after"), path("start", "box", "after")))
    play.complete("in")
    assert play.step.ended
