"""The people and groups that tasks name, read at once and only where they are not at hand. Only reads.

A join to each of them makes every row five times as wide; most of those that one request names are the same few.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select, union
from sqlalchemy.orm.attributes import set_committed_value

from app.db import after_all, session
from app.loading import Objects
from app.models.group import Group
from app.models.person import Person
from app.models.task import Task
from app.session_cache import hold

PEOPLE = Objects(select(Person).where(Person.id.in_(bindparam("ids", expanding=True))))
GROUPS = Objects(select(Group).where(Group.id.in_(bindparam("ids", expanding=True))))


def _named(*columns: Any) -> Any:
    return union(*(select(column).where(Task.request_id == bindparam("request")) for column in columns))


KNOWN: Any = bindparam("known", expanding=True)
OTHER_PEOPLE = Objects(
    select(Person).where(Person.id.in_(_named(Task.assignee_id, Task.completed_by_id)), Person.id.not_in(KNOWN))
)
OTHER_GROUPS = Objects(select(Group).where(Group.id.in_(_named(Task.group_id)), Group.id.not_in(KNOWN)))


@dataclass
class Coming:
    """Rows of those whom the tasks of a request name, as they are with the commit, and who are not at hand."""

    people: list[Any] = field(default_factory=list)
    groups: list[Any] = field(default_factory=list)

    def arrive(self) -> None:
        """The session has them from now on: `load_people` need not ask."""
        hold(*(row for (row,) in OTHER_PEOPLE.made(session(), self.people)))
        hold(*(row for (row,) in OTHER_GROUPS.made(session(), self.groups)))


def with_commit(request_id: int) -> Coming:
    """They are asked for when this transaction has written everything."""
    found = Coming()
    for question, model, hear in (
        (OTHER_PEOPLE, Person, found.people.extend),
        (OTHER_GROUPS, Group, found.groups.extend),
    ):
        known = [row.key[1][0] for row in session().identity_map.all_states() if row.class_ is model and row.key]
        after_all(question.statement, {"request": request_id, "known": known or [0]}, hear)
    return found


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
