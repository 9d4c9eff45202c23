"""The people and groups that tasks name, read at once and only where they are not at hand. Only reads.

A join to each of them makes every row five times as wide; most of those that one request names are the same few.
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm.attributes import set_committed_value

from app.at_hand import hold
from app.db import session
from app.loading import Objects
from app.models.group import Group
from app.models.person import Person
from app.models.task import Task

PEOPLE = Objects(select(Person).where(Person.id.in_(bindparam("ids", expanding=True))))
GROUPS = Objects(select(Group).where(Group.id.in_(bindparam("ids", expanding=True))))


def acquaint(tasks: Sequence[Task]) -> None:
    """Make `assignee`, `completed_by` and `group` of the tasks cost nothing until the transaction ends."""
    people = _read(Person, {one for task in tasks for one in (task.assignee_id, task.completed_by_id)})
    groups = _read(Group, {task.group_id for task in tasks})
    for task in tasks:
        set_committed_value(task, "assignee", people.get(task.assignee_id))
        set_committed_value(task, "completed_by", people.get(task.completed_by_id))
        set_committed_value(task, "group", groups.get(task.group_id))
    hold(*people.values(), *groups.values())


def _read(model: type[Person] | type[Group], ids: set[int | None]) -> dict[int | None, Person | Group]:
    current = session()
    known = {one: current.identity_map.get(current.identity_key(model, one)) for one in ids if one is not None}
    missing = [one for one, row in known.items() if row is None]
    query = PEOPLE if model is Person else GROUPS
    fresh = query.ask(current, {"ids": missing}) if missing else []
    return {**known, **{row.id: row for (row,) in fresh}}
