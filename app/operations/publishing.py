"""Definitions: import, draft, publish, retire, and the parsed cache by version id.

A published version never changes. Publishing pins called processes by version. Never runs an instance.
"""

import json

from sqlalchemy import bindparam, func, select

from app.database_clock import CLOCK
from app.db import ask, now, session, tell
from app.errors import Conflict, DefinitionError, NotFound
from app.language import gettext as _
from app.lately import Lately
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.operations import diagram_cache, entrances, journal
from app.operations.bundle import Bundle
from app.operations.checking import check, told
from app.operations.permissions import LANEWAY, Actor, require
from app.operations.roles import OWNERS
from app.operations.sources import stored
from workflows.definition import Definition as Parsed
from workflows.errors import Problem

#: 0.1 to 0.4 MB each. An item may have a thousand versions on which something still runs: diagram_cache.py keeps the
#: others small.
_parsed: Lately[int, Parsed] = Lately(100)
_numbers: dict[int, int] = {}


def definition(version_id: int) -> Parsed:
    """The parsed definition of a version; immutable, so the process keeps it."""
    return _parsed.made(version_id, lambda: diagram_cache.definition(stored(version_id)))


def forget() -> None:
    """Drop what is kept by version id: another database's first version is another diagram."""
    _parsed.clear()
    _numbers.clear()


def version(key: str, number: int) -> DefinitionVersion:
    """The version row of an item. Raises NotFound."""
    found = session().scalar(
        select(DefinitionVersion)
        .join(Definition, DefinitionVersion.definition_id == Definition.id)
        .where(Definition.key == key, DefinitionVersion.number == number)
    )
    if found is None:
        raise NotFound()
    return found


def published(key: str) -> DefinitionVersion:
    """The version that new requests of this item get. Raises NotFound."""
    found = session().scalar(
        select(DefinitionVersion)
        .join(Definition, Definition.published_id == DefinitionVersion.id)
        .where(Definition.key == key)
    )
    if found is None:
        raise NotFound()
    return found


def current(key: str) -> tuple[int, bool]:
    """Version id that new requests of this item get, and whether it has a place in the catalogue. Raises NotFound.

    The diagram itself is not read: `definition` has it parsed.
    """
    row = ask(CURRENT, {"key": key}).one_or_none()
    if row is None or row.published_id is None:
        raise NotFound()
    tell(row[2], row[3])
    return row.published_id, row.orderable


CURRENT = select(Definition.published_id, Definition.orderable, *CLOCK).where(Definition.key == bindparam("key"))


def number(version_id: int) -> int:
    """The number of a version; it never changes, so it is kept."""
    if version_id not in _numbers:
        query = select(DefinitionVersion.number).where(DefinitionVersion.id == version_id)
        _numbers[version_id] = session().scalars(query).one()
    return _numbers[version_id]


def save(bundle: Bundle, *, actor: Actor = LANEWAY, publish_it: bool = False) -> DefinitionVersion:
    """Store a bundle as the next version of its process: a draft, or published when it has no errors and is asked for.

    Raises DefinitionError when the diagram cannot even be read.
    """
    owner = _definition_row(bundle)
    pinned = pins(bundle)
    problems = check(bundle, pinned)
    row = DefinitionVersion(
        definition_id=owner.id,
        number=_next_number(owner.id),
        state="draft",
        diagram=bundle.diagram,
        forms=json.dumps(bundle.forms, ensure_ascii=False),
        decisions=json.dumps(bundle.decisions, ensure_ascii=False),
        texts=json.dumps(bundle.texts, ensure_ascii=False),
        rules=json.dumps(bundle.rules, ensure_ascii=False),
        pins=json.dumps(pinned),
        properties=json.dumps(bundle.properties, ensure_ascii=False),
        problems=json.dumps([vars(p) for p in problems], ensure_ascii=False),
        report=json.dumps(told(bundle, problems), ensure_ascii=False),
        origin=bundle.origin,
        created_at=now(),
        created_by_id=actor.id or None,
    )
    session().add(row)
    session().flush()
    journal.write(
        0,
        actor.login,
        "definition.saved",
        f"Saved {bundle.key} version {row.number}.",
        key=bundle.key,
        number=row.number,
    )
    if publish_it and not _errors(problems):
        _make_public(owner, row, actor)
    return row


def publish(actor: Actor, key: str, number: int, note: str = "") -> DefinitionVersion:
    """Make a draft the version that new requests get; `note`: what is new. Raises Forbidden, DefinitionError if it has
    errors.
    """
    require(actor, *OWNERS)
    row = version(key, number)
    if row.state == "published":
        return row
    if row.state == "retired":
        raise Conflict(_("A retired version cannot be published again; save it as a new draft."))
    bundle = Bundle.of(key, row)
    pinned = pins(bundle)
    problems = check(bundle, pinned)
    row.problems = json.dumps([vars(p) for p in problems], ensure_ascii=False)
    row.report = json.dumps(told(bundle, problems), ensure_ascii=False)
    row.pins = json.dumps(pinned)
    if _errors(problems):
        raise DefinitionError(_errors(problems))
    row.note = note
    _make_public(row.definition, row, actor)
    return row


def retire(actor: Actor, key: str, number: int) -> DefinitionVersion:
    """Take a version out of the catalogue; running requests keep it. Raises Forbidden, NotFound."""
    require(actor, *OWNERS)
    row = version(key, number)
    owner = row.definition
    row.state = "retired"
    if owner.published_id == row.id:
        owner.published_id = None
        entrances.close_all(owner.id)
    journal.write(0, actor.login, "definition.retired", f"Retired {key} version {number}.", key=key, number=number)
    return row


def open_entrances() -> None:
    """Open what begins each published item: done when publishing, and once for what an older release published."""
    for owner in session().scalars(select(Definition).where(Definition.published_id.is_not(None))).all():
        if owner.published_id is not None:
            entrances.open_all(owner, owner.published_id, definition(owner.published_id).process)


def _make_public(owner: Definition, row: DefinitionVersion, actor: Actor) -> None:
    properties = json.loads(row.properties)
    row.state, row.published_at = "published", now()
    owner.published_id, owner.title = row.id, properties.get("title", "") or owner.key
    owner.category = properties.get("category", "")
    owner.orderable = properties.get("catalogue", "true") != "false"
    text = f"Published {owner.key} version {row.number}."
    journal.write(0, actor.login, "definition.published", text, key=owner.key, number=row.number)
    entrances.open_all(owner, row.id, Bundle.of(owner.key, row).process)


def _definition_row(bundle: Bundle) -> Definition:
    found = session().scalar(select(Definition).where(Definition.key == bundle.key))
    if found is None:
        found = Definition(key=bundle.key, title=bundle.properties.get("title", ""), created_at=now())
        session().add(found)
        session().flush()
    return found


def _next_number(definition_id: int) -> int:
    query = select(func.max(DefinitionVersion.number)).where(DefinitionVersion.definition_id == definition_id)
    return (session().scalar(query) or 0) + 1


def pins(bundle: Bundle) -> dict[str, int]:
    """The published version of each process that the bundle calls: {process id: version id}."""
    query = select(Definition.key, Definition.published_id).where(
        Definition.key.in_(bundle.called), Definition.published_id.is_not(None)
    )
    return {key: version for key, version in session().execute(query) if version is not None}


def _errors(problems: list[Problem]) -> list[Problem]:
    return [p for p in problems if p.severity == "error"]
