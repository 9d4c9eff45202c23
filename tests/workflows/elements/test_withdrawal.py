"""Withdrawal: an instance that is cancelled has what was done undone first, in the order the flow asks for."""

from tests.workflows.diagrams import definition, end, par, path, start, sub, user
from tests.workflows.play import Play
from tests.workflows.undoing import undoer, undone
from workflows.commands import Cancel
from workflows.undoing import undoable


def withdraw(play: Play) -> None:
    play.give(Cancel(reason="Not needed.", undo=True, at=play.at, zone=play.zone))


def names(play: Play) -> list[tuple[str, str]]:
    assert play.state is not None
    return [(one.element, one.by) for one in undoable(play.definition, play.state, Cancel(at=play.at))]


def test_with_nothing_to_undo_it_is_over_at_once():
    play = Play(definition(start(), user("a"), user("b"), path("start", "a", "b"), undone("b", "b2"), undoer("b2")))
    play.complete("a")
    assert names(play) == []
    withdraw(play)
    assert (play.step.ended, play.step.outcome, play.step.reason) == (True, None, "Not needed.")


def test_what_follows_is_undone_first_and_what_stands_beside_at_the_same_time():
    play = Play(
        definition(
            start(), par("fork"), user("a"), user("b"), user("c"), par("join"), user("rest"), end(),
            path("start", "fork", "a", "b", "join", "rest", "end"), path("fork", "c", "join"),
            *(undone(one, f"{one}2") + undoer(f"{one}2") for one in "abc"),
        )
    )  # fmt: skip
    for one in "abc":
        play.complete(one)
    assert names(play) == [("c", "c2"), ("b", "b2"), ("a", "a2")]
    withdraw(play)
    assert sorted(play.open) == ["b2", "c2"]
    assert names(play) == []
    play.complete("c2")
    play.complete("b2")
    assert (play.open, play.step.ended) == (["a2"], False)
    play.complete("a2")
    assert (play.step.ended, play.step.outcome, play.step.reason) == (True, None, "Not needed.")
    assert play.step.variables.keys() == {""}


def test_a_sub_process_under_way_is_undone_through_what_it_holds():
    inner = (start("s"), user("a"), user("b"), path("s", "a", "b"), undone("a", "a2"), undoer("a2"))
    play = Play(definition(start(), sub("inside", *inner), path("start", "inside")))
    play.complete("a")
    withdraw(play)
    assert play.open == ["a2"]
    play.complete("a2")
    assert play.step.ended
