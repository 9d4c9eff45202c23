"""What a young house still lacks before work can go through it, for its administrators. Only reads."""

from dataclasses import dataclass

from sqlalchemy import String, cast, exists, select

from app.db import session
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person
from app.operations import house
from app.operations.permissions import Actor

NAMED = 8  # groups that the page names; behind them stands an ellipsis
NEEDED = ("process_manager", "process_owner")  # who repairs what is stuck, and who may draw


@dataclass(frozen=True)
class Lacking:
    """`alone`: nobody but the reader can sign in. `unled`: NEEDED roles that nobody has. `empty`: names of the groups
    without members, at most NAMED and one more. `mail`: no mail leaves this house.
    """

    alone: bool
    unled: tuple[str, ...]
    empty: tuple[str, ...]
    mail: bool


def lacking(actor: Actor) -> Lacking | None:
    """None for all but administrators, and as soon as there are people, their roles and members of every group."""
    if "administrator" not in actor.roles:
        return None
    people = session().scalars(select(Person.id).where(Person.active).limit(2)).all()
    unled = tuple(role for role in NEEDED if not _held(role))
    empty = _empty_groups()
    if len(people) > 1 and not unled and not empty:
        return None
    config = house.config()
    return Lacking(len(people) < 2, unled, empty, not config.smtp_url and not config.is_demo)


def _held(role: str) -> bool:
    told = exists().where(Person.active, cast(Person.roles, String).like(f'%"{role}"%'))
    return bool(session().scalar(select(told)))


def _empty_groups() -> tuple[str, ...]:
    active = select(Membership.group_id).join(Person, Person.id == Membership.person_id).where(Person.active)
    query = select(Group).where(Group.active, Group.id.not_in(active)).order_by(Group.name, Group.id)
    return tuple(group.called for group in session().scalars(query.limit(NAMED + 1)))
