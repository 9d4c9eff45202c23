"""Who stands in for a person, now and later. Only reads."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.db import now, session
from app.models.person import Person
from app.models.substitute import Substitute
from app.operations.permissions import Actor


@dataclass(frozen=True)
class Absence:
    """One time of absence."""

    id: int
    login: str
    name: str
    starts_at: datetime
    ends_at: datetime


def of(actor: Actor) -> list[Absence]:
    """The actor's own that are not over, next first."""
    return of_person(actor.id)


def of_person(person_id: int) -> list[Absence]:
    """The same of anybody: the caller has checked who asks."""
    rows = session().execute(
        select(Substitute, Person)
        .join(Person, Person.id == Substitute.substitute_id)
        .where(Substitute.person_id == person_id, Substitute.ends_at > now())
        .order_by(Substitute.starts_at)
    )
    return [Absence(row.id, person.login, person.name, row.starts_at, row.ends_at) for row, person in rows]
