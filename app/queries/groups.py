"""Fulfilment groups and who is in them. Only reads."""

from dataclasses import dataclass

from sqlalchemy import select

from app.catalogue.folding import fold
from app.db import session
from app.errors import NotFound
from app.models.group import Group, called
from app.models.membership import Membership
from app.models.person import Person
from app.operations.permissions import Actor, require
from app.queries.pages import Page, after, cut

MOST = 500


@dataclass(frozen=True)
class GroupView:
    """A group; `manager` and `members` are logins. `called`: its name in the reader's language."""

    id: int
    key: str
    name: str
    email: str
    manager: str | None
    members: list[str]
    active: bool
    names: dict[str, str]
    called: str


def page(actor: Actor, *, cursor: str = "", limit: int = 50) -> Page[GroupView]:
    """Groups by id. Raises Forbidden."""
    require(actor, "administrator", "process_manager")
    rows = session().scalars(select(Group).where(Group.id > after(cursor)).order_by(Group.id).limit(limit + 1)).all()
    found = cut(rows, limit, lambda row: row.id)
    return Page([_view(row) for row in found.items], found.next)


def one(actor: Actor, key: str) -> GroupView:
    """One group. Raises Forbidden, NotFound."""
    require(actor, "administrator", "process_manager")
    row = session().scalar(select(Group).where(Group.key == key))
    if row is None:
        raise NotFound()
    return _view(row)


def names() -> list[tuple[str, str]]:
    """(key, what it is called) of every active group, by name: for whoever chooses one."""
    rows = session().execute(select(Group.key, Group.name, Group.names).where(Group.active).limit(MOST))
    return sorted(((row.key, called(row.name, row.names)) for row in rows), key=lambda one: fold(one[1]))


def of_actor(actor: Actor) -> list[tuple[str, str]]:
    """Key and name of the groups that the actor belongs to."""
    rows = session().scalars(select(Group).where(Group.id.in_(actor.groups or {0}), Group.active))
    return sorted(((row.key, row.called) for row in rows), key=lambda one: one[1])


def _view(row: Group) -> GroupView:
    members = (
        select(Person.login).join(Membership, Membership.person_id == Person.id).where(Membership.group_id == row.id)
    )
    manager = session().get(Person, row.manager_id) if row.manager_id else None
    logins = list(session().scalars(members.order_by(Person.login)))
    head = manager.login if manager else None
    return GroupView(row.id, row.key, row.name, row.email, head, logins, row.active, dict(row.names), row.called)
