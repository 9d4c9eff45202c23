"""Complex gateways: activation, and what comes later (BPMN 2.0.2, 10.6.5 and 13.4.5)."""

import pytest

from tests.workflows.diagrams import definition, flow, node, par, path, start, user, xor
from tests.workflows.play import Play
from workflows.errors import StepFailed


def complex_gateway(key, activation=None, default=None):
    told = f'<activationCondition xsi:type="tFormalExpression">={activation}</activationCondition>'
    return node("complexGateway", key, told if activation else "", default=default)


def drawn(activation, *after):
    branches = [path("p", key, "x") for key in "abc"]
    tasks = [user(key) for key in "abc"]
    return definition(
        start(), par("p"), *tasks, complex_gateway("x", activation), path("start", "p"), *branches, *after
    )


def test_two_of_three_go_on_and_the_third_is_swallowed():
    play = Play(drawn("activationCount >= 2", user("on"), path("x", "on")))
    play.complete("a")
    assert play.open == ["b", "c"]
    play.complete("c")
    assert play.open == ["b", "on"]
    play.complete("on")
    assert play.open == ["b"]
    play.complete("b")
    assert play.step.ended


def test_what_comes_later_takes_the_ways_whose_condition_says_so():
    play = Play(
        drawn(
            "activationCount >= 1",
            user("first"),
            user("late"),
            flow("x", "first", "waitingForStart"),
            flow("x", "late", "not(waitingForStart)"),
        )
    )
    play.complete("b")
    assert play.open == ["a", "c", "first"]
    play.complete("a")
    assert play.open == ["c", "first"]
    play.complete("c")
    assert play.open == ["first", "late"]


def test_after_the_rest_came_it_begins_anew():
    """Both tasks of the loop lead back: in the second turn two of two are wanted again."""
    play = Play(
        definition(
            start(), xor("m"), par("p"), user("a"), user("b"), complex_gateway("x", "activationCount = 1"), user("go"),
            path("start", "m", "p", "a", "x", "go", "m"), path("p", "b", "x"),
        )
    )  # fmt: skip
    play.complete("a")
    assert play.open == ["b", "go"]
    play.complete("b")
    assert play.open == ["go"]
    play.complete("go")
    assert play.open == ["a", "b"]
    play.complete("b")
    assert play.open == ["a", "go"]


def test_without_an_activation_condition_it_joins_what_can_still_come():
    play = Play(drawn(None, user("on"), path("x", "on")))
    for key in "abc":
        assert "on" not in play.open
        play.complete(key)
    assert play.open == ["on"]


def test_with_one_way_in_it_is_an_inclusive_split():
    play = Play(
        definition(
            start(),
            complex_gateway("x", default="x_c"),
            *(user(key) for key in "abc"),
            path("start", "x"),
            flow("x", "a", "n > 1"),
            flow("x", "b", "n > 2"),
            flow("x", "c"),
        ),
        n=3,
    )
    assert play.open == ["a", "b"]


def test_a_condition_that_never_holds_is_an_incident_and_no_hang():
    play = Play(drawn("activationCount > 5", user("on"), path("x", "on")))
    play.complete("a")
    play.complete("b")
    with pytest.raises(StepFailed) as failed:
        play.complete("c")
    assert (failed.value.kind, failed.value.element) == ("dead_end", "x")


def test_a_condition_that_is_no_boolean_is_an_incident():
    play = Play(drawn("activationCount", user("on"), path("x", "on")))
    with pytest.raises(StepFailed):
        play.complete("a")
