"""Which call activity a step of a called process stands in: the one reached whose way on has not been taken. Pure."""

from collections.abc import Collection

from workflows.definition import Definition
from workflows.step import Step


def callers(definition: Definition, called: str, reached: Collection[str]) -> list[str]:
    """The main process's call activities that may be running `called` now; where a loop hides it, all reached."""
    there = [e for e in definition.elements.values() if e.called_process == called and e.id in reached]
    waiting = [e.id for e in there if not any(flow in reached for flow in e.outgoing)]
    return waiting or [e.id for e in there]


def stage(definition: Definition, called: str, reached: Collection[str]) -> str:
    """The caller's words for the requester; "" when there are none, or when it could be one of several."""
    words = said(definition, called, reached, "stage")
    return "" if words.startswith("=") else words


def said(definition: Definition, called: str, reached: Collection[str], name: str) -> str:
    """A property of the call activity; "" without one, or when it could be one of several."""
    found = [definition.elements[key].properties.get(name, "") for key in callers(definition, called, reached)]
    return found[0] if len(found) == 1 else ""


def just_begun(step: Step) -> set[str]:
    """What to look among first: what this Step entered tells call activities apart where a loop hides it."""
    return {one.element for one in step.passed if one.what == "entered"}
