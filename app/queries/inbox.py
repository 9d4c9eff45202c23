"""The views of an inbox with their counts, in two statements. Only reads."""

from dataclasses import dataclass

from sqlalchemy import case, func, or_, select

from app.db import session
from app.models.group import Group
from app.models.task import Task
from app.operations.permissions import Actor, offered_tasks


@dataclass(frozen=True)
class GroupView:
    """A group of the reader's and how much waits in it for somebody to take it."""

    key: str
    name: str
    count: int


@dataclass(frozen=True)
class Views:
    """`mine`: held by or offered to the reader by name; `approvals`: those of them that ask for a decision."""

    mine: int
    approvals: int
    groups: list[GroupView]


def views(actor: Actor) -> Views:
    """Counts of open tasks for this person."""
    people = [actor.id, *actor.stands_for]
    by_name = or_(Task.assignee_id.in_(people), Task.group_id.is_(None))
    approval = case((Task.kind == "approval", Task.id))
    query = select(func.count(Task.id), func.count(approval)).where(Task.state == "open", offered_tasks(actor), by_name)
    mine, approvals = session().execute(query).one()
    return Views(mine, approvals, _groups(actor))


def _groups(actor: Actor) -> list[GroupView]:
    if not actor.groups:
        return []
    waiting = (Task.group_id == Group.id) & (Task.state == "open") & Task.assignee_id.is_(None)
    query = (
        select(Group.key, Group.name, func.count(Task.id))
        .outerjoin(Task, waiting)
        .where(Group.id.in_(actor.groups), Group.active)
        .group_by(Group.id, Group.key, Group.name)
        .order_by(Group.name)
    )
    return [GroupView(*row) for row in session().execute(query)]
