"""The same done with several tasks in one go, for the pages and for programs: each in a transaction of its own, so that
what cannot be done holds nothing up and is answered with why.
"""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import request

from app.db import reading, transaction
from app.errors import Conflict, Forbidden, InvalidForm, LanewayError, NotFound
from app.operations import deciding, urgency
from app.operations import tasks as verbs
from app.operations.permissions import Actor, see_task
from app.queries import tasks as queries
from app.queries.tasks import TaskLine

MOST = 40
DEEDS = ("claim", "release", "assign", "priority")


@dataclass(frozen=True)
class Left:
    """One with which it could not be done, and the error that says why."""

    task: int
    error: LanewayError

    @property
    def why(self) -> str:
        """In words."""
        return self.error.words


def decide(actor: Actor, tasks: Iterable[int], answers: dict[str, Any]) -> list[Left]:
    """Give each of these approvals the same answers. Returns those that are left."""
    return each(tasks, lambda task: deciding.together(actor, task, answers))


def each(tasks: Iterable[int], deed: Callable[[int], object]) -> list[Left]:
    """Do it with each of these. Returns those that are left."""
    return [left for task in dict.fromkeys(tasks) if (left := _one(task, deed))]


def work(actor: Actor, tasks: Iterable[int], deed: str, *, person: str = "", priority: int = 0) -> list[Left]:
    """One of DEEDS with each: take, give back, hand to `person` (a login), say how urgent. Returns those left."""
    deeds: dict[str, Callable[[int], object]] = {
        "claim": lambda task: verbs.claim(actor, task),
        "release": lambda task: verbs.release(actor, task),
        "assign": lambda task: verbs.assign(actor, task, person),
        "priority": lambda task: urgency.put(actor, task, priority),
    }
    return each(tasks, deeds[deed])


def ticked() -> list[int]:
    """The tasks that were ticked, also those that are done since, or that more urgent ones pushed out of the list."""
    return [int(one) for one in request.form.getlist("task") if one.isdecimal() and len(one) < 19][:MOST]


def named(actor: Actor, left: Iterable[Left]) -> list[tuple[TaskLine, Left]]:
    """Those left that the actor may know of, as lists show them."""
    found = []
    with reading():
        for one in left:
            with contextlib.suppress(NotFound):
                found.append((queries.lines([see_task(actor, one.task)])[0], one))
    return found


def _one(task: int, deed: Callable[[int], object]) -> Left | None:
    try:
        with transaction():
            deed(task)
    except (InvalidForm, Conflict, Forbidden, NotFound) as error:
        return Left(task, error)
    return None
