"""What an order of an item usually opens: as the last one in this process did. PostgreSQL is then asked for all that
its first Step needs with its first question.

A guess, and nothing rests on it: too many ids leave gaps in their numbers, what was not foreseen is asked when it is
needed.
"""

from dataclasses import dataclass

from app.db import Base
from app.lately import Lately
from app.models.request import Request
from app.models.task import Task
from app.models.timer import Timer
from app.operations import just_made, standing_in
from app.row_ids import FEW

ITEMS = 500  # the items of which it is known


@dataclass(frozen=True)
class Habit:
    """`tasks`, `timers`: how many; `manager`: one of the tasks is for the manager of whoever asks."""

    tasks: int
    timers: int
    manager: bool


_last: Lately[str, Habit] = Lately(ITEMS)


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
