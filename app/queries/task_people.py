"""The people and groups that tasks name, read at once and only where they are not at hand. Only reads.

A join to each of them makes every row five times as wide; most of those that one request names are the same few.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm.attributes import set_committed_value

from app.db import session
from app.loading import Objects
from app.models.group import Group
from app.models.person import Person
from app.models.task import Task
from app.session_cache import hold

PEOPLE = Objects(select(Person).where(Person.id.in_(bindparam("ids", expanding=True))))
GROUPS = Objects(select(Group).where(Group.id.in_(bindparam("ids", expanding=True))))


def load_people(tasks: Sequence[Task]) -> None:
    """Make `assignee`, `completed_by` and `group` of the tasks cost nothing until the transaction ends."""
    people, strangers = _at_hand(Person, {one for task in tasks for one in (task.assignee_id, task.completed_by_id)})
    groups, others = _at_hand(Group, {task.group_id for task in tasks})
    if others:
        GROUPS.ahead(session(), {"ids": others})
    if strangers:
        people |= {row.id: row for (row,) in PEOPLE.ask(session(), {"ids": strangers})}
    if others:
        groups |= {row.id: row for (row,) in GROUPS.ask(session(), {"ids": others})}
    for task in tasks:
        set_committed_value(task, "assignee", people.get(task.assignee_id))
        set_committed_value(task, "completed_by", people.get(task.completed_by_id))
        set_committed_value(task, "group", groups.get(task.group_id))
    hold(*people.values(), *groups.values())


def _at_hand(model: type[Person] | type[Group], ids: set[int | None]) -> tuple[dict[int | None, Any], list[int]]:
    """Those that the session knows, by their ids, and the ids of the others."""
    current = session()
    known = {one: current.identity_map.get(current.identity_key(model, one)) for one in ids if one is not None}
    missing = [one for one, row in known.items() if row is None]
    return {one: row for one, row in known.items() if row is not None}, missing
