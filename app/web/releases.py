"""From a draft to what people order: what changed since another version, the sentence about it, and publishing."""

from flask import Blueprint, Response, flash, render_template, request

from app.db import reading, transaction
from app.errors import DefinitionError
from app.language import gettext as _
from app.operations import ownership, publishing
from app.operations.roles import DRAWERS
from app.queries import changes
from app.queries import studio as queries
from app.queries.studio import Item
from app.web.identity import current_actor, role
from app.web.paths import redirect

pages = Blueprint("releases", __name__, url_prefix="/studio")
LONGEST = 300


@pages.get("/<key>/<int:version_number>/changes")
@role(*DRAWERS)
def compare(key: str, version_number: int) -> str:
    """What is different from another version: ?since=2, or the one before."""
    return _page(key, version_number, publishing_it=False)


@pages.get("/<key>/<int:version_number>/publish")
@role(*DRAWERS)
def ask(key: str, version_number: int) -> str:
    """What changed since the published version, and the sentence about it."""
    return _page(key, version_number, publishing_it=True)


@pages.post("/<key>/<int:version_number>/publish")
@role(*DRAWERS)
def publish(key: str, version_number: int) -> Response:
    """New requests get this version from now on; refused while it has errors."""
    note = " ".join(request.form.get("note", "").split())[:LONGEST]
    try:
        with transaction():
            publishing.publish(current_actor(), key, version_number, note)
    except DefinitionError as error:
        flash(_("Not published: %(reason)s", reason=error.problems[0].message), "late")
        return redirect(f"/studio/{key}/{version_number}")
    flash(_("Published. New requests get version %(number)s; running ones keep theirs.", number=version_number), "done")
    return redirect(f"/studio/{key}")


def _page(key: str, number: int, *, publishing_it: bool) -> str:
    actor = current_actor()
    with reading():
        asked = request.args.get("since", 0, type=int)
        item, sheet = queries.item(actor, key, beside=(number, asked)), queries.sheet(actor, key, number)
        since = _since(item, number, asked, publishing_it)
        found = changes.between(actor, key, since, number) if since else []
        told = "" if not publishing_it or ownership.may_release(actor, key) else ownership.told(key)
    errors = [one for one in sheet.problems if one["severity"] == "error"]
    return render_template(
        "studio/changes.html", item=item, number=number, since=since, changes=found, errors=errors,
        publishing_it=publishing_it, longest=LONGEST, words=_words(), told=told,
    )  # fmt: skip


def _since(item: Item, number: int, asked: int, publishing_it: bool) -> int:
    """The version to compare with; 0 where there is none."""
    known = [one.number for one in item.versions if one.number != number]
    if asked in known:
        return asked
    if publishing_it and item.live is not None and item.live.number != number:
        return item.live.number
    return max((one for one in known if one < number), default=0)


def _words() -> dict[str, str]:
    """What changes are called."""
    return {
        "item": _("The item itself"), "step": _("Step"), "way": _("Way"), "form": _("Field"),
        "table": _("Decision table"), "rules": _("Rules of approvals"), "text": _("Texts"),
        "new": _("New"), "gone": _("Gone"), "changed": _("Changed"),
        "name": _("Name"), "condition": _("Taken when"), "form_": _("Form"), "due": _("Due after"),
        "group": _("Group"), "approver": _("Who decides"), "stage": _("What the requester reads"), "lane": _("Lane"),
        "label": _("Label"), "description": _("Help"), "type": _("Kind of field"), "key": _("Key"),
        "title": _("Title in the catalogue"), "category": _("Category"), "owner": _("Owner"),
        "policy": _("What counts"), "formula": _("Formula"), "outcome": _("How the request ends"),
    }  # fmt: skip
