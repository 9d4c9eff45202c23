"""Giving a task back with a reason, and the report of how often that happened."""

from urllib.parse import urlencode

from flask import Blueprint, Response, flash, render_template, request

from app.db import reading, transaction
from app.errors import Conflict, InvalidForm
from app.language import gettext as _
from app.operations import refusals
from app.queries import overview
from app.queries import routing as queries
from app.queries.insights import READERS
from app.web import insights, reckoning
from app.web.identity import current_actor, role, signed_in
from app.web.paths import own_path, redirect
from app.web.spreadsheet import download

pages = Blueprint("refusals", __name__)
PERIODS = (7, 30, 90, 365)


@pages.post("/tasks/<int:task_id>/refuse")
@signed_in
def refuse(task_id: int) -> Response:
    """Give it back: to the next, or to the group."""
    try:
        with transaction():
            row = refusals.refuse(
                current_actor(), task_id, request.form.get("reason", ""), request.form.get("words", "")
            )
            heir = row.assignee.name if row.assignee else ""
    except (Conflict, InvalidForm) as error:
        flash(error.words, "late")
        return redirect(f"/tasks/{task_id}?{urlencode({'view': request.form.get('view', 'mine')})}")
    flash(_("Given back. Now with %(name)s.", name=heir) if heir else _("Given back to the group."), "done")
    return redirect(own_path(request.form.get("next"), "/inbox"))


@pages.get("/insights/routing")
@role(*READERS)
def report() -> str:
    """What was given back, by group, item and reason."""
    days = _days()
    with reading():
        found, titles = queries.returned(current_actor(), days), dict(overview.items())
    return render_template(
        "routing.html",
        tabs=insights.tabs("routing"),
        found=found,
        titles=titles,
        reasons=reckoning.reasons(),
        days=days,
        periods=PERIODS,
    )


@pages.get("/insights/routing.csv")
@role(*READERS)
def report_csv() -> Response:
    """The same as a file."""
    with reading():
        found = queries.returned(current_actor(), _days())
    head = ["group", "item", "reason", "count"]
    return download("laneway-routing", [head, *([one.group, one.item, one.reason, one.count] for one in found)])


def _days() -> int:
    days = request.args.get("days", 30, type=int)
    return days if days in PERIODS else 30
