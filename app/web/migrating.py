"""The page on which running requests are taken to another version: first what would become of each, then doing it."""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, render_template, request

from app.catalogue.drawing import draw, told
from app.db import reading
from app.errors import BadRequest
from app.language import current
from app.language import gettext as _
from app.operations import journal
from app.operations import migrating as verbs
from app.operations.migratable import Result, Way
from app.operations.roles import DRAWERS, OVERSEERS, OWNERS
from app.queries import migrating as queries
from app.web import migrated
from app.web.identity import current_actor, role
from workflows.migration import Change

pages = Blueprint("migrating", __name__, url_prefix="/studio")
BECOMES = "becomes:"


@dataclass
class Sheet:
    """What one look at the page shows. `ways`: the steps that are gone, and what they may have become."""

    title: str
    versions: list[queries.Version]
    total: int
    way: Way | None = None
    answer: migrated.Answer = field(default_factory=lambda: migrated.Answer([]))
    lost: list[queries.Lost] = field(default_factory=list)
    drawing: Any = None
    words: str = ""


@pages.get("/<key>/<int:version_number>/migrate")
@role(*OWNERS)
def look(key: str, version_number: int) -> str:
    """What would become of the requests of this version: ?to=5, some of them (?request=), steps that became others."""
    with reading():
        sheet = _sheet(key, version_number)
        if sheet.way is not None:
            after = request.args.get("after", 0, type=int)
            sheet.answer = migrated.looked(sheet.way, request.args.getlist("request") or None, max(after, 0))
            _what_keeps(sheet)
    return _page(key, version_number, sheet)


@pages.post("/<key>/<int:version_number>/migrate")
@role(*OWNERS)
def take(key: str, version_number: int) -> tuple[str, int]:
    """Do it with those that were chosen, and say what became of each."""
    reason, chosen = request.form.get("reason", "").strip(), request.form.getlist("request")
    with reading():
        sheet = _sheet(key, version_number)
    if sheet.way is None:
        raise BadRequest(_("Choose another version."))
    if reason and chosen:
        sheet.answer = migrated.taken(current_actor(), sheet.way, chosen, reason)
        with reading():
            sheet.total = _sheet(key, version_number).total
            _what_keeps(sheet)
        return _page(key, version_number, sheet, done=True), 200
    error = _("Say why: the reason is kept in the history.") if chosen else _("Choose the requests first.")
    with reading():
        sheet.answer = migrated.looked(sheet.way, chosen or None)
        _what_keeps(sheet)
    return _page(key, version_number, sheet, error=error), 400


def _sheet(key: str, number: int) -> Sheet:
    actor, given = current_actor(), request.values
    sheet = Sheet(*queries.item(actor, key, number))
    known = [one.number for one in sheet.versions]
    live = next((one.number for one in sheet.versions if one.live), None)
    to = given.get("to", 0, type=int)
    target = to if to in known else live or (known[0] if known else None)
    if target is not None:
        named = {name.removeprefix(BECOMES): value for name, value in given.items() if name.startswith(BECOMES)}
        sheet.way = verbs.way(actor, key, number, target, {one: other for one, other in named.items() if other})
    return sheet


def _what_keeps(sheet: Sheet) -> None:
    assert sheet.way is not None
    results = sheet.answer.results
    sheet.lost = queries.lost(sheet.way, results, current.get())
    shown = queries.hindered(sheet.way, results, current.get())
    if shown is not None:
        sheet.drawing = draw(shown.diagram, gone=shown.gone, now=shown.now, names=shown.names)
        sheet.words = told(shown.diagram, gone=shown.gone, now=shown.now, names=shown.names)


def _page(key: str, number: int, sheet: Sheet, *, done: bool = False, error: str = "") -> str:
    results = sheet.answer.results
    able = [one for one in results if one.ok]
    return render_template(
        "studio/migrate.html", key=key, number=number, sheet=sheet, way=sheet.way, done=done, error=error,
        able=able, kept=[one for one in results if not one.ok], sentences=_sentences, becomes=BECOMES,
        draws=current_actor().has(*DRAWERS), sees=current_actor().has(*OVERSEERS), longest=journal.REASON,
    )  # fmt: skip


def _sentences(result: Result) -> list[str]:
    """What would become of it, or has become of it."""
    return [_sentence(change) for change in result.changes] or [result.reason or _("It has not begun yet.")]


def _sentence(change: Change) -> str:
    name = change.name
    if change.what == "stays" and change.to != change.element:
        return _("“%(name)s” becomes another step", name=name)
    return {
        "stays": _("stays at “%(name)s”", name=name),
        "ends": _("“%(name)s” is not waited for any more", name=name),
        "begins": _("“%(name)s” is waited for from then on", name=name),
        "keeps": _("“%(name)s” keeps its moment", name=name),
    }[change.what]
