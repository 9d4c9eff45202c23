"""`laneway play FILES`: walk through a diagram in the terminal, step by step, without database and without people.

One plays everybody: completes the tasks, answers the calls, lets time pass. Nothing of it is kept.
"""

import argparse
import json
import shlex
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from workflows import scopes
from workflows.commands import Begin, Command, Complete, Fail, Resume, Send, Signal, Start, Tick
from workflows.definition import Definition, Source, load
from workflows.element import Element, Event
from workflows.engine import run
from workflows.errors import DefinitionRefused, EngineError
from workflows.loader.canonical import read
from workflows.step import Step

HELP = """  NUMBER [JSON]       finish what waits under that number, with its answers or result
  fail NUMBER CODE    a call comes back with a business error
  later 2d | 3h | 5m  time passes; what comes due happens
  signal NAME [JSON]  send a signal
  data                the variables
  quit"""
UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


class Wait(NamedTuple):
    """One thing the process waits for: its line, and the command that ends it with such data."""

    line: str
    end: Callable[[dict[str, Any]], Command]
    call: str | None = None


class Player:
    """One instance, from its start to its end."""

    def __init__(self, definition: Definition, zone: str) -> None:
        self.definition, self.zone, self.at = definition, zone, datetime.now(UTC).replace(microsecond=0)
        self.step: Step | None = None
        self.stores: dict[str, Any] = {}

    def give(self, command: Command) -> Step:
        """Run the command. Raises EngineError, and nothing has happened."""
        before = self.step
        state, variables = (before.state, before.variables) if before else (None, None)
        self.step = run(self.definition, state, variables, command, stores=self.stores)
        self.stores |= {one.store: one.value for one in self.step.stored}
        return self.step

    def moment(self) -> dict[str, Any]:
        """What every command carries."""
        return {"at": self.at, "zone": self.zone}

    def waits(self) -> list[Wait]:
        """Everything open, in the order in which it is numbered."""
        return list(self._waits(self.step)) if self.step and not self.step.ended else []

    def _waits(self, step: Step) -> Iterator[Wait]:
        for task in step.tasks:
            yield Wait(f"task    {self._name(task.element)}", partial(self._complete, task.id))
        for call in step.calls:
            yield Wait(f"call    {self._name(call.element)} ({call.type})", partial(self._resume, call.id), call.id)
        for timer in step.timers:
            due = timer.due.isoformat(timespec="minutes")
            yield Wait(f"timer   {self._name(timer.element)}, due {due}", partial(self._reach, timer.due, timer.id))
        for message in step.messages:
            words = f"message {message.name}" + (f" for {message.correlation_key}" if message.correlation_key else "")
            yield Wait(words, partial(self._send, message.id))
        for choice in step.choices:
            for element in choice.steps:
                yield Wait(f"may be  {self._name(element)}", partial(self._begin, choice.id, element))

    def _complete(self, task: str, data: dict[str, Any]) -> Command:
        return Complete(task=task, data=data, **self.moment())

    def _resume(self, call: str, data: dict[str, Any]) -> Command:
        return Resume(call=call, result=data, **self.moment())

    def _send(self, wait: str, data: dict[str, Any]) -> Command:
        return Send(wait=wait, data=data, **self.moment())

    def _begin(self, choice: str, element: str, _data: dict[str, Any]) -> Command:
        return Begin(choice=choice, element=element, **self.moment())

    def _reach(self, due: datetime, timer: str, _data: dict[str, Any]) -> Command:
        self.at = max(self.at, due)
        return Tick(timers=(timer,), **self.moment())

    def _name(self, element: str) -> str:
        for process in self.definition.processes.values():
            if found := process.elements.get(element):
                return f"{found.name} [{element}]" if found.name else element
        return element


