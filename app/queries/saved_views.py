"""A person's saved views: their own, those that groups of theirs see, and how much work each of the inbox's has now.
Only reads.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import joinedload

from app.db import session
from app.models.group import Group
from app.models.membership import Membership
from app.models.saved_view import SavedView
from app.operations.permissions import Actor
from app.queries import filters, task_queues
from app.queries.counts import MOST
from app.queries.tasks import queues

SHOWN = 40


@dataclass(frozen=True)
class Kept:
    """`query`: the filters as the address writes them; `group`: key of who sees it, too; `owner`: a login."""

    id: int
    page: str
    name: str
    query: str
    owner: str
    owner_name: str
    group: str
    group_name: str
    yours: bool


def of_person(actor: Actor, page: str) -> list[Kept]:
    """Own ones first, each by name; of others those that they share with a group of both."""
    member = exists().where(Membership.group_id == SavedView.group_id, Membership.person_id == SavedView.person_id)
    shared = and_(SavedView.group_id.in_(actor.groups or {0}), SavedView.group.has(Group.active), member)
    query = select(SavedView).where(SavedView.page == page, or_(SavedView.person_id == actor.id, shared))
    query = query.options(joinedload(SavedView.person), joinedload(SavedView.group))
    order = (SavedView.person_id != actor.id, SavedView.name, SavedView.id)
    return [told(actor, row) for row in session().scalars(query.order_by(*order).limit(SHOWN))]


def told(actor: Actor, row: SavedView) -> Kept:
    """A row as its reader sees it."""
    group = (row.group.key, row.group.called) if row.group else ("", "")
    yours = row.person_id == actor.id
    return Kept(row.id, row.page, row.name, row.query, row.person.login, row.person.name, *group, yours)


def counted(actor: Actor, views: Iterable[Kept]) -> dict[int, int]:
    """{id: how much open work the reader finds there}, 100 means that many or more; finished work is not counted."""
    asked = {one.id: filters.parsed(one.query).asked() for one in views if one.page == "inbox"}
    waiting = {key: given for key, given in asked.items() if given.pop("state", "open") == "open"}
    groups = _groups({given["group"] for given in waiting.values() if "group" in given})
    for given in waiting.values():
        given["group"] = groups.get(given["group"], 0) if "group" in given else None
    return dict(
        zip(waiting, task_queues.counts([queues(actor, **given) for given in waiting.values()], MOST), strict=True)
    )


def _groups(keys: set[str]) -> dict[str, int]:
    if not keys:
        return {}
    query = select(Group.key, Group.id).where(Group.key.in_(keys))
    return {row.key: row.id for row in session().execute(query)}
