"""What all nodes share: flows in and out (BPMN 2.0.2, 13.2.1)."""

from tests.workflows.diagrams import (
    definition,
    end,
    flow,
    path,
    start,
    user,
    xor,
)
from tests.workflows.play import Play


def test_conditions_on_flows_out_of_a_task_count():
    drawn = definition(
        start(), user("t"), user("a"), user("b"), path("start", "t"), flow("t", "a", "n > 1"), flow("t", "b", "n > 2")
    )
    play = Play(drawn)
    play.complete("t", n=2)
    assert play.open == ["a"]
    play = Play(drawn)
    play.complete("t", n=3)
    assert play.open == ["a", "b"]


def test_two_flows_out_of_a_task_are_both_taken_and_two_into_one_each_pass():
    play = Play(
        definition(
            start(), user("t"), user("a"), user("b"), user("c"), path("start", "t", "a", "c"), path("t", "b", "c")
        )
    )
    play.complete("t")
    assert play.open == ["a", "b"]
    play.complete("a")
    play.complete("b")
    assert play.open == ["c", "c"]


def test_ids_that_collide_with_spiffworkflows_own_names():
    keys = ("Start", "End", "Root", "p.EndJoin")
    play = Play(definition(start(keys[0]), xor(keys[1]), user(keys[2]), end(keys[3]), path(*keys)))
    assert play.complete(play.open[0]).ended
