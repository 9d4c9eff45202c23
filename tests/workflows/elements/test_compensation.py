"""Compensation: what was completed is undone, the last first (BPMN 2.0.2, 10.7 and 13.5.5)."""

import json
import zlib

import pytest

from tests.workflows.diagrams import (
    definition,
    loop,
    mappings,
    node,
    path,
    repeat,
    script,
    service,
    start,
    throw,
    user,
    xor,
)
from tests.workflows.play import Play
from tests.workflows.undoing import compensate, undoer, undone


def handler(key, *inside):
    """An event sub-process that begins with compensation."""
    first = node("startEvent", f"{key}_start", compensate())
    return node("subProcess", key, first, *inside, triggeredByEvent="true")


def test_what_was_completed_is_undone_the_last_first():
    play = Play(
        definition(
            start(), user("a"), user("b"), user("c"), throw("undo", compensate()), user("after"),
            path("start", "a", "b", "c", "undo", "after"),
            undone("a", "a2"), undoer("a2"), undone("c", "c2"), undoer("c2"),
        )
    )  # fmt: skip
    for key in "abc":
        play.complete(key)
    assert play.open == ["c2"]
    play.complete("c2")
    assert play.open == ["a2"]
    play.complete("a2")
    assert play.open == ["after"]
    assert {"undo_a", "undo_c", "a2"} <= play.step.reached


def test_only_what_was_completed_and_only_once():
    play = Play(
        definition(
            start(), xor("m"), user("a"), throw("undo", compensate()), user("again"), path("start", "m", "a", "undo"),
            path("undo", "again", "m"), undone("a", "a2"), undoer("a2"), user("never"), undone("never", "n2"),
            undoer("n2"), xor("x"), path("x", "never"),
        )
    )  # fmt: skip
    play.complete("a")
    play.complete("a2")
    play.complete("again")
    assert play.open == ["a"]
    play.complete("a")
    assert play.open == ["a2"]
    play.complete("a2")
    assert play.open == ["again"]


def test_nothing_to_undo_just_passes():
    play = Play(definition(start(), throw("undo", compensate()), user("after"), path("start", "undo", "after")))
    assert play.open == ["after"]


def test_a_state_holds_only_what_can_be_undone():
    names = [f"t{n}" for n in range(20)]
    for more, kept in (((), []), ((undone("t7", "x"), undoer("x")), [["", [["9", "t7", []]]]])):
        play = Play(definition(start(), *(user(name) for name in names), path("start", *names), *more))
        for name in names[:19]:
            play.complete(name, **{f"v{name}": name})
        assert json.loads(zlib.decompress(play.state[1:]))[7] == kept
        assert list(play.step.variables) == [""]


def test_the_handler_sees_the_activitys_own_variables_as_they_were():
    play = Play(
        definition(
            start(), service("book", loop("rooms", "room", sequential=True), ext=mappings({"price": "room * 10"})),
            undone("book", "free"), script("x", '"changed"', "later"), throw("undo", compensate()),
            service("free", ext=mappings({"now": "price", "which": "room", "seen": "later"})).replace(
                "<serviceTask", '<serviceTask isForCompensation="true"'
            ),
            path("start", "book", "x", "undo"),
        ),
        rooms=[1, 2],
    )  # fmt: skip
    play.resume("book")
    play.resume("book")
    assert play.step.calls[0].data == {"now": 20, "which": 2, "seen": "changed"}
    play.resume("free")
    assert play.step.calls[0].data == {"now": 10, "which": 1, "seen": "changed"}
    assert play.resume("free").ended
    assert list(play.step.variables) == [""]


@pytest.mark.parametrize("marker", [loop(times="2"), repeat("loopCounter < 2")], ids=["multi", "loop"])
def test_every_instance_of_a_loop_is_undone(marker):
    play = Play(
        definition(
            start(), user("t", marker), undone("t", "t2"), undoer("t2"), throw("undo", compensate("t")),
            path("start", "t", "undo"),
        )
    )  # fmt: skip
    play.complete("t")
    play.complete("t")
    play.complete("t2")
    assert play.open == ["t2"]
    assert play.complete("t2").ended


def test_a_handler_may_be_a_multi_instance_or_a_sub_process():
    many = undoer("a2", loop("who", "one"))
    box = undoer("b2", start("s2"), user("x"), user("y"), path("s2", "x", "y"), tag="subProcess")
    play = Play(
        definition(
            start(), user("a"), user("b"), undone("a", "a2"), many, undone("b", "b2"), box,
            throw("undo", compensate()), path("start", "a", "b", "undo"),
        ),
        who=["p", "q"],
    )  # fmt: skip
    play.complete("a")
    play.complete("b")
    play.complete("x")
    play.complete("y")
    assert play.open == ["a2", "a2"]
    play.complete("a2")
    assert play.complete("a2").ended
