"""Tokens at rest: a command wakes what it touches and no more, and leaves the same bytes as one that wakes all.

The second half of that is asked of every command of every other test here, too (play.py).
"""

from collections import Counter
from datetime import timedelta

import pytest

from tests.workflows.diagrams import (
    boundary,
    catch,
    declared,
    definition,
    end,
    event_gateway,
    handler,
    loop,
    message,
    messages,
    par,
    path,
    signal,
    start,
    sub,
    timer,
    user,
)
from tests.workflows.play import BEGIN, Play
from workflows import state
from workflows.bounds import DEFAULT
from workflows.commands import Command, Complete, Send, Signal, Tick
from workflows.definition import Definition
from workflows.engine import run
from workflows.errors import NotWaiting, StepFailed
from workflows.record import Record
from workflows.tokens import Tree


def many(count: int, condition: str | None = None) -> Play:
    each = loop(f"for n in 1..{count} return n", "n", until=condition)
    return Play(definition(start(), user("t", each), end(), path("start", "t", "end")))


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts the tokens that wake and the scopes that are read."""
    found: Counter[str] = Counter()
    wake, read = Tree._wake, Record.__getitem__

    def woken(tree, key, *rest):
        found["tokens"] += 1
        return wake(tree, key, *rest)

    def asked(record, key):
        found["scopes"] += isinstance(record._held[key], str)
        return read(record, key)

    monkeypatch.setattr(Tree, "_wake", woken)
    monkeypatch.setattr(Record, "__getitem__", asked)
    return found


@pytest.mark.parametrize("kind", ["alone", "with a deadline each"])
def test_one_of_many_touches_no_more_than_one_of_few(touched: Counter[str], kind: str) -> None:
    costs = []
    for count in (3, 100):
        play = many(count) if kind == "alone" else Play(beside(count))
        touched.clear()
        command = Complete(at=BEGIN, task=play.step.tasks[1].id)
        run(play.definition, play.state, Record.read(play.text or ""), command)
        costs.append(dict(touched))
    assert costs[0] == costs[1]
    assert costs[0]["tokens"] <= 5
    assert costs[0]["scopes"] <= 3


NEWS, STORM = messages(news="string(n)"), declared("signal", "storm")
WEEK = catch("w", timer("P7D"))
HEARD = {
    "timer": (catch("e", timer('=duration("P" + string(n) + "D")')), path("s2", "e", "e2")),
    "message": (catch("e", message("news")), path("s2", "e", "e2")),
    "signal": (catch("e", signal("storm")), path("s2", "e", "e2")),
    "behind a gateway": (
        event_gateway("g"), catch("e", message("news")), WEEK, path("s2", "g", "e", "e2") + path("g", "w", "e2"),
    ),
    "on a border": (
        user("t"), boundary("e", "t", message("news"), interrupting=False), user("x"),
        path("s2", "t", "e2") + path("e", "x", "e2"),
    ),
    "of a handler": (
        user("t"), handler("h", message("news"), user("x"), end("he"), path("h_start", "x", "he")),
        path("s2", "t", "e2"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", HEARD)
def test_what_happens_to_one_of_many_wakes_no_more_than_what_happens_to_one_of_few(
    touched: Counter[str], kind: str
) -> None:
    costs = []
    for count in (3, 60):
        box = sub("box", start("s2"), *HEARD[kind], end("e2"), loop(f"for n in 1..{count} return n", "n"))
        play = Play(definition(start(), box, end(), path("start", "box", "end"), around=NEWS + STORM))
        at = BEGIN + timedelta(days=2)
        step = play.step
        command: Command
        if kind == "signal":
            command = Signal(at=at, name="storm", waits=(step.signals[1].id,))
        elif kind == "timer":
            command = Tick(at=at, timers=(step.timers[1].id,))
        else:
            command = Send(at=at, wait=step.messages[1].id)
        touched.clear()
        run(play.definition, play.state, Record.read(play.text or ""), command)
        costs.append(dict(touched))
        assert play.give(command).passed
    assert costs[0] == costs[1]
    assert costs[0]["tokens"] <= 5
    assert costs[0]["scopes"] <= 3


def test_all_that_is_due_wakes_and_nothing_else(touched: Counter[str]) -> None:
    box = sub("box", start("s2"), *HEARD["timer"], end("e2"), loop("for n in 1..20 return n", "n"))
    play = Play(definition(start(), box, end(), path("start", "box", "end")))
    touched.clear()
    run(play.definition, play.state, Record.read(play.text or ""), Tick(at=BEGIN + timedelta(days=3)))
    assert touched["tokens"] <= 3 * 2 + 2
    assert len(play.wait(days=3).tick().timers) == 17


def test_those_at_rest_end_with_what_ends_all() -> None:
    play = many(20, "numberOfCompletedInstances = 2")
    play.complete("t")
    assert len(play.step.tasks) == 19
    step = play.complete("t")
    assert step.ended
    assert sum(one.what == "cancelled" for one in step.passed) == 18


def beside(count: int) -> Definition:
    """A task, and beside it a sub-process for each of some people, each with a deadline."""
    inside = (start("s2"), user("t"), boundary("late", "t", timer("P1D")), user("chase"))
    ways = path("s2", "t", "e2") + path("late", "chase", "e2")
    box = sub("box", *inside, end("e2"), ways, loop(f"for n in 1..{count} return n", "n"))
    return definition(
        start(), par("f"), user("a"), box, end(), path("start", "f", "a", "end") + path("f", "box", "end")
    )


def test_what_was_kept_before_them_may_go_without_waking_them() -> None:
    play = Play(beside(3))
    play.complete("a")
    play.complete("t")
    assert play.open == ["late", "late", "t", "t"]
    play.wait(days=2).tick()
    assert play.open == ["chase", "chase"]
    play.complete("chase")
    assert play.complete("chase").ended


def test_any_that_wakes_goes_where_it_was() -> None:
    play = Play(beside(3))
    play.complete("t")
    for number in range(len(_read(play).tasks)):
        tree = _read(play)
        assert tree.tasks[list(tree.tasks)[number]].workflow is tree
        assert state.dumps(tree) == play.state
        tree.release()


def test_who_is_not_there_is_not_found_among_those_at_rest() -> None:
    play = many(3)
    with pytest.raises(NotWaiting):
        run(play.definition, play.state, Record.read(play.text or ""), Complete(at=BEGIN, task="77"))
    other = definition(start(), user("else"), end(), path("start", "else", "end"))
    with pytest.raises(StepFailed):
        run(other, play.state, Record.read(play.text or ""), Tick(at=BEGIN))


def _read(play: Play) -> Tree:
    tree = Tree(play.definition, Tick(at=BEGIN), DEFAULT, Record.read(play.text or ""))
    state.loads(tree, play.state or b"")
    return tree
