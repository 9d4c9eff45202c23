"""What a throw reaches: the activities of its own scope, and what sub-processes hold."""

from tests.workflows.diagrams import (
    boundary,
    call,
    definition,
    diagram,
    end,
    error,
    flow,
    mappings,
    message,
    messages,
    node,
    par,
    path,
    start,
    sub,
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


def test_a_sub_process_without_a_handler_is_undone_through_what_it_holds():
    inner = (user("a"), user("b"), undone("a", "a2"), undoer("a2"), undone("b", "b2"), undoer("b2"))
    play = Play(
        definition(
            start(), sub("box", start("s2"), *inner, path("s2", "a", "b"), ext=mappings({"mine": "1"})), user("c"),
            undone("c", "c2"), undoer("c2"), throw("undo", compensate("box")), path("start", "box", "c", "undo"),
        )
    )  # fmt: skip
    for key in "abc":
        play.complete(key)
    assert play.open == ["b2"]
    assert play.seen(play.step.tasks[0].scope)["mine"] == 1
    play.complete("b2", mine=2)
    assert play.seen(play.step.tasks[0].scope)["mine"] == 2
    assert play.complete("a2").ended


def test_the_handler_on_its_border_undoes_a_sub_process_as_a_whole():
    inner = (user("a"), undone("a", "a2"), undoer("a2"))
    play = Play(
        definition(
            start(), sub("box", start("s2"), *inner, path("s2", "a")), undone("box", "box2"), undoer("box2"),
            throw("undo", compensate()), path("start", "box", "undo"),
        )
    )  # fmt: skip
    play.complete("a")
    assert play.open == ["box2"]
    assert play.complete("box2").ended


def test_an_event_sub_process_for_compensation_undoes_its_sub_process_and_decides_what_is_undone_in_it():
    inner = (user("a"), user("b"), undone("a", "a2"), undoer("a2"), undone("b", "b2"), undoer("b2"))
    mend = handler("mend", user("x"), throw("t", compensate("a")), user("y"), path("mend_start", "x", "t", "y"))
    play = Play(
        definition(
            start(), sub("box", start("s2"), *inner, path("s2", "a", "b"), mend, ext=mappings({"mine": "7"})),
            user("c"), throw("undo", compensate()), path("start", "box", "c", "undo"),
        )
    )  # fmt: skip
    for key in "abc":
        play.complete(key)
    assert play.open == ["x"]
    assert play.seen(play.step.tasks[0].scope)["mine"] == 7
    play.complete("x")
    assert play.open == ["a2"]
    play.complete("a2")
    assert play.open == ["y"]
    assert play.complete("y").ended
    assert list(play.step.variables) == [""]


def test_what_is_around_or_inside_is_not_undone_by_a_throw_elsewhere():
    inner = (user("b"), throw("undo", compensate()), undone("b", "b2"), undoer("b2"))
    play = Play(
        definition(
            start(), user("a"), undone("a", "a2"), undoer("a2"),
            sub("box", start("s2"), *inner, path("s2", "b", "undo")), user("after"), path("start", "a", "box", "after"),
        )
    )  # fmt: skip
    play.complete("a")
    play.complete("b")
    assert play.open == ["b2"]
    play.complete("b2")
    assert play.open == ["after"]


def test_what_an_interrupted_sub_process_had_completed_is_not_undone():
    inner = (user("a"), user("b"), undone("a", "a2"), undoer("a2"))
    play = Play(
        definition(
            start(), sub("box", start("s2"), *inner, path("s2", "a", "b")), boundary("halt", "box", message("halt")),
            throw("undo", compensate()), user("after"), path("start", "box"), path("halt", "undo", "after"),
            around=messages(halt=None),
        )
    )  # fmt: skip
    play.complete("a")
    play.send("halt")
    assert play.open == ["after"]


def test_an_interrupted_sub_process_takes_the_undoing_in_it_along():
    inner = (user("a"), throw("undo", compensate()), undone("a", "a2"), undoer("a2"))
    play = Play(
        definition(
            start(), sub("box", start("s2"), *inner, path("s2", "a", "undo")),
            boundary("halt", "box", message("halt")), user("after"), path("start", "box"), path("halt", "after"),
            around=messages(halt=None),
        )
    )  # fmt: skip
    play.complete("a")
    play.send("halt")
    assert play.open == ["after"]
    assert list(play.step.variables) == [""]


def test_a_called_process_is_undone_by_the_handler_on_the_call_alone():
    inner = diagram(start("s2"), user("a"), undone("a", "a2"), undoer("a2"), path("s2", "a"), process="q")
    for more, waiting in [((), ["after"]), ((undone("c", "c2"), undoer("c2")), ["c2"])]:
        drawn = definition(
            start(), call("c", "q"), *more, throw("undo", compensate()), user("after"),
            path("start", "c", "undo", "after"), called={"q": inner},
        )  # fmt: skip
        play = Play(drawn)
        play.complete("a")
        assert play.open == waiting


def test_parallel_branches_are_undone_in_the_reverse_order_of_their_ends():
    play = Play(
        definition(
            start(), par("p"), user("a"), user("b"), par("j"), throw("undo", compensate()),
            path("start", "p", "a", "j", "undo"), path("p", "b", "j"), undone("a", "a2"), undoer("a2"),
            undone("b", "b2"), undoer("b2"),
        )
    )  # fmt: skip
    play.complete("b")
    play.complete("a")
    play.complete("a2")
    assert play.open == ["b2"]


def test_an_error_in_a_handler_rises_to_what_catches_it():
    inner = (
        user("a"), undone("a", "a2"), undoer("a2", start("s3"), end("e3", error("oops")), path("s3", "e3"),
        tag="subProcess"), throw("undo", compensate()), path("s2", "a", "undo"),
    )  # fmt: skip
    play = Play(
        definition(
            start(), sub("box", start("s2"), *inner), boundary("b", "box", error("oops")), user("x"),
            path("start", "box"), path("b", "x"), around='<error id="oops" name="oops" errorCode="oops"/>',
        )
    )  # fmt: skip
    play.complete("a")
    assert play.open == ["x"]


def test_a_choice_decides_what_there_is_to_undo():
    drawn = definition(
        start(), xor("x", default="x_b"), user("a"), user("b"), xor("m"), throw("undo", compensate()),
        path("start", "x"), flow("x", "a", "yes"), flow("x", "b"), path("a", "m"),
        path("b", "m", "undo"), undone("a", "a2"), undoer("a2"),
        undone("b", "b2"), undoer("b2"),
    )  # fmt: skip
    for yes, key in ((True, "a"), (False, "b")):
        play = Play(drawn, yes=yes)
        play.complete(key)
        assert play.open == [f"{key}2"]
