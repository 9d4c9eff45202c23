"""Drafts made in the editor: begun from a small starter, kept in place while they are drafts, discarded.

A published version never changes: what is kept over one becomes the next version. Publishing itself is publishing.py.
"""

import hashlib
import json
import re
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import quoteattr

from sqlalchemy import func, select

from app.db import now, session
from app.errors import Conflict, InvalidForm
from app.language import gettext as _
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.request import Request
from app.operations import journal, publishing
from app.operations.bundle import Bundle, canonical_of
from app.operations.checking import check
from app.operations.permissions import Actor
from app.operations.starter import STARTER_FORMS, starter
from workflows.errors import Problem

KEY = re.compile(r"[a-z][a-z0-9_]{1,59}")


def mark(row: DefinitionVersion) -> str:
    """What a browser hands back to show which state of the version it worked on."""
    return hashlib.sha256(row.diagram + row.forms.encode()).hexdigest()


def begin(actor: Actor, key: str, title: str) -> DefinitionVersion:
    """A new item from the starter, as a draft. Raises InvalidForm."""
    errors = {}
    if not KEY.fullmatch(key):
        errors["key"] = _("Small letters, digits and underscores, for example new_phone.")
    elif session().scalar(select(Definition.id).where(Definition.key == key)):
        errors["key"] = _("There is an item with this key already.")
    if not title.strip():
        errors["title"] = _("Give it the name that people will look for.")
    if errors:
        raise InvalidForm(errors)
    diagram = starter(key, quoteattr(title.strip()))
    return publishing.save(assembled(key, diagram, STARTER_FORMS, None), actor=actor)


def assembled(
    key: str, diagram: bytes, forms: dict[str, dict[str, Any]] | None, beside: DefinitionVersion | None
) -> Bundle:
    """A drawn diagram with the forms given, and the rest of the version it was drawn over. Raises DefinitionError."""
    canonical = canonical_of(diagram, key)
    report = [vars(row) for row in canonical.report]
    if beside is None:
        made = Bundle(key=key, diagram=diagram, process=canonical.processes[key])
    else:
        made = Bundle.of(key, beside)
    made = replace(
        made,
        diagram=diagram,
        process=canonical.processes[key],
        report=report,
        problems=tuple(canonical.problems),
        origin="",
    )
    return made if forms is None else replace(made, forms=forms)


def problems(bundle: Bundle) -> list[Problem]:
    """What stands against publishing it, and what its owner should weigh. Reads only."""
    return check(bundle, publishing.pins(bundle))


def keep(
    actor: Actor, key: str, number: int, seen: str, diagram: bytes | None, forms: dict[str, dict[str, Any]] | None
) -> DefinitionVersion:
    """Store what was drawn: over the draft that it was drawn on, else as the next version.

    `seen`: the mark of the version as the browser had it. Raises Conflict when somebody else was faster,
    DefinitionError when the diagram cannot be read.
    """
    row = publishing.version(key, number)
    if seen != mark(row):
        raise Conflict(_("Somebody else has saved this draft meanwhile. Export yours, then load the page again."))
    bundle = assembled(key, diagram or row.diagram, forms, row)
    if row.state != "draft":
        return publishing.save(bundle, actor=actor)
    found = problems(bundle)
    row.diagram, row.origin = bundle.diagram, ""
    row.forms = json.dumps(bundle.forms, ensure_ascii=False)
    row.properties = json.dumps(bundle.properties, ensure_ascii=False)
    row.report = json.dumps(bundle.report, ensure_ascii=False)
    row.problems = json.dumps([vars(one) for one in found], ensure_ascii=False)
    row.pins = json.dumps(publishing.pins(bundle))
    row.created_at, row.created_by_id = now(), actor.id or None
    text = f"Saved {key} version {number}."
    journal.write(0, actor.login, "definition.saved", text, key=key, number=number)
    return row


def discard(actor: Actor, key: str, number: int) -> None:
    """Throw a draft away. Raises Conflict when it is no draft, or the only version."""
    row = publishing.version(key, number)
    others = select(func.count()).where(DefinitionVersion.definition_id == row.definition_id)
    used = session().scalar(select(Request.id).where(Request.version_id == row.id).limit(1))
    if row.state != "draft" or used:
        raise Conflict(_("Only a draft can be discarded."))
    if session().scalars(others).one() == 1:
        raise Conflict(_("This is the only version of the item; it stays."))
    session().delete(row)
    text = f"Discarded {key} version {number}."
    journal.write(0, actor.login, "definition.discarded", text, key=key, number=number)
