"""What is stuck and needs a person: the list, the cause in words, and the ways out. For those who repair."""

import json

from flask import Blueprint, Response, flash, render_template, request

from app.db import reading, transaction
from app.errors import BadRequest, Conflict, InvalidForm, LanewayError
from app.language import current
from app.language import gettext as _
from app.operations import resolving as verbs
from app.operations import token_moves
from app.operations.roles import REPAIRERS
from app.queries import causes as cause_queries
from app.queries import incidents as queries
from app.queries import migrating, moves, notes
from app.web.identity import current_actor, role
from app.web.paths import redirect

pages = Blueprint("incidents", __name__, url_prefix="/incidents")


@pages.get("")
@role(*REPAIRERS)
def index() -> str:
    """Open ones first; resolved ones on their own tab."""
    state = "resolved" if request.args.get("state") == "resolved" else "open"
    with reading():
        causes = cause_queries.shared(current_actor()) if state == "open" and "cursor" not in request.args else []
        page = queries.page(current_actor(), state=state, cursor=request.args.get("cursor", ""), limit=25)
        steps = queries.steps(page.items, current.get())
        unsigned = moves.waiting(current_actor()) if state == "open" else []
    tabs = [
        {"words": words, "href": f"/incidents?state={key}", "current": key == state}
        for key, words in (("open", _("Open")), ("resolved", _("Resolved")))
    ]
    facts = {"steps": steps, "causes": causes, "unsigned": unsigned}
    return render_template("incidents.html", page=page, state=state, tabs=tabs, cause=cause, **facts)


@pages.get("/<int:incident_id>")
@role(*REPAIRERS)
def show(incident_id: int) -> str:
    """One incident with its ways out."""
    return _page(incident_id)


@pages.post("/<int:incident_id>/retry")
@role(*REPAIRERS)
def retry(incident_id: int) -> Response | tuple[str, int]:
    """Run what failed once more."""
    try:
        with transaction():
            verbs.retry(current_actor(), incident_id, request.form.get("reason", ""))
    except (BadRequest, Conflict) as error:
        return _page(incident_id, "", str(error)), error.status
    flash(_("Tried again. If it fails once more, it comes back here."), "done")
    return redirect("/incidents")


@pages.post("/<int:incident_id>/resolve")
@role(*REPAIRERS)
def resolve(incident_id: int) -> Response | tuple[str, int]:
    """Correct values, give the result by hand, or give up; the reason is journalled."""
    action, text = request.form.get("action", ""), request.form.get("data", "").strip()
    try:
        data = json.loads(text or "{}")
        if not isinstance(data, dict):
            raise ValueError(text)
        with transaction():
            verbs.resolve(current_actor(), incident_id, action, data, request.form.get("reason", ""))
    except (ValueError, RecursionError):
        return _page(incident_id, text, _('Write the values as a JSON object, for example {"licence": "A-17"}.')), 422
    except (InvalidForm, BadRequest, Conflict) as error:
        return _page(incident_id, text, str(error)), error.status
    flash(_("Done. The reason is in the history of the request."), "done")
    return redirect("/incidents")


@pages.post("/<int:incident_id>/move")
@role(*REPAIRERS)
def move(incident_id: int) -> Response | tuple[str, int]:
    """Propose to move a token; somebody else signs."""
    token, _sep, target = request.form.get("to", "").partition(">")
    try:
        with transaction():
            row = token_moves.propose(current_actor(), incident_id, token, target, request.form.get("reason", ""))
            proposed = row.id
    except LanewayError as error:
        if error.status in (403, 404):
            raise
        return _page(incident_id, "", str(error)), error.status
    flash(_("Proposed. Somebody else must sign it before anything moves."), "done")
    return redirect(f"/incidents/moves/{proposed}")


def cause(kind: str) -> str:
    """What kind of fault it is, in words."""
    return {
        "call": _("A connector could not do its part"),
        "values": _("A value does not fit"),
        "expression": _("An expression in the diagram failed"),
        "bound": _("A limit was crossed"),
        "decision": _("A decision table gave no answer"),
        "no_flow": _("At a fork no way fits"),
        "uncaught_error": _("A step failed, and the diagram has no way for that"),
        "state": _("What was stored of the process cannot be read"),
        "dead_end": _("Nothing is left that it waits for"),
        "stuck": _("Nothing is left that it waits for"),
    }.get(kind, _("The process could not go on"))


def _page(incident_id: int, typed: str = "", error: str = "") -> str:
    with reading():
        line = queries.one(current_actor(), incident_id)
        step = queries.steps([line], current.get())[line.id]
        facts = {
            "moved": moves.of_incident(current_actor(), incident_id),
            "to": moves.options(current_actor(), incident_id, current.get()) if line.state == "open" else [],
            "newer": migrating.newer(line.request) if line.state == "open" else None,
            "values": queries.values(current_actor(), incident_id) if line.state == "open" else "",
            "note": notes.of(current_actor(), incident_id),
        }
    return render_template("incident.html", line=line, step=step, cause=cause, typed=typed, error=error, **facts)
