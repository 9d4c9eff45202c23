"""Sub-processes: levels of their own (BPMN 2.0.2, 13.3.4)."""

from tests.workflows.diagrams import (
    boundary,
    call,
    definition,
    diagram,
    par,
    path,
    start,
    sub,
    timer,
    user,
)
from tests.workflows.play import Play
from workflows.bounds import Bounds


def test_a_sub_process_is_over_with_its_last_token():
    play = Play(
        definition(
            start(),
            sub("box", start("s2"), par("p"), user("a"), user("b"), path("s2", "p", "a"), path("p", "b")),
            user("after"),
            path("start", "box", "after"),
        )
    )
    play.complete("a")
    assert play.open == ["b"]
    play.complete("b")
    assert play.open == ["after"]


def test_a_timer_on_a_sub_process_ends_everything_in_it():
    play = Play(
        definition(
            start(),
            sub("box", start("s2"), sub("in", start("s3"), user("a", ext=""), path("s3", "a")), path("s2", "in")),
            boundary("b", "box", timer("P1D")),
            user("x"),
            path("start", "box"),
            path("b", "x"),
        )
    )
    play.wait(days=1).tick()
    assert play.open == ["x"]


def nested(inner, levels):
    for level in range(levels):
        inner = sub(f"box{level}", inner)
    return (start("begin"), inner, path("begin", f"box{levels - 1}"))


def test_a_thousand_levels_run_and_can_be_cancelled():
    called = {"q0": diagram(*nested(user("deep"), 150), process="q0")}
    for number in range(1, 8):
        called[f"q{number}"] = diagram(*nested(call("c", f"q{number - 1}"), 150), process=f"q{number}")
    play = Play(definition(start(), call("c", "q7"), path("start", "c"), called=called), bounds=Bounds(steps=10_000))
    assert play.open == ["deep"]
    assert play.cancel().ended
