"""Moves the demo organisation into an empty house. Never into one that has people, and never outside a demo."""

from sqlalchemy import select

from app.catalogue.folding import fold
from app.db import now, session
from app.demo import calendars
from app.demo.people import GROUPS, PASSWORD, PEOPLE, ZONES, Row
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person
from app.models.setting import Setting
from app.operations import journal, passwords


def seed() -> int:
    """Write the people, groups and memberships; returns how many people, 0 when the house is not empty."""
    if not is_empty():
        return 0
    password = passwords.hashed(PASSWORD)
    people: dict[str, Person] = {}
    for row in PEOPLE:
        people[row.login] = person = _person(row, people, password)
        session().add(person)
        session().flush()
    _groups(people)
    calendars.seed()
    session().add(Setting(key="demo", value="yes"))
    journal.write(0, "laneway", "demo.seeded", f"A demo organisation of {len(people)} people moved in.")
    return len(people)


def is_empty() -> bool:
    """Whether nobody lives here yet."""
    return session().scalar(select(Person.id).limit(1)) is None


def _person(row: Row, people: dict[str, Person], password: str) -> Person:
    email = f"{row.login}@bridges.example"
    return Person(
        login=row.login,
        name=row.name,
        email=email,
        email_verified=True,
        department=row.department,
        manager_id=people[row.manager].id if row.manager else None,
        cost_centre=row.cost_centre,
        country=row.country,
        language=row.language,
        timezone=ZONES[row.country],
        roles=list(row.roles),
        limit_amount=row.limit,
        heads_department=row.heads,
        password_hash=password,
        created_at=now(),
        search=fold(f"{row.name} {row.login} {email} {row.department}"),
    )


def _groups(people: dict[str, Person]) -> None:
    for key, (name, manager, names) in GROUPS.items():
        group = session().scalar(select(Group).where(Group.key == key)) or Group(key=key)
        group.name, group.names, group.manager_id = name, names, people[manager].id
        session().add(group)
        session().flush()
        members = [row.login for row in PEOPLE if key in row.groups]
        session().add_all(Membership(person_id=people[login].id, group_id=group.id) for login in members)
