"""Several approvals decided in one go, with one reason. Each is a decision of its own, with what was seen, in a
transaction of its own: what cannot be decided so is listed with why, and holds nothing up.
"""

from flask import Blueprint, flash, render_template, request

from app.db import reading
from app.language import gettext as _
from app.language import ngettext
from app.operations.permissions import Actor
from app.queries import tasks as queries
from app.queries.gist import Brief, briefs
from app.queries.tasks import TaskLine
from app.web import several
from app.web.identity import current_actor, signed_in
from app.web.several import Left

pages = Blueprint("together", __name__, url_prefix="/decisions/together")


@pages.get("")
@signed_in
def show() -> str:
    """My open approvals, to be ticked."""
    return _page(current_actor())


@pages.post("")
@signed_in
def decide() -> str | tuple[str, int]:
    """Decide those that were ticked."""
    actor, reason = current_actor(), request.form.get("reason", "").strip()
    decision = request.form.get("decision", "")
    ticked = several.ticked()
    if decision not in ("approve", "reject") or not ticked:
        return _page(actor, error=_("Tick what you decide, then choose."), reason=reason), 422
    if decision == "reject" and not reason:
        return _page(actor, unsaid=_("Say why, so that the requester knows what to do.")), 422
    left = several.decide(actor, ticked, {"decision": decision, "reason": reason})
    done = len(set(ticked)) - len(left)
    if done:
        flash(ngettext("One decision is made.", "%(num)d decisions are made.", done), "done")
    return _page(actor, left=several.named(actor, left), reason=reason if left else "")


def _open(actor: Actor) -> list[tuple[TaskLine, Brief]]:
    with reading():
        lines = queries.page(actor, kind="approval", limit=several.MOST).items
        told = briefs(line.id for line in lines)
        return [(line, told[line.id]) for line in lines]


def _page(
    actor: Actor, left: list[tuple[TaskLine, Left]] | None = None, error: str = "", reason: str = "", unsaid: str = ""
) -> str:
    """`unsaid`: what is wrong with the reason, said where it is to be written."""
    kept = set(request.form.getlist("task")) if error or unsaid else set()
    lines = _open(actor)
    return render_template(
        "together.html", lines=lines, left=left or [], error=error, reason=reason, unsaid=unsaid, kept=kept
    )
