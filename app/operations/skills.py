"""The skill matrix of a group, kept by whoever answers for it and by administrators."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select

from app.catalogue.folding import fold
from app.db import session, upsert
from app.errors import InvalidForm, NotFound
from app.language import gettext as _
from app.models.capacity import Capacity
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person
from app.models.skill import Skill
from app.operations import journal
from app.operations.permissions import Actor
from workflows.routing import LEVELS, MOST_POINTS, points_of

LONGEST = 60


@dataclass(frozen=True)
class Given:
    """One person's line as typed: `levels` by the name of the skill (0: has it not); `most` "" is no bound."""

    levels: Mapping[str, int]
    most: str = ""


def keep(actor: Actor, key: str, lines: Mapping[str, Given]) -> None:
    """Write the lines (by login) of members of the group; other people's are left alone.

    Raises InvalidForm, and NotFound for a group that the actor does not answer for.
    """
    group = session().scalar(select(Group).where(Group.key == key, Group.active))
    if group is None or not (actor.has("administrator") or group.manager_id == actor.id):
        raise NotFound()
    members = select(Person.login, Person.id).join(Membership, Membership.person_id == Person.id)
    ids = {row.login: row.id for row in session().execute(members.where(Membership.group_id == group.id))}
    _check(lines)
    for login, line in lines.items():
        if login in ids:
            _keep_one(ids[login], line)
    journal.write(0, actor.login, "skills.changed", f"Changed the skills of {key}.", key=key)


def _check(lines: Mapping[str, Given]) -> None:
    for line in lines.values():
        if any(not fold(name) or len(name) > LONGEST or "," in name for name in line.levels):
            told = _("A skill has a name of at most %(n)s characters, without commas.", n=LONGEST)
            raise InvalidForm({"skill": told})
        if line.most.strip() and points_of(line.most.strip()) is None:
            told = _("Points at a time: a whole number from 1 to %(n)s, or nothing.", n=MOST_POINTS)
            raise InvalidForm({"most": told})


def _keep_one(person_id: int, line: Given) -> None:
    for name, level in line.levels.items():
        where = (Skill.person_id == person_id, Skill.key == fold(name))
        if level in LEVELS:
            row = upsert(Skill).values(person_id=person_id, key=fold(name), name=name, level=level)
            changed = {"level": level, "name": name}
            session().execute(row.on_conflict_do_update(index_elements=["person_id", "key"], set_=changed))
        else:
            session().execute(delete(Skill).where(*where))
    most = points_of(line.most.strip())
    if most is None:
        session().execute(delete(Capacity).where(Capacity.person_id == person_id))
    else:
        row = upsert(Capacity).values(person_id=person_id, points=most)
        session().execute(row.on_conflict_do_update(index_elements=["person_id"], set_={"points": most}))
