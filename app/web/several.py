"""Several approvals decided in one go, for the page and for programs: each in a transaction of its own, so that what
cannot be decided so holds nothing up and is answered with why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.db import transaction
from app.errors import Conflict, Forbidden, InvalidForm, LanewayError, NotFound
from app.operations import deciding
from app.operations.permissions import Actor

MOST = 40


@dataclass(frozen=True)
class Left:
    """One that could not be decided, and the error that says why."""

    task: int
    error: LanewayError

    @property
    def why(self) -> str:
        """In words, those of the form's fields where it is the form."""
        return " ".join(self.error.fields.values()) if isinstance(self.error, InvalidForm) else str(self.error)


def decide(actor: Actor, tasks: Iterable[int], answers: dict[str, Any]) -> list[Left]:
    """Give each of these approvals the same answers. Returns those that are left."""
    return [left for task in dict.fromkeys(tasks) if (left := _one(actor, task, answers))]


def _one(actor: Actor, task: int, answers: dict[str, Any]) -> Left | None:
    try:
        with transaction():
            deciding.together(actor, task, answers)
    except (InvalidForm, Conflict, Forbidden, NotFound) as error:
        return Left(task, error)
    return None
