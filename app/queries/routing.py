"""Why a task went to somebody, and how often work was given back. Only reads; the words are the page's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from app.db import ask, now, session
from app.models.group import Group
from app.models.person import Person
from app.models.reckoning import Reckoning
from app.models.refusal import Refusal
from app.operations.permissions import Actor, require
from app.queries.insights import READERS
from workflows.values import loads


@dataclass(frozen=True)
class Why:
    """`facts` as operations/routing.py keeps them; `names`: of the people in them, as they are called today."""

    facts: Mapping[str, Any]
    names: Mapping[int, str]
    at: datetime


@dataclass(frozen=True)
class Returned:
    """How often work of an item was given back to a group for one reason."""

    group: str
    item: str
    reason: str
    count: int


def of_task(task_id: int) -> Why | None:
    """None for a task that nobody was reckoned for. The caller has asked whether the reader may see the task."""
    row = ask(select(Reckoning.facts, Reckoning.at).where(Reckoning.task_id == task_id)).one_or_none()
    if row is None:
        return None
    facts = loads(row.facts)
    ids = {one["id"] for one in facts["people"]} | {facts["chosen"], facts["before"]} - {None}
    names = {row.id: row.name for row in ask(select(Person.id, Person.name).where(Person.id.in_(ids)))}
    return Why(facts, names, row.at)


def returned(actor: Actor, days: int) -> list[Returned]:
    """What was given back in so many days, the most frequent first. Raises Forbidden."""
    require(actor, *READERS)
    keys = [Refusal.group_id, Refusal.item, Refusal.reason]
    query = select(*keys, func.count().label("times")).where(Refusal.at >= now() - timedelta(days=days))
    rows = session().execute(query.group_by(*keys)).all()
    groups = session().scalars(select(Group).where(Group.id.in_({row.group_id for row in rows} - {None})))
    names = {group.id: group.called for group in groups}
    found = [Returned(names.get(row.group_id, ""), row.item, row.reason, row.times) for row in rows]
    return sorted(found, key=lambda one: (-one.count, one.group, one.item, one.reason))
