"""A token moved by hand: within its level, never into a loop, a join or what stands beside the flow."""

import pytest

from tests.workflows.diagrams import (
    boundary,
    catch,
    definition,
    end,
    event_gateway,
    loop,
    par,
    path,
    service,
    start,
    sub,
    timer,
    user,
)
from tests.workflows.play import Play
from workflows.commands import Move, Tick
from workflows.errors import NotWaiting
from workflows.moving import movable, taken_back


def move(play: Play, token: str, to: str, **data: object) -> None:
    play.give(Move(token=token, to=to, data=data, at=play.at, zone=play.zone))


def where(play: Play) -> dict[str, list[str]]:
    """Element -> where its token could go."""
    found = movable(play.definition, play.state, Tick(at=play.at))
    return {one.element: [key for key, _name in one.targets] for one in found if one.targets}


def test_the_old_element_ends_and_the_other_is_entered() -> None:
    ticking = boundary("late", "a", timer("PT1H"))
    play = Play(
        definition(start(), user("a"), ticking, user("b"), end(), path("start", "a", "b", "end"), path("late", "b"))
    )
    assert where(play)["a"] == ["b", "end"]
    move(play, play.task("a"), "b", seen=True)
    assert play.open == ["b"]
    assert play.data["seen"] is True
    play.complete("b")
    assert play.step.ended


def test_other_branches_stay_as_they_are() -> None:
    play = Play(
        definition(start(), par("p"), user("a"), service("s"), user("c"), path("start", "p", "a", "c"), path("p", "s"))
    )
    move(play, play.call("s"), "c")
    assert play.open == ["a", "c"]


def test_within_a_sub_process_it_stays_inside() -> None:
    inside = sub("box", start("s2"), user("a"), user("b"), path("s2", "a", "b"))
    play = Play(definition(start(), inside, user("after"), path("start", "box", "after")))
    assert where(play) == {"box": ["after"], "a": ["b"]}
    with pytest.raises(NotWaiting):
        move(play, play.task("a"), "after")
    move(play, play.task("a"), "b")
    assert play.open == ["b"]
    box = next(one.id for one in movable(play.definition, play.state, Tick(at=play.at)) if one.element == "box")
    move(play, box, "after")
    assert play.open == ["after"]


def test_a_loop_is_moved_as_a_whole() -> None:
    many = user("many", loop("[1, 2, 3]"))
    play = Play(definition(start(), many, user("after"), path("start", "many", "after")))
    assert where(play) == {"many": ["after"]}
    with pytest.raises(NotWaiting):
        move(play, play.task("many"), "after")


def test_nothing_is_moved_to_a_join_a_border_or_a_start() -> None:
    late = boundary("late", "a", timer("PT1H"))
    drawing = (start(), par("p"), user("a"), late, user("b"), par("join"), user("c"), path("late", "c"))
    play = Play(definition(*drawing, path("start", "p", "a", "join", "c"), path("p", "b", "join")))
    for target in ("join", "late", "start", "nowhere", "a"):
        with pytest.raises(NotWaiting):
            move(play, play.task("a"), target)


def test_events_of_one_gateway_end_together() -> None:
    drawing = (start(), event_gateway("g"), catch("soon", timer("PT1H")), catch("later", timer("PT2H")), user("a"))
    play = Play(definition(*drawing, path("start", "g", "soon", "a"), path("g", "later", "a")))
    move(play, play.step.timers[0].id, "a")
    assert play.open == ["a"]


def test_a_move_is_taken_back_and_no_id_is_given_twice() -> None:
    play = Play(definition(start(), service("a"), service("b"), path("start", "a", "b")))
    before, record, old = play.state, play.step.variables, play.call("a")
    move(play, old, "b")
    new = play.call("b")
    step = taken_back(play.definition, before, record, play.state, Tick(at=play.at))
    assert [(one.id, one.new) for one in step.calls] == [(old, False)]
    play.state, play.step = step.state, step
    move(play, old, "b")
    assert int(play.call("b")) > int(new)
    assert play.step.calls[0].execution == 2
