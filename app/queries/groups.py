"""Fulfilment groups and who is in them. Only reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.catalogue.folding import fold
from app.db import session
from app.errors import NotFound
from app.models.group import Group, called
from app.models.membership import Membership
from app.models.person import Person
from app.operations.permissions import Actor, require
from app.operations.roles import MANAGERS
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
    require(actor, *MANAGERS)
    rows = session().scalars(select(Group).where(Group.id > after(cursor)).order_by(Group.id).limit(limit + 1)).all()
    found = cut(rows, limit, lambda row: row.id)
    return Page(_views(found.items), found.next)


def one(actor: Actor, key: str) -> GroupView:
    """One group. Raises Forbidden, NotFound."""
    require(actor, *MANAGERS)
    row = session().scalar(select(Group).where(Group.key == key))
    if row is None:
        raise NotFound()
    return _views([row])[0]


def names() -> list[tuple[str, str]]:
    """(key, what it is called) of every active group, by name: for whoever chooses one."""
    rows = session().execute(select(Group.key, Group.name, Group.names).where(Group.active).limit(MOST))
    return sorted(((row.key, called(row.name, row.names)) for row in rows), key=lambda one: fold(one[1]))


def of_actor(actor: Actor) -> list[tuple[str, str]]:
    """Key and name of the groups that the actor belongs to."""
    rows = session().scalars(select(Group).where(Group.id.in_(actor.groups or {0}), Group.active))
    return sorted(((row.key, row.called) for row in rows), key=lambda one: one[1])


def _views(rows: Sequence[Group]) -> list[GroupView]:
    """Members and managers of all of them are read at once."""
    members: dict[int, list[str]] = {row.id: [] for row in rows}
    query = select(Membership.group_id, Person.login).join(Person, Membership.person_id == Person.id)
    for group_id, login in session().execute(query.where(Membership.group_id.in_(members)).order_by(Person.login)):
        members[group_id].append(login)
    heads = select(Person.id, Person.login).where(Person.id.in_({row.manager_id for row in rows if row.manager_id}))
    logins = {row.id: row.login for row in session().execute(heads)}
    return [
        GroupView(
            row.id,
            row.key,
            row.name,
            row.email,
            logins.get(row.manager_id or 0),
            members[row.id],
            row.active,
            dict(row.names),
            row.called,
        )
        for row in rows
    ]
