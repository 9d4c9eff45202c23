"""Drafts made in the editor: begun from a small starter, kept in place while they are drafts, discarded.

A published version never changes: what is kept over one becomes the next version. Publishing itself is publishing.py.
"""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import quoteattr

from sqlalchemy import delete as sql_delete
from sqlalchemy import func, select

from app.catalogue.folding import fold
from app.db import now, session
from app.errors import Conflict, InvalidForm, NotFound
from app.language import gettext as _
from app.models.beginning import Beginning
from app.models.data_store import DataStore
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.entrance import Entrance
from app.models.instance import Instance
from app.models.kept_answers import KeptAnswers
from app.models.request import Request
from app.models.schedule import Schedule
from app.operations import definitions, findings, journal, ownership, publishing
from app.operations.bundle import Bundle, canonical_of, inner_of, made_forms, report_of
from app.operations.checking import check, told
from app.operations.permissions import Actor, require
from app.operations.roles import DRAWERS
from app.operations.starter import STARTER_FORMS, starter
from workflows.errors import Problem

KEY = re.compile(r"[a-z][a-z0-9_]{1,59}")


@dataclass(frozen=True)
class Work:
    """What was worked on; None stays as it is. The shapes are those of Bundle."""

    diagram: bytes | None = None
    forms: dict[str, dict[str, Any]] | None = None
    decisions: dict[str, str] | None = None
    texts: dict[str, dict[str, str]] | None = None
    rules: dict[str, dict[str, Any]] | None = None

    @property
    def parts(self) -> dict[str, Any]:
        """Forms, decisions, texts and rule sets, those that were worked on."""
        named = {"forms": self.forms, "decisions": self.decisions, "texts": self.texts, "rules": self.rules}
        return {name: part for name, part in named.items() if part is not None}