def main(argv: list[str]) -> int:
    """Play until the end, `quit` or the end of the input; 1 when the diagram cannot run."""
    parser = argparse.ArgumentParser(prog="laneway play", description="Walk through a diagram in the terminal.")
    parser.add_argument("files", nargs="+", type=Path, help="the diagram first, then what it calls: .bpmn and .dmn")
    parser.add_argument("--data", default={}, type=_variables, help="variables at the start, as JSON")
    parser.add_argument("--start", help="the start event; asked where there are several")
    parser.add_argument("--zone", default="UTC", help="the time zone of its dates, such as Europe/Berlin")
    given = parser.parse_args(argv)
    if not any(path.suffix == ".bpmn" for path in given.files):
        parser.error("one of the files must be a diagram, and end in .bpmn.")
    try:
        definition = load(_source(given.files))
    except DefinitionRefused as error:
        for problem in error.problems:
            _say(f"{problem.severity}: {problem.element or ''} {problem.message} {problem.hint or ''}".rstrip())
        return 1
    player = Player(definition, given.zone)
    first = given.start or _chosen(definition)
    start = Start(data=given.data, start=first, **player.moment())
    if not _given(player, start):
        return 1
    for line in sys.stdin:
        if line.strip() == "quit" or not _told(player, line):
            break
    return 0


def _variables(typed: str) -> dict[str, Any]:
    """What --data says. Raises what argparse tells as a wrong word."""
    try:
        return dict(json.loads(typed))
    except (TypeError, ValueError) as error:
        raise argparse.ArgumentTypeError('a JSON object, such as {"seats": 2}') from error


def _chosen(definition: Definition) -> str | None:
    """Where it begins: asked where there are several starts; nothing typed is where orders begin."""
    starts = [definition.elements[key] for key in definition.process.starts]
    if len(starts) < 2:
        return None
    for number, element in enumerate(starts, start=1):
        told = [f"{event.kind} {event.name or event.expression or ''}".rstrip() for event in _events(element)]
        _say(f"{number:>3}  start   {element.name or element.id}" + (f" ({', '.join(told)})" if told else ""))
    _say("Which start? A number; nothing for where orders begin.")
    typed = sys.stdin.readline().strip()
    return starts[int(typed) - 1].id if typed.isdecimal() and 0 < int(typed) <= len(starts) else None


def _events(element: Element) -> list[Event]:
    return [event for event in (element.event.every if element.event else ()) if event.kind != "none"]


def _source(paths: list[Path]) -> Source:
    diagram, *others = [path for path in paths if path.suffix == ".bpmn"]
    called = {name: path.read_bytes() for path in others for name in read(path.read_bytes()).processes}
    decisions = tuple(path.read_bytes() for path in paths if path.suffix == ".dmn")
    return Source(diagram.read_bytes(), called=called, decisions=decisions)


def _told(player: Player, line: str) -> bool:
    """Do what the line says; False when the process has ended."""
    try:
        command = _command(player, line)
    except (ValueError, IndexError) as error:
        _say(f"{error}\n{HELP}")
        return True
    if command is not None:
        _given(player, command)
    return bool(player.waits()) or not (player.step and player.step.ended)


def _command(player: Player, line: str) -> Command | None:
    """Raises ValueError, IndexError for a line that says nothing that can be done."""
    verb, _, rest = line.strip().partition(" ")
    if verb == "data":
        root = scopes.root(player.step.variables) if player.step else {}
        _say(json.dumps(root, indent=1, ensure_ascii=False, default=str))
        return None
    if verb == "later":
        player.at += timedelta(**{UNITS[rest[-1:]]: float(rest[:-1])}) if rest[-1:] in UNITS else _no_time(rest)
        return Tick(**player.moment())
    if verb == "signal":
        name, _, data = rest.partition(" ")
        return Signal(name=name, data=json.loads(data or "{}"), **player.moment())
    if verb == "fail":
        number, code = shlex.split(rest)
        call = player.waits()[int(number) - 1].call
        return Fail(call=call or _no_call(number), code=code, **player.moment())
    if not verb.isdecimal() or not 0 < int(verb) <= len(player.waits()):
        raise ValueError("What is to happen?")
    return player.waits()[int(verb) - 1].end(json.loads(rest or "{}"))


def _no_time(text: str) -> timedelta:
    raise ValueError(f"{text!r} is no length of time.")


def _no_call(number: str) -> str:
    raise ValueError(f"{number} is no call.")


def _given(player: Player, command: Command) -> bool:
    """Run it and say what happened and what waits now."""
    try:
        step = player.give(command)
    except EngineError as error:
        _say(f"✗ {error}")
        return False
    for passed in step.passed:
        _say(f"  {passed.what:<9} {passed.element}")
    if step.ended:
        _say("■ Ended" + (f": {step.outcome}" if step.outcome else "") + (f", {step.reason}" if step.reason else ""))
    for number, wait in enumerate(player.waits(), start=1):
        _say(f"{number:>3}  {wait.line}")
    return True


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
