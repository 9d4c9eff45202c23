"""A group with those of its members who are there, as a task's offer needs it. Only reads; decides nothing."""

from sqlalchemy import and_, bindparam, select

from app.db import session
from app.loading import Found, Objects
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person
from app.session_cache import of_many

MEMBERS = 50  # of a larger group only so many are looked at and told
Rows = list[Found]


def rows(key: str) -> Rows:
    """The group beside each of its active members, beside None when it has none; empty when there is no such group."""
    return of_many(("group", key), lambda: GROUP_WITH_MEMBERS.ask(session(), {"key": key}))


def look_ahead(key: str) -> None:
    """`rows` is asked this soon, in the same transaction."""
    GROUP_WITH_MEMBERS.ahead(session(), {"key": key})


GROUP_WITH_MEMBERS = Objects(
    select(Group, Person)
    .outerjoin(Membership, Membership.group_id == Group.id)
    .outerjoin(Person, and_(Person.id == Membership.person_id, Person.active))
    .where(Group.key == bindparam("key"), Group.active)
    .order_by(Person.id)
    .limit(MEMBERS)
)
