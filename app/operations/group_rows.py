"""A group with those of its members who are there, as a task's offer needs it. Only reads; decides nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import and_, bindparam, select

from app.db import session
from app.loading import Found, Objects
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person

MEMBERS = 50  # of a larger group only so many are looked at and told
Rows = list[Found]


def rows(key: str) -> Rows:
    """The group beside each of its active members, beside None when it has none; empty when there is no such group."""
    known: dict[str, Rows] | None = session().info.get("groups")
    if known is None:
        return GROUP_WITH_MEMBERS.ask(session(), {"key": key})
    if key not in known:
        known[key] = GROUP_WITH_MEMBERS.ask(session(), {"key": key})
    return known[key]


@contextmanager
def once_each() -> Iterator[None]:
    """Inside, each group is read once: a Step may open a thousand tasks, and opening them changes no group."""
    session().info["groups"] = {}
    try:
        yield
    finally:
        session().info.pop("groups", None)


GROUP_WITH_MEMBERS = Objects(
    select(Group, Person)
    .outerjoin(Membership, Membership.group_id == Group.id)
    .outerjoin(Person, and_(Person.id == Membership.person_id, Person.active))
    .where(Group.key == bindparam("key"), Group.active)
    .order_by(Person.id)
    .limit(MEMBERS)
)
