"""The plan board: a group's day and plan, written on the request's page or on a task's."""

from datetime import date

from flask import Blueprint, Response, flash, request

from app.db import transaction
from app.errors import AlreadyDone, Conflict, InvalidForm
from app.language import gettext as _
from app.operations import plans
from app.web import request as request_page
from app.web.identity import current_actor, signed_in
from app.web.paths import own_path, redirect

pages = Blueprint("plans", __name__)


@pages.post("/requests/<number>/plans/<key>")
@signed_in
def write(number: str, key: str) -> Response | tuple[str, int]:
    """Say on which day, and how; a colleague's change meanwhile is told, and what was typed stays."""
    version = request.form.get("plan_version", "")
    try:
        with transaction():
            known = int(version) if version.isdecimal() else None
            plans.write(current_actor(), number, key, _day(), request.form.get("plan_text", ""), known)
    except AlreadyDone:
        raise
    except (Conflict, InvalidForm) as error:
        typed = {name: request.form.get(name, "") for name in ("plan_day", "plan_text")}
        told = {**typed, "plan": key, "plan_error": error.words}
        return request_page.typed(current_actor(), number, told), error.status
    flash(_("Everybody involved sees your plan."), "done")
    return redirect(own_path(request.form.get("next"), f"/requests/{number}#plans"))


def _day() -> date | None:
    """The day that was typed; None for an empty field. Raises InvalidForm."""
    typed = request.form.get("plan_day", "").strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise InvalidForm({"day": _("Choose a day.")}) from error
