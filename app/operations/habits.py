"""What an order of an item usually opens, and the completion of one of its steps: as the last one in this process did.
PostgreSQL is then asked for all that the next Step needs with the first question.

A guess, and nothing rests on it: too many ids leave gaps in their numbers, what was not foreseen is asked when it is
needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.beside import keeps
from app.db import Base, session
from app.lately import Lately
from app.models.request import Request
from app.models.task import Task
from app.models.timer import Timer
from app.operations import group_rows, just_made, standing_in
from app.row_ids import FEW, draw_soon

ITEMS = 500  # the items of which it is known
STEPS = 2000  # steps of theirs, and tasks of which it is known which step they are
Place = tuple[int, str]  # version, element
keeps("begun", list)  # for each task that this transaction opened the key of its group, None without one


@dataclass(frozen=True)
class Habit:
    """`tasks`, `timers`: how many; `manager`: one of the tasks is for the manager of whoever asks."""

    tasks: int
    timers: int
    manager: bool


@dataclass(frozen=True)
class Next:
    """What the completion of a step opens: so many tasks, for the groups of these keys."""

    tasks: int
    groups: tuple[str, ...]


_last: Lately[str, Habit] = Lately(ITEMS)
_next: Lately[Place, Next] = Lately(STEPS)
_places: Lately[int, Place] = Lately(STEPS)


def look_ahead(item: str, person_id: int) -> dict[type[Base], int]:
    """An order of the item is about to be made by this person: how many rows of what else it needs ids for."""
    habit = _last.get(item)
    if habit is None:
        return {}
    if habit.manager:
        standing_in.look_ahead_at_manager(person_id)
    return {Task: habit.tasks, Timer: habit.timers}


def learn(request: Request) -> None:
    """The request was made in this transaction, and its first Step has run."""
    made = just_made.known(request.id)
    if made is None or len(made.tasks) > FEW or len(made.timers) > FEW:
        return
    above = request.requester.manager_id
    manager = above is not None and any(task.assignee_id == above for task in made.tasks)
    _last.keep(request.item, Habit(len(made.tasks), len(made.timers), manager))


def met(task: Task, version_id: int) -> None:
    """Somebody looks at the task, or it begins: it may soon be completed here."""
    _places.keep(task.id, (version_id, task.element))


def begun(tasks: Sequence[Task], request: Request) -> None:
    """This transaction opens them together."""
    session().info["begun"] += [task.group.key if task.group is not None else None for task in tasks]
    if len(tasks) <= FEW:
        for task in tasks:
            met(task, request.version_id)


def look_ahead_from(task_id: int) -> None:
    """The task is about to be locked and completed: what comes after it is asked behind the lock."""
    place = _places.get(task_id)
    after = _next.get(place) if place else None
    if after is not None:
        draw_soon({Task: after.tasks})
        for key in after.groups:
            group_rows.look_ahead(key)


def learn_from(task: Task, version_id: int) -> None:
    """The task was completed in this transaction, and its process has gone on."""
    opened: list[str | None] = session().info["begun"]
    groups = {key for key in opened if key is not None}
    if len(opened) <= FEW and len(groups) <= FEW:
        _next.keep((version_id, task.element), Next(len(opened), tuple(sorted(groups))))
