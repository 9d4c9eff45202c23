"""Definitions and their versions, for those who draw and publish. Only reads."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from app.db import session
from app.errors import NotFound
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.person import Person
from app.operations import definitions, findings
from app.operations.permissions import Actor, require
from app.operations.roles import OWNERS
from app.queries.pages import Page, after, cut

VersionRow = Row[int, int, int, str, datetime, datetime | None, str]


@dataclass(frozen=True)
class VersionLine:
    """One version in a list."""

    number: int
    state: str
    created_at: datetime
    created_by: str | None
    published_at: datetime | None


@dataclass(frozen=True)
class DefinitionView:
    """A definition; `published` is the number of the version that new requests get."""

    id: int
    key: str
    title: str
    category: str
    orderable: bool
    published: int | None
    versions: list[VersionLine]


@dataclass(frozen=True)
class VersionView:
    """A version whole: what it was made of, and what is wrong with it."""

    key: str
    version: int
    state: str
    created_at: datetime
    published_at: datetime | None
    diagram: str
    forms: dict[str, Any]
    decisions: dict[str, str]
    texts: dict[str, Any]
    rules: dict[str, Any]
    problems: list[dict[str, Any]]
    report: list[dict[str, Any]]


def page(actor: Actor, *, cursor: str = "", limit: int = 50) -> Page[DefinitionView]:
    """Definitions by id, each with its versions. Raises Forbidden."""
    require(actor, *OWNERS)
    query = select(Definition).where(Definition.id > after(cursor)).order_by(Definition.id)
    found = cut(session().scalars(query.limit(limit + 1)).all(), limit, lambda row: row.id)
    return Page(_views(found.items), found.next)


def one(actor: Actor, key: str) -> DefinitionView:
    """One definition. Raises Forbidden, NotFound."""
    require(actor, *OWNERS)
    row = session().scalar(select(Definition).where(Definition.key == key))
    if row is None:
        raise NotFound()
    return _views([row])[0]


def version(actor: Actor, key: str, number: int) -> VersionView:
    """One version whole. Raises Forbidden, NotFound."""
    require(actor, *OWNERS)
    return view(key, definitions.version(key, number))


def view(key: str, row: DefinitionVersion) -> VersionView:
    """A row whole."""
    return VersionView(
        key,
        row.number,
        row.state,
        row.created_at,
        row.published_at,
        row.diagram.decode(errors="replace"),
        json.loads(row.forms),
        json.loads(row.decisions),
        json.loads(row.texts),
        json.loads(row.rules),
        findings.problems(row),
        findings.report(row),
    )


def _views(rows: list[Definition]) -> list[DefinitionView]:
    versions = _versions([row.id for row in rows])
    return [_view(row, versions.get(row.id, [])) for row in rows]


def _view(row: Definition, versions: "list[VersionRow]") -> DefinitionView:
    published = next((one.number for one in versions if one.id == row.published_id), None)
    lines = [VersionLine(one.number, one.state, one.created_at, one.login, one.published_at) for one in versions]
    return DefinitionView(row.id, row.key, row.title, row.category, row.orderable, published, lines)


def _versions(ids: list[int]) -> "dict[int, list[VersionRow]]":
    columns = (
        DefinitionVersion.id,
        DefinitionVersion.definition_id,
        DefinitionVersion.number,
        DefinitionVersion.state,
        DefinitionVersion.created_at,
        DefinitionVersion.published_at,
        Person.login,
    )
    query = (
        select(*columns)
        .outerjoin(Person, Person.id == DefinitionVersion.created_by_id)
        .where(DefinitionVersion.definition_id.in_(ids))
        .order_by(DefinitionVersion.number.desc())
    )
    found: dict[int, list[VersionRow]] = {}
    for row in session().execute(query):
        found.setdefault(row.definition_id, []).append(row)
    return found
