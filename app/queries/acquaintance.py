"""The people and groups that tasks name, read at once and only where they are not at hand. Only reads.

A join to each of them makes every row five times as wide; most of those that one request names are the same few.
"""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from app.at_hand import hold
from app.db import session
from app.loading import Objects
from app.models.group import Group
from app.models.person import Person
from app.models.task import Task

PEOPLE = Objects(select(Person).where(Person.id.in_(bindparam("ids", expanding=True))))
GROUPS = Objects(select(Group).where(Group.id.in_(bindparam("ids", expanding=True))))


def acquaint(tasks: Iterable[Task]) -> None:
    """Make `assignee`, `completed_by` and `group` of the tasks cost nothing until the transaction ends."""
    people = {one for task in tasks for one in (task.assignee_id, task.completed_by_id) if one is not None}
    groups = {task.group_id for task in tasks if task.group_id is not None}
    hold(*_read(Person, people), *_read(Group, groups))


def _read(model: type[Person] | type[Group], ids: set[int]) -> list[Person | Group]:
    current = session()
    known = {one: current.identity_map.get(current.identity_key(model, one)) for one in ids}
    missing = [one for one, row in known.items() if row is None]
    query = PEOPLE if model is Person else GROUPS
    fresh = [row for (row,) in query.ask(current, {"ids": missing})] if missing else []
    return [*(row for row in known.values() if row is not None), *fresh]
