"""One way through a diagram, written as lines `what is open -> what is done`.

What is open are element ids, `task*3` for three of them. What is done: a task's id completes it (JSON behind it are its
answers), `tick` lets the next timer come due, `send NAME`, `signal NAME`, `resume CALL`, and
`change {JSON}` sets variables. A last line without an arrow is what stays open; else the process has ended.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from tests.workflows.play import Play
from workflows.bounds import Bounds
from workflows.definition import Definition


@dataclass(frozen=True)
class Case:
    """`lines` as above; `data` it starts with; `then` variables it ends with; `thrown` signals that leave it."""

    lines: str
    data: dict[str, Any] = field(default_factory=dict)
    start: str | None = None
    then: dict[str, Any] = field(default_factory=dict)
    thrown: tuple[str, ...] = ()
    error: str = ""

    def play(self, definition: Definition) -> Play:
        """Play it to its end and hold it against what is expected."""
        data = {"request": {"number": "REQ-1"}, **self.data}
        play = Play(definition, start=self.start, bounds=Bounds(cycle_seconds=10), **data)
        thrown = [one.name for one in play.step.thrown]
        last = ""
        for line in filter(None, (line.strip() for line in self.lines.split("\n"))):
            waiting, arrow, last = line.partition("->")
            assert play.open == opened(waiting), line
            if arrow:
                do(play, last.strip())
                thrown += [one.name for one in play.step.thrown]
        assert play.step.ended == bool(last)
        assert {name: play.data.get(name) for name in self.then} == self.then
        assert tuple(thrown) == self.thrown
        return play


def opened(text: str) -> list[str]:
    """`a b*2` as a sorted list of ids."""
    found: list[str] = []
    for part in text.split():
        key, _, times = part.partition("*")
        found += [key] * int(times or 1)
    return sorted(found)


def do(play: Play, action: str) -> None:
    """Carry out one action."""
    verb, _, rest = action.partition(" ")
    if verb == "tick":
        play.at = min(timer.due for timer in play.step.timers)
        play.tick()
    elif verb in ("send", "signal", "resume"):
        getattr(play, verb)(rest)
    elif verb == "change":
        play.change(**json.loads(rest))
    else:
        play.complete(verb, **json.loads(rest or "{}"))
