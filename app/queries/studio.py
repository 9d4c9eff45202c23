"""What the studio shows: items with their versions, problems and running requests. Only reads."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.db import session
from app.errors import NotFound
from app.language import current
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.group import Group, called
from app.models.person import Person
from app.models.request import Request
from app.operations.permissions import Actor, require
from app.operations.wording import wording
from workflows.retouching import text_of

DRAWERS = ("process_owner", "administrator")


@dataclass(frozen=True)
class Version:
    """One version of an item; `running`: requests on their way on it; `errors`, `warnings`: how many problems;
    `texts`: JSON, language -> words.
    """

    number: int
    state: str
    created_at: datetime
    created_by: str
    published_at: datetime | None
    is_live: bool
    running: int
    errors: int
    warnings: int
    note: str = ""
    texts: str = "{}"


@dataclass(frozen=True)
class Item:
    """An item with its versions, oldest first."""

    key: str
    title: str
    category: str
    orderable: bool
    versions: list[Version]

    @property
    def live(self) -> Version | None:
        """The version that new requests get."""
        return next((one for one in self.versions if one.is_live), None)

    @property
    def drafts(self) -> int:
        """How many versions are drafts."""
        return sum(one.state == "draft" for one in self.versions)

    @property
    def newest(self) -> Version:
        """The version made last."""
        return self.versions[-1]

    @property
    def running(self) -> int:
        """Requests on their way, on any version."""
        return sum(one.running for one in self.versions)


@dataclass(frozen=True)
class Sheet:
    """A version as the editor needs it; `forms`: {id: schema}, `decisions`: {file: DMN}, `problems` as stored.

    `texts`: {language: {msgid: msgstr}}.
    """

    diagram: str
    forms: dict[str, Any]
    decisions: dict[str, str]
    texts: dict[str, dict[str, str]]
    problems: list[dict[str, Any]]
    report: list[dict[str, Any]]


def items(actor: Actor) -> list[Item]:
    """Every definition by title. Raises Forbidden."""
    require(actor, *DRAWERS)
    rows = session().scalars(select(Definition)).all()
    versions = _versions([row.id for row in rows], {row.published_id for row in rows})
    found = [_item(row, versions[row.id]) for row in rows if row.id in versions]
    return sorted(found, key=lambda item: (not item.orderable, item.title.casefold()))


def item(actor: Actor, key: str) -> Item:
    """One definition. Raises Forbidden, NotFound."""
    require(actor, *DRAWERS)
    row = session().scalar(select(Definition).where(Definition.key == key))
    versions = _versions([row.id], {row.published_id}) if row else {}
    if row is None or not versions:
        raise NotFound()
    return _item(row, versions[row.id])


def sheet(actor: Actor, key: str, number: int) -> Sheet:
    """A version for the editor. Raises Forbidden, NotFound."""
    require(actor, *DRAWERS)
    found = session().scalar(
        select(DefinitionVersion)
        .join(Definition, Definition.id == DefinitionVersion.definition_id)
        .where(Definition.key == key, DefinitionVersion.number == number)
    )
    if found is None:
        raise NotFound()
    kept = (found.forms, found.decisions, found.texts, found.problems, found.report)
    return Sheet(text_of(found.diagram), *(json.loads(text) for text in kept))


def groups(actor: Actor) -> list[tuple[str, str]]:
    """Key and name of every active group. Raises Forbidden."""
    require(actor, *DRAWERS)
    return [(key, called(name, names)) for key, name, names in session().execute(GROUPS)]


def processes(actor: Actor) -> list[tuple[str, str]]:
    """Key and title of every published process. Raises Forbidden."""
    require(actor, *DRAWERS)
    return [(key, title or key) for key, title in session().execute(PROCESSES)]


GROUPS = select(Group.key, Group.name, Group.names).where(Group.active).order_by(Group.name)
PROCESSES = (
    select(Definition.key, Definition.title).where(Definition.published_id.is_not(None)).order_by(Definition.key)
)


def _item(row: Definition, versions: list[Version]) -> Item:
    """Called as its readers of this language find it in the catalogue."""
    named = next((one for one in versions if one.is_live), versions[-1])
    spoken = wording(named.texts, current.get())
    return Item(row.key, spoken.say(row.title or row.key), spoken.say(row.category), row.orderable, versions)


def _versions(ids: list[int], live: set[int | None]) -> dict[int, list[Version]]:
    columns = (DefinitionVersion, Person.name)
    query = select(*columns).outerjoin(Person, Person.id == DefinitionVersion.created_by_id)
    query = query.where(DefinitionVersion.definition_id.in_(ids)).order_by(DefinitionVersion.number)
    running = _running()
    found: dict[int, list[Version]] = {}
    for row, name in session().execute(query):
        kinds = [problem["severity"] for problem in json.loads(row.problems)]
        found.setdefault(row.definition_id, []).append(
            Version(
                row.number,
                row.state,
                row.created_at,
                name or "",
                row.published_at,
                row.id in live,
                running.get(row.id, 0),
                kinds.count("error"),
                kinds.count("warning"),
                row.note,
                row.texts,
            )
        )
    return found


def _running() -> dict[int, int]:
    query = select(Request.version_id, func.count()).where(Request.ended_at.is_(None)).group_by(Request.version_id)
    return dict(session().execute(query).all())
