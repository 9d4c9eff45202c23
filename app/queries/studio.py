"""What the studio shows: items with their versions, problems and running requests. Only reads."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.db import session
from app.errors import NotFound
from app.language import current
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.group import Group, called
from app.models.person import Person
from app.models.request import LIVE, Request
from app.operations import definitions, findings
from app.operations.permissions import Actor, require
from app.operations.roles import DRAWERS
from app.operations.wording import wording
from workflows.retouching import text_of

SHOWN = 25  # versions of an item at a time
LARGEST = 2**31 - 1  # of a whole number in a table


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
    created_login: str = ""


@dataclass(frozen=True)
class Item:
    """An item with some of its versions, oldest first; `older`: whether there are others before them.

    `live`: the version that new requests get. `running`: requests on their way, on any version.
    """

    key: str
    title: str
    category: str
    orderable: bool
    versions: list[Version]
    live: Version | None
    running: int
    drafts: int = 0
    older: bool = False

    @property
    def newest(self) -> Version:
        """The version made last, among these."""
        return self.versions[-1]


@dataclass(frozen=True)
class Sheet:
    """A version as the editor needs it; `forms`: {id: schema}, `decisions`: {file: DMN}, `problems` and
    `report` in the reader's language.

    `texts`: {language: {msgid: msgstr}}.
    """

    diagram: str
    forms: dict[str, Any]
    decisions: dict[str, str]
    texts: dict[str, dict[str, str]]
    problems: list[dict[str, Any]]
    report: list[dict[str, Any]]


def items(actor: Actor) -> list[Item]:
    """Every definition by title, with its newest version and the one that is live. Raises Forbidden."""
    require(actor, *DRAWERS)
    rows = session().scalars(select(Definition)).all()
    of = DefinitionVersion.definition_id
    drafts = select(of, func.count()).where(DefinitionVersion.state == "draft").group_by(of)
    drawn = dict(session().execute(drafts).all())
    wanted = select(of.label("of"), func.max(DefinitionVersion.number).label("number")).group_by(of).subquery()
    same = and_(of == wanted.c.of, DefinitionVersion.number == wanted.c.number)
    newest = select(DefinitionVersion.id).join(wanted, same)
    live = [row.published_id for row in rows if row.published_id is not None]
    versions = _versions(or_(DefinitionVersion.id.in_(newest), DefinitionVersion.id.in_(live)), set(live), {})
    running = _running(of)
    found = [
        _item(row, versions[row.id], running=running.get(row.id, 0), drafts=drawn.get(row.id, 0))
        for row in rows
        if row.id in versions
    ]
    return sorted(found, key=lambda item: (not item.orderable, item.title.casefold()))


def item(actor: Actor, key: str, *, before: int = 0, beside: Collection[int] = ()) -> Item:
    """One definition with its newest versions, or the newest under `before`; `beside`: numbers of others that are to
    come along, each with the one before it, and the live one. Raises Forbidden, NotFound.
    """
    require(actor, *DRAWERS)
    row = session().scalar(select(Definition).where(Definition.key == key))
    numbers = _numbers(row.id, before) if row else []
    if row is None or not numbers:
        raise NotFound()
    wanted = {*numbers[:SHOWN], *(near for one in beside for near in _numbers(row.id, one + 1)[:2])}
    chosen = or_(DefinitionVersion.number.in_(wanted), DefinitionVersion.id == row.published_id)
    running = _running(DefinitionVersion.id, DefinitionVersion.definition_id == row.id)
    versions = _versions(and_(DefinitionVersion.definition_id == row.id, chosen), {row.published_id}, running)
    made = _item(row, versions[row.id], running=sum(running.values()), older=len(numbers) > SHOWN)
    return replace(made, versions=[one for one in made.versions if one.number in wanted or (beside and one.is_live)])


def sheet(actor: Actor, key: str, number: int) -> Sheet:
    """A version for the editor. Raises Forbidden, NotFound."""
    require(actor, *DRAWERS)
    found = definitions.version(key, number)
    kept = (json.loads(text) for text in (found.forms, found.decisions, found.texts))
    return Sheet(text_of(found.diagram), *kept, *(told(found) for told in (findings.problems, findings.report)))


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


def _item(row: Definition, versions: list[Version], **more: Any) -> Item:
    """Called as its readers of this language find it in the catalogue."""
    live = next((one for one in versions if one.is_live), None)
    spoken = wording((live or versions[-1]).texts, current.get())
    return Item(
        row.key, spoken.say(row.title or row.key), spoken.say(row.category), row.orderable, versions, live, **more
    )


def _numbers(definition_id: int, before: int) -> Sequence[int]:
    """The newest numbers, one more than a page shows; only those under `before` where that is given."""
    query = select(DefinitionVersion.number).where(DefinitionVersion.definition_id == definition_id)
    if before:
        query = query.where(DefinitionVersion.number < min(before, LARGEST))
    return session().scalars(query.order_by(DefinitionVersion.number.desc()).limit(SHOWN + 1)).all()


def _versions(which: ColumnElement[bool], live: set[int | None], running: dict[int, int]) -> dict[int, list[Version]]:
    """By definition, oldest first. Never their diagrams and forms, which are most of a row."""
    query = select(*COLUMNS, Person.name, Person.login).outerjoin(Person, Person.id == DefinitionVersion.created_by_id)
    found: dict[int, list[Version]] = {}
    for row in session().execute(query.where(which).order_by(DefinitionVersion.number)):
        kinds = [problem["severity"] for problem in json.loads(row.problems)]
        found.setdefault(row.definition_id, []).append(
            Version(
                row.number,
                row.state,
                row.created_at,
                row.name or "",
                row.published_at,
                row.id in live,
                running.get(row.id, 0),
                kinds.count("error"),
                kinds.count("warning"),
                row.note,
                row.texts,
                row.login or "",
            )
        )
    return found


COLUMNS = (
    DefinitionVersion.id,
    DefinitionVersion.definition_id,
    DefinitionVersion.number,
    DefinitionVersion.state,
    DefinitionVersion.created_at,
    DefinitionVersion.published_at,
    DefinitionVersion.problems,
    DefinitionVersion.note,
    DefinitionVersion.texts,
)


def _running(by: InstrumentedAttribute[int], *which: ColumnElement[bool]) -> dict[int, int]:
    """Requests on their way, by a column of their version."""
    counted = live(*which).subquery()
    query = select(by, func.sum(counted.c.number)).join(counted, counted.c.version_id == DefinitionVersion.id)
    return {key: int(number) for key, number in session().execute(query.group_by(by))}


def live(*which: ColumnElement[bool]) -> Select[int, int]:
    """How many are on their way on each version (of those that `which` says), counted in the index of those alone."""
    query = select(Request.version_id, func.count().label("number")).where(LIVE)
    if which:
        query = query.where(Request.version_id.in_(select(DefinitionVersion.id).where(*which)))
    return query.group_by(Request.version_id)
