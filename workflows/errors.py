"""What can go wrong inside the engine room, as plain errors that know nothing of HTTP, jobs or tables.

Operations translate them (app/errors.py). Every class carries a sentence that a process owner can act on.
"""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Problem:
    """One finding about a diagram: what, where and how to mend it; `group`: the key of the group that is missing."""

    severity: Severity
    code: str
    message: str
    element: str | None = None
    line: int | None = None
    hint: str | None = None
    group: str | None = None


class EngineError(Exception):
    """Base of everything `workflows` raises on purpose."""


class DefinitionRefused(EngineError):
    """The bytes cannot become a runnable definition; `problems` says why, element by element."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(p.message for p in problems) or "The diagram cannot be used.")
        self.problems = problems


class NotWaiting(EngineError):
    """The command names a task, call, timer or message that the instance does not wait for (any more)."""


class StepFailed(EngineError):
    """An accepted command led into something that cannot go on: an incident.

    `kind` is one of: expression, decision, script, no_flow, uncaught_error, values, state, dead_end.
    """

    def __init__(self, message: str, *, kind: str, element: str | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.element = element


class BoundCrossed(StepFailed):
    """A bound of one run (bounds.py) was crossed (steps, time, tokens, bytes, call depth, items); `bound` names it."""

    def __init__(self, message: str, *, bound: str, element: str | None = None) -> None:
        super().__init__(message, kind="bound", element=element)
        self.bound = bound


class BadValue(EngineError):
    """A value that may not enter the variables: NUL, lone surrogate, NaN, too deep, reserved key, too large."""

    def __init__(self, message: str, *, path: str = "") -> None:
        super().__init__(message)
        self.path = path
