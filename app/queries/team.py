"""Whom a person may order for without being asked: their direct reports. Only reads."""

from sqlalchemy import select

from app.db import session
from app.models.person import Person
from app.operations.permissions import Actor
from app.queries.people import Name


def of(actor: Actor) -> list[Name]:
    """The actor's own people by name."""
    if not actor.manages:
        return []
    rows = session().scalars(select(Person).where(Person.id.in_(actor.manages)).order_by(Person.name))
    return [Name(row.login, row.name, row.department) for row in rows]
