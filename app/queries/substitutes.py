"""Who stands in for a person, now and later. Only reads."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.catalogue.rules.sums import Sum
from app.db import now, session
from app.language import current
from app.models.definition import Definition
from app.models.person import Person
from app.models.substitute import Substitute
from app.operations.permissions import Actor
from app.operations.wording import of_versions


@dataclass(frozen=True)
class Absence:
    """One time of absence; `item`, `above`: for which things only, if not for all."""

    id: int
    login: str
    name: str
    starts_at: datetime
    ends_at: datetime
    item: str = ""
    above: Sum | None = None

    @property
    def last(self) -> datetime:
        """A moment of the last day: it ends at the midnight after, which calendars call the next day."""
        return self.ends_at - timedelta(seconds=1)


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
    return [
        Absence(row.id, person.login, person.name, row.starts_at, row.ends_at, row.item, _above(row))
        for row, person in rows
    ]


def items() -> list[tuple[str, str]]:
    """Key and title, in the reader's language, of every item that may be ordered, by title."""
    query = select(Definition.key, Definition.title, Definition.published_id)
    rows = session().execute(query.where(Definition.published_id.is_not(None), Definition.orderable)).all()
    spoken = of_versions((version for _key, _title, version in rows if version), current.get())
    found = [(key, spoken[version or 0].say(title or key)) for key, title, version in rows]
    return sorted(found, key=lambda one: one[1].casefold())


def _above(row: Substitute) -> Sum | None:
    return None if row.above_amount is None else Sum(row.above_amount, row.above_currency)
