"""Which call activity a step of a called process stands in: the one reached whose way on has not been taken. Pure."""

from collections.abc import Collection

from workflows.definition import Definition


def callers(definition: Definition, called: str, reached: Collection[str]) -> list[str]:
    """The main process's call activities that may be running `called` now; where a loop hides it, all reached."""
    there = [e for e in definition.elements.values() if e.called_process == called and e.id in reached]
    waiting = [e.id for e in there if not any(flow in reached for flow in e.outgoing)]
    return waiting or [e.id for e in there]


def stage(definition: Definition, called: str, reached: Collection[str]) -> str:
    """The caller's words for the requester; "" when there are none, or when it could be one of several."""
    found = [definition.elements[key].properties.get("stage", "") for key in callers(definition, called, reached)]
    words = found[0] if len(found) == 1 else ""
    return "" if words.startswith("=") else words
