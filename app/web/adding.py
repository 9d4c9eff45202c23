"""Work added beside a task: put into somebody's inbox from it, taken back. What was typed is never lost."""

from datetime import UTC, datetime, time

from flask import Blueprint, Response, flash, request

from app.db import transaction
from app.errors import Conflict, Forbidden, InvalidForm
from app.language import gettext as _
from app.operations import adding
from app.operations.permissions import Actor
from app.web import pane, reader
from app.web import task as task_page
from app.web.identity import current_actor, signed_in
from app.web.once import done_once
from app.web.paths import own_path, redirect

pages = Blueprint("adding", __name__)


@pages.post("/tasks/<int:task_id>/add")
@signed_in
def add(task_id: int) -> Response | tuple[str, int]:
    """Ask a group or a person for something beside the task."""
    actor = current_actor()
    pane.found(actor, task_id)
    try:
        done_once(actor, lambda: _added(actor, task_id, _wish()))
    except (InvalidForm, Conflict, Forbidden) as error:
        typed = {name: request.form.get(name, "") for name in ("group", "person", "kind", "name", "text", "due")}
        marks = {name: request.form.get(name, "") for name in ("blocking", "internal")}
        facts = {"adding": "yes", "add_error": error.words, **typed, **marks}
        return task_page.asking(actor, task_id, facts), error.status
    flash(_("Added. It is in their inbox; the answer comes back to this task."), "done")
    return redirect(own_path(request.form.get("here"), f"/tasks/{task_id}"))


@pages.post("/tasks/<int:task_id>/take-back")
@signed_in
def take_back(task_id: int) -> Response:
    """Nobody needs it any more (`task_id`: of the added work)."""
    try:
        with transaction():
            adding.take_back(current_actor(), task_id)
        flash(_("Taken back."), "done")
    except Conflict as error:
        flash(str(error), "late")
    return redirect(own_path(request.form.get("here"), "/inbox"))


def _added(actor: Actor, task_id: int, wish: adding.Wish) -> str:
    adding.add(actor, task_id, wish)
    return f"/tasks/{task_id}"


def _wish() -> adding.Wish:
    person = request.form.get("person", "").strip()
    return adding.Wish(
        whom=f"person:{person}" if person else f"group:{request.form.get('group', '')}",
        text=request.form.get("text", ""),
        kind=request.form.get("kind", "work"),
        name=request.form.get("name", ""),
        due=_due(request.form.get("due", "")),
        blocking="blocking" in request.form,
        internal="internal" in request.form,
    )


def _due(text: str) -> datetime | None:
    """Six in the evening of that day in the reader's zone, in UTC; None for no day. Raises InvalidForm."""
    if not text.strip():
        return None
    try:
        day = datetime.fromisoformat(text).date()
        return datetime.combine(day, time(18), reader.zone()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidForm({"due": _("Choose a day.")}) from error
