"""The views of an inbox: how much is in each and how much of it is unread, no further than a hundred. Only reads."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from app.catalogue.folding import fold
from app.db import session
from app.models.group import Group, called
from app.operations.permissions import Actor
from app.queries import task_queues, unread
from app.queries.counts import MOST, to_answer


@dataclass(frozen=True)
class Count:
    """`all`: how much waits, 100 means that many or more; `new`: how much of it the reader has not seen yet."""

    all: int
    new: int


@dataclass(frozen=True)
class GroupView:
    """A group of the reader's and how much waits in it for somebody to take it."""

    key: str
    name: str
    count: Count


@dataclass(frozen=True)
class Views:
    """`mine`: held by or offered to the reader by name, and questions to them; `approvals`: those of them that ask for
    a decision; `asked`: the questions alone.
    """

    mine: Count
    approvals: Count
    groups: list[GroupView]
    asked: int


def views(actor: Actor) -> Views:
    """Counts of open tasks for this person."""
    own = task_queues.wanted(actor, "mine")
    mine, approvals = task_queues.ids(own, MOST), task_queues.ids(replace(own, kind="approval"), MOST)
    groups = [
        (key, name, task_queues.ids(task_queues.Wanted(groups=(one,)), MOST)) for one, key, name in _groups(actor)
    ]
    every = {one for ids in (mine, approvals, *(ids for _key, _name, ids in groups)) for one in ids}
    fresh, asked = unread.of_tasks(actor, every), to_answer(actor)
    return Views(
        Count(len(mine) + asked, len(fresh.intersection(mine)) + asked),
        _count(approvals, fresh),
        [GroupView(key, name, _count(ids, fresh)) for key, name, ids in groups],
        asked,
    )


def _count(ids: list[int], fresh: frozenset[int]) -> Count:
    return Count(len(ids), len(fresh.intersection(ids)))


def _groups(actor: Actor) -> list[tuple[int, str, str]]:
    if not actor.groups:
        return []
    query = select(Group.id, Group.key, Group.name, Group.names).where(Group.id.in_(actor.groups), Group.active)
    found = [(row.id, row.key, called(row.name, row.names)) for row in session().execute(query)]
    return sorted(found, key=lambda row: fold(row[2]))
