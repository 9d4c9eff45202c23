"""Which items are among somebody's requests: what a list of requests may be narrowed down to. Only reads."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, or_, select

from app.db import session
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.request import Request
from app.operations.wording import of_versions


def items(language: str, parties: Collection[int] | None = None) -> list[tuple[str, str]]:
    """Key and title, in the reader's words, of what these people (ids; None: anybody) ordered or got, by title."""
    query = select(Definition.key, Definition.title, DefinitionVersion.id)
    query = query.join(DefinitionVersion, Definition.published_id == DefinitionVersion.id)
    rows = session().execute(query.where(_ordered(parties))).all()
    spoken = of_versions((row.id for row in rows), language)
    found = [(row.key, spoken[row.id].say(row.title or row.key)) for row in rows]
    return sorted(found, key=lambda one: one[1].casefold())


def _ordered(parties: Collection[int] | None) -> ColumnElement[bool]:
    """Two questions, each with an index of its own: one with an OR reads every request of the item."""
    this = Request.item == Definition.key
    if parties is None:
        return exists().where(this)
    columns = (Request.requester_id, Request.requested_for_id)
    return or_(*(exists().where(this, column.in_(parties)) for column in columns))
