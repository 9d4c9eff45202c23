"""Conditions that wait: one is looked at again when something that it reads has changed, and only then.

What comes of it must be what comes of looking at all of them after every change: Play asks that of every command.
"""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflows.diagrams import (
    boundary,
    catch,
    conditional,
    definition,
    end,
    handler,
    loop,
    mappings,
    par,
    path,
    start,
    sub,
    user,
)
from tests.workflows.play import BEGIN, Play
from workflows.commands import Complete
from workflows.definition import Definition
from workflows.elements.subscription import Subscription
from workflows.engine import run
from workflows.record import Record


def beside(condition: str) -> Definition:
    """A task, then one more, and beside them, for each of three, a wait for a condition."""
    each = loop("[1,2,3]", "n")
    box = sub("box", start("s2"), catch("k", conditional(condition)), end("e2"), path("s2", "k", "e2"), each)
    ways = path("start", "f", "a", "b", "end") + path("f", "box", "end")
    return definition(start(), par("f"), user("a"), user("b"), box, end(), ways)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tokens whose condition was worked out."""
    found: list[str] = []
    holds = Subscription.holds

    def looked(subscription: Subscription, token: Any, label: str) -> bool:
        found.append(token.id)
        return holds(subscription, token, label)

    monkeypatch.setattr(Subscription, "holds", looked)
    return found


@pytest.mark.parametrize(
    ("condition", "data", "times", "happened"),
    [
        ("x = n", {"y": 1}, 0, 0),
        ("x = n", {"x": 0}, 0, 0),
        ("x = n", {"x": 2}, 3, 1),
        ("count([x, y]) = 2 and y > n", {"y": 3}, 3, 2),
        ("order.count = n", {"order": {"count": 1}}, 3, 1),
        ("[{z: 1}, {z: n}][z = y] != [] and y > 2", {"y": 3}, 3, 1),
        ("n > 3", {"n": 4}, 3, 0),  # by its name alone, wherever that is
    ],
)
def test_only_what_reads_the_change_is_looked_at(
    looks: list[str], condition: str, data: dict[str, Any], times: int, happened: int
) -> None:
    play = Play(beside(condition), x=0, y=0, order={"count": 0})
    looks.clear()
    command = Complete(at=BEGIN, task=play.task("a"), data=data)
    step = run(play.definition, play.state, Record.read(play.text or ""), command)
    assert len(set(looks)) == times
    assert [one.element for one in step.passed if one.what == "fired"] == ["k"] * happened
    assert play.give(command) == step


def test_one_that_reads_the_clock_is_looked_at_by_every_command() -> None:
    play = Play(beside(f'now() > date and time("{(BEGIN + timedelta(days=2)).isoformat()}")'))
    assert not any(one.what == "fired" for one in play.complete("a").passed)
    play.wait(days=3)
    assert play.complete("b").ended


RANDOM = definition(
    start(),
    par("f"),
    user("a"),
    sub(
        "box",
        start("s2"),
        par("g"),
        user("inner"),
        catch("k", conditional("x = n or mine > y")),
        end("e2"),
        path("s2", "g", "inner", "e2") + path("g", "k", "e2"),
        loop("[1,2,3]", "n"),
        ext=mappings({"mine": "x"}),
    ),
    user("t"),
    boundary("often", "t", conditional("x > y"), interrupting=False),
    user("chase"),
    end(),
    handler("h", conditional("z.a = x"), user("help"), end("he"), path("h_start", "help", "he"), interrupting=False),
    path("start", "f", "a", "end") + path("f", "box", "end") + path("f", "t", "end") + path("often", "chase", "end"),
)
VALUES = st.sampled_from([0, 1, 2, 3])
DATA = st.dictionaries(st.sampled_from("xy"), VALUES) | st.fixed_dictionaries(
    {"z": st.builds(lambda a: {"a": a}, VALUES)}
)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(deeds=st.lists(st.tuples(st.integers(0, 9), DATA | st.fixed_dictionaries({"mine": VALUES})), max_size=8))
def test_whatever_changes_it_is_as_if_all_were_looked_at(deeds: list[tuple[int, dict[str, int]]]) -> None:
    play = Play(RANDOM, x=0, y=5, z={"a": 7})
    for place, data in deeds:
        tasks = play.step.tasks
        chosen = tasks[place % len(tasks)]
        if chosen.element in ("a", "inner") or place > 6:
            play.change(chosen.id if "mine" in data else "", **data)
        else:
            play.give(Complete(at=play.at, task=chosen.id, data=data))
