"""Which items are among somebody's requests: what a list of requests may be narrowed down to. Only reads."""

from collections.abc import Collection

from sqlalchemy import exists, select

from app.db import session
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.request import Request
from app.operations.wording import of_versions


def items(language: str, parties: Collection[int] | None = None) -> list[tuple[str, str]]:
    """Key and title, in the reader's words, of what these people (ids; None: anybody) ordered or got, by title."""
    mine = [] if parties is None else [Request.requester_id.in_(parties) | Request.requested_for_id.in_(parties)]
    query = select(Definition.key, Definition.title, DefinitionVersion.id)
    query = query.join(DefinitionVersion, Definition.published_id == DefinitionVersion.id)
    rows = session().execute(query.where(exists().where(Request.item == Definition.key, *mine))).all()
    spoken = of_versions((row.id for row in rows), language)
    found = [(row.key, spoken[row.id].say(row.title or row.key)) for row in rows]
    return sorted(found, key=lambda one: one[1].casefold())
