"""Transactions: cancelled as a whole (BPMN 2.0.2, 10.3.5)."""

import pytest

from tests.workflows.diagrams import CANCEL, boundary, definition, end, error, loop, node, par, path, start, sub, user
from tests.workflows.play import Play
from tests.workflows.undoing import undoer, undone
from workflows.errors import StepFailed


def transaction(*inside, before=(), around=()):
    inner = (start("s2"), *inside)
    drawing = (start(), *before, node("transaction", "tx", *inner), boundary("gone", "tx", CANCEL), user("out"))
    return definition(*drawing, user("after"), path("start", "tx", "after"), path("gone", "out"), *around)


def test_one_that_nobody_cancels_goes_on_as_a_sub_process():
    play = Play(transaction(user("a"), path("s2", "a")))
    play.complete("a")
    assert play.open == ["after"]


def test_cancelling_ends_what_is_open_undoes_what_is_done_and_leaves_by_the_border():
    play = Play(
        transaction(
            par("p"), user("a"), user("b"), user("open"), user("no"), end("cancel", CANCEL),
            undone("a", "a2"), undoer("a2"), undone("b", "b2"), undoer("b2"), undone("open", "o2"), undoer("o2"),
            path("s2", "p", "a", "b", "no", "cancel"), path("p", "open"),
        )
    )  # fmt: skip
    for key in ("a", "b", "no"):
        play.complete(key)
    assert play.open == ["b2"]
    play.complete("b2")
    assert play.open == ["a2"]
    play.complete("a2")
    assert play.open == ["out"]
    assert list(play.step.variables) == [""]


def test_with_nothing_to_undo_it_leaves_at_once():
    play = Play(transaction(user("no"), end("cancel", CANCEL), path("s2", "no", "cancel")))
    play.complete("no")
    assert play.open == ["out"]


def test_an_inner_sub_process_that_is_still_open_is_undone_through_what_it_completed():
    box = sub("box", start("s3"), user("a"), user("open"), undone("a", "a2"), undoer("a2"), path("s3", "a", "open"))
    play = Play(transaction(par("p"), box, user("no"), end("cancel", CANCEL), path("s2", "p", "box"),
                            path("p", "no", "cancel")))  # fmt: skip
    play.complete("a")
    play.complete("no")
    assert play.open == ["a2"]
    play.complete("a2")
    assert play.open == ["out"]


def test_a_cancel_in_an_inner_transaction_ends_only_that():
    inner = node("transaction", "inner", start("s3"), user("no"), end("cancel", CANCEL), path("s3", "no", "cancel"))
    play = Play(transaction(par("p"), inner, boundary("b3", "inner", CANCEL), user("x"), user("other"),
                            path("s2", "p", "inner"), path("p", "other"), path("b3", "x")))  # fmt: skip
    play.complete("no")
    assert play.open == ["other", "x"]


def test_a_completed_transaction_can_be_undone_later():
    inner = node("transaction", "inner", start("s3"), user("a"), undone("a", "a2"), undoer("a2"), path("s3", "a"))
    play = Play(transaction(inner, user("no"), end("cancel", CANCEL), path("s2", "inner", "no", "cancel")))
    play.complete("a")
    play.complete("no")
    play.complete("a2")
    assert play.open == ["out"]


def test_a_cancel_from_a_sub_process_inside_cancels_the_transaction_around_it():
    box = sub("box", start("s3"), user("no"), end("cancel", CANCEL), path("s3", "no", "cancel"))
    play = Play(transaction(par("p"), box, user("other"), path("s2", "p", "box"), path("p", "other")))
    play.complete("no")
    assert play.open == ["out"]


def test_one_instance_of_several_cancels_all():
    drawn = definition(
        start(), node("transaction", "tx", loop(times="2"), start("s2"), user("no"), end("c", CANCEL),
        path("s2", "no", "c")), boundary("b", "tx", CANCEL), user("out"), path("start", "tx"), path("b", "out"),
    )  # fmt: skip
    play = Play(drawn)
    play.complete("no")
    assert play.open == ["out"]


def test_an_error_leaves_it_without_undoing():
    play = Play(
        definition(
            start(), node("transaction", "tx", start("s2"), user("a"), user("no"), end("e", error("bad")),
            undone("a", "a2"), undoer("a2"), path("s2", "a", "no", "e")), boundary("b", "tx", error("bad")), user("x"),
            path("start", "tx"), path("b", "x"), around='<error id="bad" errorCode="bad"/>',
        )
    )  # fmt: skip
    play.complete("a")
    play.complete("no")
    assert play.open == ["x"]


def test_a_cancel_that_nobody_catches_is_an_incident():
    drawn = definition(
        start(), node("transaction", "tx", start("s2"), user("no"), end("c", CANCEL), path("s2", "no", "c")),
        path("start", "tx"),
    )  # fmt: skip
    play = Play(drawn)
    with pytest.raises(StepFailed) as failed:
        play.complete("no")
    assert (failed.value.kind, failed.value.element) == ("uncaught_error", "tx")
