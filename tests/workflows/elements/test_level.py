"""Where a level begins, and which of its handlers may catch what is thrown in it."""

import pytest

from tests.workflows.diagrams import (
    TERMINATE,
    call,
    conditional,
    declared,
    definition,
    diagram,
    end,
    error,
    escalation,
    handler,
    loop,
    message,
    messages,
    node,
    par,
    path,
    service,
    signal,
    start,
    sub,
    throw,
    timer,
    user,
)
from tests.workflows.play import Play
from workflows.errors import NotWaiting

AROUND = messages(go=None) + declared("signal", "alarm") + declared("error", "broken")


def test_a_plain_start_is_where_it_begins_and_others_when_named():
    others = {"m": message("go"), "s": signal("alarm"), "t": timer("R/P1D", "Cycle"), "c": conditional("x = 1")}
    drawn = definition(
        *(start(key, what) + user(f"by_{key}") + path(key, f"by_{key}") for key, what in others.items()),
        start(),
        user("plain"),
        start("second"),
        user("never"),
        path("start", "plain"),
        path("second", "never"),
        around=AROUND,
    )
    assert Play(drawn).open == ["plain"]
    for key in others:
        assert Play(drawn, start=key).open == [f"by_{key}"]
    assert Play(drawn, start="second").open == ["never"]


def test_only_one_start_begins():
    drawn = definition(
        start("m", message("go")), start("s", signal("alarm")), user("a"), user("b"), path("m", "a"), path("s", "b"),
        around=AROUND,
    )  # fmt: skip
    assert Play(drawn).open == ["a"]


def test_without_start_end_or_ids_it_begins_and_ends_where_nothing_leads():
    bare = '<sequenceFlow sourceRef="a" targetRef="b"/><sequenceFlow sourceRef="a" targetRef="c"/>'
    play = Play(definition(user("a"), user("b"), user("c"), bare))
    play.complete("a")
    assert play.open == ["b", "c"]
    play.complete("b")
    assert play.complete("c").ended


def test_terminate_ends_its_own_level_alone():
    box = sub(
        "box", start("s2"), par("p"), user("x"), user("y"), end("e", TERMINATE), path("s2", "p", "x", "e"),
        path("p", "y"), handler("h", signal("alarm"), user("z"), path("h_start", "z"), interrupting=False),
    )  # fmt: skip
    drawn = definition(
        start(), par("q"), box, user("beside"), user("after"), path("start", "q", "box", "after"), path("q", "beside"),
        around=AROUND,
    )  # fmt: skip
    play = Play(drawn)
    play.signal("alarm")
    play.complete("x")
    assert play.open == ["after", "beside"]


@pytest.mark.parametrize("many", [True, False])
def test_an_error_out_of_called_processes_is_caught_where_they_are_called(many):
    called = diagram(start("s2"), service("w"), path("s2", "w"), process="q")
    drawn = definition(
        start(),
        call("c", "q", loop("[1,2]", "n") if many else ""),
        user("after"),
        path("start", "c", "after"),
        handler("h", error("broken"), user("x"), path("h_start", "x")),
        around=AROUND,
        called={"q": called},
    )
    play = Play(drawn)
    play.fail("w", "broken")
    assert play.open == ["x"]
    assert play.complete("x").ended


def test_an_error_code_that_no_handler_names_goes_on_up():
    inner = sub(
        "box", start("s2"), service("w"), path("s2", "w"),
        handler("in", error("broken"), user("x"), path("in_start", "x")),
    )  # fmt: skip
    drawn = definition(
        start(), inner, path("start", "box"), handler("out", error(), user("y"), path("out_start", "y")), around=AROUND
    )
    play = Play(drawn)
    play.fail("w", "other")
    assert play.open == ["y"]


def test_a_repeated_handler_has_one_start():
    drawn = definition(
        start(), user("t"), path("start", "t"),
        node("subProcess", "h", start("h_start", message("go")), user("x"), path("h_start", "x"),
             triggeredByEvent="true"),
        around=AROUND,
    )  # fmt: skip
    play = Play(drawn)
    play.send("go")
    with pytest.raises(StopIteration):
        play.send("go")
    assert play.open == ["x"]


def test_what_a_handler_throws_itself_does_not_begin_it_again():
    up = escalation("up")
    drawn = definition(
        start(), user("t"), throw("cry", up), user("u"), path("start", "t", "cry", "u"),
        handler("h", up, throw("again", up), user("x"), path("h_start", "again", "x"), interrupting=False),
        around=declared("escalation", "up"),
    )  # fmt: skip
    play = Play(drawn)
    step = play.complete("t")
    assert play.open == ["u", "x"]
    assert len(step.notices) == 1


def test_an_instance_that_ended_while_handlers_waited_has_ended():
    drawn = definition(
        start(), user("t"), path("start", "t"), handler("h", timer("PT1H"), user("x"), path("h_start", "x"))
    )
    play = Play(drawn)
    assert play.complete("t").ended
    with pytest.raises(NotWaiting):
        play.wait(hours=1).tick()
    assert len(play.step.state) < 60
