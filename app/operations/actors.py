"""The person behind a call as an Actor, with groups and reports, in the one statement that looks at the secret.

Every call asks it, so that it is put together once and read as plain columns. Only reads; decides nothing.
"""

from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, String, and_, cast, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.models.membership import Membership
from app.models.person import Person
from app.models.substitute import Substitute
from app.operations.permissions import Actor, related_to


def _joined(column: InstrumentedAttribute[int], where: ColumnElement[bool]) -> ScalarSelect[Any]:
    texts = func.aggregate_strings(cast(column, String), ",")
    return select(texts).where(where).correlate(Person).scalar_subquery()


_REPORT = aliased(Person)
#: What `actor_of_row` reads. `groups` and `manages`: ids with commas; `absent`: whether ever named a substitute.
ACTOR = (
    Person.id,
    Person.login,
    Person.name,
    Person.roles,
    Person.language,
    Person.timezone,
    _joined(Membership.group_id, Membership.person_id == Person.id).label("groups"),
    _joined(_REPORT.id, and_(_REPORT.manager_id == Person.id, _REPORT.active)).label("manages"),
    exists().where(Substitute.substitute_id == Person.id).correlate(Person).label("absent"),
)


def actor_of_row(row: Row[Any]) -> Actor:
    """The Actor of a row with the ACTOR columns. Whoever was ever named a substitute is asked about today."""
    return Actor(
        id=row.id,
        login=row.login,
        name=row.name,
        roles=frozenset(row.roles or ()),
        groups=_ids(row.groups),
        manages=_ids(row.manages),
        stands_for=related_to(row.id)["absent"] if row.absent else frozenset(),
        language=row.language,
        timezone=row.timezone,
    )


def _ids(joined: str | None) -> frozenset[int]:
    return frozenset(map(int, joined.split(","))) if joined else frozenset()
