"""The skill matrix of a group: who can do what how well, and how much each is given at a time. Only reads."""

from dataclasses import dataclass

from sqlalchemy import select

from app.catalogue.folding import fold
from app.db import session
from app.errors import NotFound
from app.models.capacity import Capacity
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person
from app.models.skill import Skill
from app.operations.permissions import Actor


@dataclass(frozen=True)
class Row:
    """`levels`: by the skill's key; `most`: points at a time, None without a bound."""

    login: str
    name: str
    levels: dict[str, int]
    most: int | None


@dataclass(frozen=True)
class Matrix:
    """`skills`: key and name of each that somebody of the group has."""

    key: str
    name: str
    skills: list[tuple[str, str]]
    rows: list[Row]


def groups(actor: Actor) -> list[tuple[str, str]]:
    """Key and name of the groups that the actor answers for; for administrators all."""
    query = select(Group).where(Group.active)
    if not actor.has("administrator"):
        query = query.where(Group.manager_id == actor.id)
    return sorted(((row.key, row.called) for row in session().scalars(query)), key=lambda one: fold(one[1]))


def matrix(actor: Actor, key: str) -> Matrix:
    """One group's. Raises NotFound for a group that the actor does not answer for."""
    name = dict(groups(actor)).get(key)
    if name is None:
        raise NotFound()
    in_group = select(Membership.person_id).join(Group, Group.id == Membership.group_id).where(Group.key == key)
    people = select(Person.id, Person.login, Person.name, Capacity.points)
    people = people.outerjoin(Capacity, Capacity.person_id == Person.id).where(Person.id.in_(in_group), Person.active)
    skills = session().scalars(select(Skill).where(Skill.person_id.in_(in_group))).all()
    levels: dict[int, dict[str, int]] = {}
    for one in skills:
        levels.setdefault(one.person_id, {})[one.key] = one.level
    rows = [
        Row(row.login, row.name, levels.get(row.id, {}), row.points)
        for row in session().execute(people.order_by(Person.name))
    ]
    return Matrix(key, name, sorted({one.key: one.name for one in skills}.items()), rows)