def mark(row: DefinitionVersion) -> str:
    """What a browser hands back to show which state of the version it worked on."""
    parts = (row.diagram, row.forms.encode(), row.decisions.encode(), row.texts.encode(), row.rules.encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def begin(actor: Actor, key: str, title: str) -> DefinitionVersion:
    """A new item from the starter, as a draft; without a key it gets one. Raises Forbidden, InvalidForm."""
    require(actor, *DRAWERS)
    errors = {}
    key = key or key_of(title)
    if not KEY.fullmatch(key) and (key or title.strip()):
        errors["key"] = _("Small letters, digits and underscores, for example new_phone.")
    elif session().scalar(select(Definition.id).where(Definition.key == key)):
        errors["key"] = _("There is an item with this key already.")
    if not title.strip():
        errors["title"] = _("Give it the name that people will look for.")
    if errors:
        raise InvalidForm(errors)
    diagram = starter(key, quoteattr(title.strip()), quoteattr(actor.login))
    return publishing.save(assembled(key, Work(diagram, STARTER_FORMS), None), actor=actor)


def key_of(title: str) -> str:
    """A key that says what the title says; "" where that has no letter to begin with."""
    return re.sub(r"[^a-z0-9]+", "_", fold(title)).lstrip("_0123456789")[:60].rstrip("_")


def assembled(key: str, work: Work, beside: DefinitionVersion | None) -> Bundle:
    """What was worked on, with the rest of the version it was worked over. Raises DefinitionError."""
    diagram = work.diagram or (beside.diagram if beside else b"")
    canonical = canonical_of(diagram, key)
    if beside is None:
        made = Bundle(key=key, diagram=diagram, process=canonical.processes[key], forms=made_forms(canonical))
    else:
        made = Bundle.of(key, beside)
    return replace(
        made,
        diagram=diagram,
        process=canonical.processes[key],
        inner=inner_of(canonical, key),
        report=report_of(canonical, diagram, beside),
        problems=tuple(canonical.problems),
        origin="",
        **work.parts,
    )


def problems(bundle: Bundle) -> list[Problem]:
    """What stands against publishing it, and what its owner should weigh. Reads only."""
    return check(bundle, publishing.pins(bundle))


def keep(actor: Actor, key: str, number: int, seen: str, work: Work) -> DefinitionVersion:
    """Store what was worked on: over the draft that it was begun on, else as the next version.

    `seen`: the mark of the version as the browser had it. Raises Forbidden, Conflict when somebody else was faster,
    DefinitionError when the diagram cannot be read.
    """
    require(actor, *DRAWERS)
    row = definitions.version(key, number)
    if seen != mark(row):
        raise Conflict(_("Somebody else has saved this draft meanwhile. Export yours, then load the page again."))
    bundle = assembled(key, work, row)
    if row.state != "draft":
        return publishing.save(bundle, actor=actor)
    _overwrite(row, bundle)
    row.created_at, row.created_by_id = now(), actor.id or None
    text = f"Saved {key} version {number}."
    journal.write(0, actor.login, "definition.saved", text, key=key, number=number)
    return row


def look_again(row: DefinitionVersion) -> None:
    """Problems and report of a draft anew, when the house has changed; a published one keeps its own."""
    if row.state == "draft":
        _overwrite(row, Bundle.of(row.definition.key, row))


def _overwrite(row: DefinitionVersion, bundle: Bundle) -> None:
    found = problems(bundle)
    row.diagram, row.origin = bundle.diagram, bundle.origin
    for name in ("forms", "decisions", "texts", "rules", "properties"):
        setattr(row, name, json.dumps(getattr(bundle, name), ensure_ascii=False))
    for name, text in findings.kept(found, told(bundle, found)).items():
        setattr(row, name, text)
    row.pins = json.dumps(publishing.pins(bundle))


def discard(actor: Actor, key: str, number: int) -> None:
    """Throw a draft away, one's own or an item's owner any. Raises Forbidden, Conflict when it is no draft, or the only
    version.
    """
    require(actor, *DRAWERS)
    row = definitions.version(key, number)
    if row.created_by_id != actor.id:
        ownership.must_release(key, actor)
    others = select(func.count()).where(DefinitionVersion.definition_id == row.definition_id)
    used = session().scalar(select(Request.id).where(Request.version_id == row.id).limit(1))
    if row.state != "draft" or used:
        raise Conflict(_("Only a draft can be discarded."))
    if session().scalars(others).one() == 1:
        raise Conflict(_("This is the only version of the item; it stays."))
    session().delete(row)
    text = f"Discarded {key} version {number}."
    journal.write(0, actor.login, "definition.discarded", text, key=key, number=number)


def delete(actor: Actor, key: str) -> None:
    """Throw a whole item away. Raises Forbidden, NotFound; Conflict when it is published, was ordered, or is called by
    another.
    """
    require(actor, *DRAWERS)
    owner = session().scalar(select(Definition).where(Definition.key == key))
    if owner is None:
        raise NotFound()
    ownership.must_release(key, actor)
    ids = session().scalars(select(DefinitionVersion.id).where(DefinitionVersion.definition_id == owner.id)).all()
    if owner.published_id is not None:
        raise Conflict(_("It is in the catalogue. Take it out of the catalogue first."))
    if session().scalar(select(Instance.id).where(Instance.version_id.in_(ids)).limit(1)) is not None:
        raise Conflict(_("It was ordered, so it stays: its requests need their diagram."))
    others = session().scalars(select(DefinitionVersion.pins).where(DefinitionVersion.definition_id != owner.id))
    if any(version in json.loads(pins).values() for pins in others for version in ids):
        raise Conflict(_("Another item calls it, so it stays."))
    session().execute(sql_delete(KeptAnswers).where(KeptAnswers.version_id.in_(ids)))
    for table in (Beginning, Entrance, Schedule):  # what begins by itself, of which nothing ever came
        session().execute(sql_delete(table).where(table.definition_id == owner.id))
    own = DataStore.key.startswith(f"{key}/", autoescape=True)
    session().execute(sql_delete(DataStore).where(own))  # whoever takes the key next finds nothing of it
    session().execute(sql_delete(DefinitionVersion).where(DefinitionVersion.id.in_(ids)))
    session().delete(owner)
    journal.write(0, actor.login, "definition.deleted", f"Deleted {key}.", key=key, versions=len(ids))
