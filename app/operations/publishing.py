"""Publishing: a bundle is stored as the next version, made the one that new requests get, retired.

A published version never changes. Publishing pins called processes by version. Drafts are kept by drafts.py.
"""

import json

from sqlalchemy import func, select

from app.db import now, session
from app.errors import Conflict, DefinitionError
from app.language import gettext as _
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.operations import definitions, entrances, findings, journal, ownership
from app.operations.bundle import Bundle
from app.operations.checking import check, told
from app.operations.permissions import LANEWAY, Actor, require
from app.operations.roles import OWNERS
from workflows.errors import Problem


def save(bundle: Bundle, *, actor: Actor = LANEWAY, publish_it: bool = False) -> DefinitionVersion:
    """Store a bundle as the next version of its process: a draft, or published when it has no errors and is asked for.

    Raises DefinitionError when the diagram cannot even be read; Forbidden when it is not theirs to publish.
    """
    if publish_it:
        ownership.must_release(bundle.key, actor)
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
        **findings.kept(problems, told(bundle, problems)),
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
    ownership.must_release(key, actor)
    row = definitions.version(key, number)
    if row.state == "published":
        return row
    if row.state == "retired":
        raise Conflict(_("A retired version cannot be published again; save it as a new draft."))
    bundle = Bundle.of(key, row)
    pinned = pins(bundle)
    problems = check(bundle, pinned)
    for name, text in findings.kept(problems, told(bundle, problems)).items():
        setattr(row, name, text)
    row.pins = json.dumps(pinned)
    if _errors(problems):
        raise DefinitionError(_errors(problems))
    row.note = note
    _make_public(row.definition, row, actor)
    return row


def retire(actor: Actor, key: str, number: int) -> DefinitionVersion:
    """Take a version out of the catalogue; running requests keep it. Raises Forbidden, NotFound."""
    require(actor, *OWNERS)
    ownership.must_release(key, actor)
    row = definitions.version(key, number)
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
            entrances.open_all(owner, owner.published_id, definitions.parsed(owner.published_id).process)


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
