"""The bytes of an instance: small, honest about what they do not know, and readable for ever."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from tests.workflows.diagrams import definition, end, loop, path, start, user
from tests.workflows.play import BEGIN, Play
from workflows import values
from workflows.bounds import Bounds
from workflows.commands import Complete, Resume, Start, Tick
from workflows.definition import Source, load
from workflows.engine import run
from workflows.errors import BoundCrossed, StepFailed
from workflows.state import READS, WRITES, is_later

STATES = Path(__file__).parent / "states"


def test_a_state_of_every_format_still_opens_and_goes_on():
    """The files were written when the format was new; they are never written again."""
    for number in range(1, READS + 1):
        loaded = load(Source((STATES / f"format-{number}.bpmn").read_bytes()))
        state = (STATES / f"format-{number}.bin").read_bytes()
        assert state[0] == number
        step = run(loaded, state, _variables(number), Tick(at=datetime(2026, 3, 4, 9, tzinfo=UTC)))
        assert sorted(t.element for t in step.tasks) == ["chase", "look", "review"]
        assert [c.element for c in step.calls] == ["install"]
        while not step.ended:
            if step.calls:
                step = run(loaded, step.state, step.variables, Resume(at=BEGIN, call=step.calls[0].id, result={"n": 1}))
            else:
                step = run(loaded, step.state, step.variables, Complete(at=BEGIN, task=step.tasks[0].id))
        assert step.outcome == "fulfilled"
        assert {"split", "look", "ask", "review"} <= step.reached


def _variables(number):
    return values.loads((STATES / f"format-{number}.json").read_text())


def test_a_state_holds_what_is_open_and_nothing_of_the_definition():
    play = Play(definition(start(), user("a_task_with_a_long_name"), path("start", "a_task_with_a_long_name")))
    assert len(play.step.state) < 100
    assert b"a_task" not in play.step.state


def test_a_state_of_another_diagram_is_refused():
    play = Play(definition(start(), user("a"), path("start", "a")))
    other = definition(start(), user("b"), path("start", "b"))
    with pytest.raises(StepFailed) as failed:
        run(other, play.state, {"": {"data": {}}}, Complete(at=BEGIN, task=play.task("a")))
    assert failed.value.kind == "state"


def test_a_state_outlives_changes_around_it_and_forgets_nothing_it_reached():
    old = Play(definition(start(), user("gone"), user("a"), end(), path("start", "gone", "a", "end")))
    old.complete("gone")
    new = definition(start(), user("more"), user("a"), user("b"), end(), path("start", "more", "a", "b", "end"))
    record = values.loads(old.text)
    step = run(new, old.state, record, Complete(at=BEGIN, task=old.task("a")))
    assert [t.element for t in step.tasks] == ["b"]
    assert "gone" not in step.reached
    back = run(old.definition, old.state, record, Complete(at=BEGIN, task=old.task("a")))
    assert {"start", "gone", "start_gone", "a"} <= back.reached
    kept = step.state
    with pytest.raises(StepFailed):
        run(old.definition, kept, record, Tick(at=BEGIN))
    assert len(kept) > len(run(new, None, None, Start(at=BEGIN)).state)


@pytest.mark.parametrize("state", [b"", b"\x00abc", b"\xff", bytes([WRITES]), bytes([WRITES]) + b"not zlib"])
def test_damaged_bytes_are_an_incident_not_a_crash(state):
    with pytest.raises(StepFailed) as failed:
        run(definition(start(), user("a"), path("start", "a")), state, {"": {"data": {}}}, Tick(at=BEGIN))
    assert failed.value.kind == "state"


def test_only_what_no_release_up_to_this_one_writes_is_of_a_later_one():
    assert WRITES <= READS
    assert [is_later(one) for one in (None, b"", bytes([WRITES]), bytes([READS]), bytes([READS + 1]))] == [
        False
    ] * 4 + [True]


def test_a_thousand_instances_stay_below_their_bounds():
    play = Play(definition(start(), user("t", loop("for i in 1..1000 return i", "n")), path("start", "t")))
    assert len(play.step.tasks) == 1000
    assert len(play.step.state) < Bounds().state_bytes / 10
    play.complete("t")
    assert len(play.step.tasks) == 999


def test_the_same_command_on_the_same_state_gives_the_same_bytes():
    """Play runs every command twice and compares; here also the record's text is compared."""
    play = Play(definition(start(), user("t", loop("[3,1,2]", "n", into="o", each="x")), path("start", "t")))
    play.complete("t", x={"b": 1, "a": 2})
    again = run(
        play.definition, play.state, values.loads(play.text), Complete(at=BEGIN, task=play.task("t"), data={"x": 5})
    )
    play.complete("t", x=5)
    assert orjson.dumps(play.step.passed) == orjson.dumps(again.passed)
    assert again.variables.text() == play.text


def test_the_state_may_not_outgrow_its_bound():
    drawn = definition(start(), user("t", loop("for i in 1..900 return i", "x")), path("start", "t"))
    with pytest.raises(BoundCrossed) as crossed:
        Play(drawn, bounds=Bounds(state_bytes=1000))
    assert crossed.value.bound == "state_bytes"
