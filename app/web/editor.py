"""The editor's page and what its script asks for: the problems of a diagram as it is drawn, and saving it.

A diagram from a browser is a stranger's file: it is read in a process with limits first.
"""

import json
from collections.abc import Mapping

from flask import Blueprint, render_template, request

from app.catalogue.drawing import is_drawn, laid
from app.db import reading, transaction
from app.errors import DefinitionError, TooLarge
from app.language import gettext as _
from app.models.connector import TYPES
from app.operations import definitions, drafts, findings, importing
from app.operations.roles import DRAWERS
from app.queries import calendars
from app.queries import studio as queries
from app.web import modeler_words, security
from app.web.identity import current_actor, role
from workflows import decisions as dmn
from workflows.errors import Problem
from workflows.retouching import retouched, text_of

pages = Blueprint("editor", __name__, url_prefix="/studio")
DIAGRAM_BYTES = 2_000_000
PARTS = ("diagram", "before")


@pages.get("/<key>/<int:version_number>")
@role(*DRAWERS)
def edit(key: str, version_number: int) -> str:
    """The diagram in the modeler, its properties in the owner's words, and what stands against it."""
    actor = current_actor()
    with reading():
        item = queries.item(actor, key, beside=(version_number,))
        sheet = queries.sheet(actor, key, version_number)
        row = definitions.version(key, version_number)
        choices = {
            "groups": queries.groups(actor), "processes": queries.processes(actor),
            "forms": [(name, name) for name in sorted(sheet.forms)],
            "rules": [(name, name) for name in sorted(json.loads(row.rules))],
            "decisions": sorted((one, one) for one in _decisions(sheet.decisions)),
            "connectors": [(one, one) for one in TYPES],
            "calendars": calendars.keys(),
            "pictures": [(f"a-{one}", words) for one, words in _picture_words().items()],
        }  # fmt: skip
        seen = drafts.mark(row)
    security.allow_style_attributes()
    version = next(one for one in item.versions if one.number == version_number)
    return render_template(
        "studio/draw.html", item=item, version=version, sheet=sheet, choices=choices, seen=seen,
        diagram=text_of(laid(row.diagram)), drawn=is_drawn(row.diagram), words=modeler_words.words(),
    )  # fmt: skip


def _picture_words() -> dict[str, str]:
    """The pictures of the catalogue by their names in the sprite, in words."""
    return {
        "alert": _("Warning sign"), "apps": _("Programs"), "ask": _("Question"), "badge": _("Name badge"),
        "chair": _("Chair"), "chart": _("Chart"), "heart": _("Heart"), "key": _("Key"), "laptop": _("Laptop"),
        "learn": _("Learning"), "move": _("Removal"), "person": _("Person"), "plane": _("Plane"),
        "shield": _("Shield"), "wrench": _("Wrench"),
    }  # fmt: skip


def _decisions(files: Mapping[str, str]) -> set[str]:
    models = [text.encode() for text in files.values()]
    return {one for model in models for one in dmn.load(model, models)}


@pages.post("/<key>/<int:version_number>/lint")
@role(*DRAWERS)
def lint(key: str, version_number: int) -> dict[str, object]:
    """The problems of the diagram in the body, with the version's forms and decisions. Writes nothing."""
    with reading():
        queries.sheet(current_actor(), key, version_number)
    return {"problems": [vars(one) for one in _problems(key, version_number, _diagram())]}


@pages.post("/<key>/<int:version_number>/save")
@role(*DRAWERS)
def save(key: str, version_number: int) -> dict[str, object] | tuple[dict[str, object], int]:
    """Keep the diagram in the body: over the draft, or as the next version.

    With the editor's text from before its changes beside it, what was not changed stays byte for byte.
    """
    diagram, before, seen = *_texts(), request.headers.get("X-Seen", "")
    if before:
        with reading():
            diagram = retouched(laid(definitions.version(key, version_number).diagram), before, diagram)
    try:
        importing.try_out({"diagram.bpmn": diagram})
        with transaction():
            row = drafts.keep(current_actor(), key, version_number, seen, drafts.Work(diagram))
            kept = {"number": row.number, "seen": drafts.mark(row)}
    except DefinitionError as error:
        return {"problems": [vars(one) for one in error.problems]}, error.status
    return kept


def _texts() -> tuple[bytes, bytes]:
    """The diagram, and how the editor wrote it before anything was changed; that is empty where it is not told."""
    if request.mimetype != "multipart/form-data":
        return _diagram(), b""
    given = request.files
    diagram, before = (_sized(given[name].stream.read(DIAGRAM_BYTES + 1) if name in given else b"") for name in PARTS)
    return diagram, before


def _diagram() -> bytes:
    return _sized(request.get_data(cache=False))


def _sized(data: bytes) -> bytes:
    if len(data) > DIAGRAM_BYTES:
        raise TooLarge(_("A diagram may have at most %(n)s MB.", n=DIAGRAM_BYTES // 1_000_000))
    return data


def _problems(key: str, version_number: int, diagram: bytes) -> list[Problem]:
    try:
        importing.try_out({"diagram.bpmn": diagram})
        with reading():
            row = definitions.version(key, version_number)
            return findings.said(drafts.problems(drafts.assembled(key, drafts.Work(diagram), row)))
    except DefinitionError as error:
        return list(error.problems)
