"""One making of a decision: the run that all its expressions share, and why something came out null on the way.

DMN answers null where a rule is broken; whoever asked for the decision is told which rule it was.
"""

from datetime import datetime
from typing import Any

from workflows.feel.run import Body, Frame, Run

MAX_FAILURES = 20


class Making(Run):
    """A run with the failures met in it, each a sentence, the first ones only."""

    __slots__ = ("failures",)

    def __init__(self, at: datetime, zone: str, fuel: int) -> None:
        super().__init__(at, zone, fuel)
        self.failures: list[str] = []


def fail(run: Run, sentence: str) -> Any:
    """Null, with the sentence that says why."""
    if isinstance(run, Making) and len(run.failures) < MAX_FAILURES:
        run.failures.append(sentence)
    return run.null(sentence)


def failing(sentence: str) -> Body:
    """Logic that is not there: null each time, with the reason."""
    return Body(lambda frame: fail(frame.run, sentence), 1)


def enter(body: Body, frame: Frame) -> Any:
    """Pay for a part of the model and work it out. Raises FeelFuelError."""
    frame.run.charge(body.cost)
    return body.closure(frame)
