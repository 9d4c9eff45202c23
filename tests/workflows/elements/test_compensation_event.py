"""Events that have things undone: one activity or all, waiting for it or not (BPMN 2.0.2, table 10.93)."""

import pytest

from tests.workflows.diagrams import boundary, definition, end, path, start, throw, user
from tests.workflows.play import Play
from tests.workflows.undoing import compensate, undoer, undone
from workflows.errors import DefinitionRefused


def drawn(last, *after):
    return definition(
        start(), user("a"), user("b"), undone("a", "a2"), undoer("a2"), undone("b", "b2"), undoer("b2"), last,
        path("start", "a", "b", "undo", *after), *(user(key) for key in after),
    )  # fmt: skip


def play(last, *after):
    found = Play(drawn(last, *after))
    found.complete("a")
    found.complete("b")
    return found


def test_a_throw_may_name_one_activity_and_another_the_rest():
    first = play(throw("undo", compensate("a")), "after")
    assert first.open == ["a2"]
    first.complete("a2")
    assert first.open == ["after"]


def test_an_end_waits_for_what_it_has_undone():
    last = play(end("undo", compensate()))
    last.complete("b2")
    assert last.open == ["a2"]
    assert last.complete("a2").ended


def test_not_waiting_it_goes_on_beside_and_the_process_ends_with_the_last():
    beside = play(throw("undo", compensate(waits=False)), "after")
    assert beside.open == ["after", "b2"]
    beside.complete("after")
    assert beside.open == ["b2"]
    beside.complete("b2")
    assert beside.complete("a2").ended


def test_an_end_has_its_outcome():
    last = play(end("undo", compensate("b"), outcome="rejected"))
    assert last.complete("b2").outcome == "rejected"


def test_a_compensation_event_that_leads_to_nothing_is_refused():
    with pytest.raises(DefinitionRefused) as refused:
        definition(start(), user("a"), boundary("u", "a", compensate()), path("start", "a"))
    assert [p.code for p in refused.value.problems] == ["compensation.handler"]
