"""The views of an inbox with their counts, none counted further than a hundred. Only reads."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from app.db import session
from app.models.group import Group
from app.operations.permissions import Actor
from app.queries import heads
from app.queries.counts import MOST


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
    """Counts of open tasks for this person; 100 means that many or more."""
    mine = heads.wanted(actor, "mine")
    approvals = replace(mine, kind="approval")
    return Views(heads.count(mine, MOST), heads.count(approvals, MOST), _groups(actor))


def _groups(actor: Actor) -> list[GroupView]:
    rows = session().execute(
        select(Group.id, Group.key, Group.name).where(Group.id.in_(actor.groups), Group.active).order_by(Group.name)
    )
    found = [(row.id, row.key, row.name) for row in rows] if actor.groups else []
    return [GroupView(key, name, heads.count(heads.Wanted(groups=(one,)), MOST)) for one, key, name in found]
