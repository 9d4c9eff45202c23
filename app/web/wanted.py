"""Another wanted date for a running request."""

from datetime import date

from flask import Blueprint, Response, flash, request

from app.db import transaction
from app.errors import BadRequest, Conflict
from app.language import gettext as _
from app.operations import wanted as verbs
from app.operations.permissions import see_request
from app.web.identity import current_actor, signed_in
from app.web.paths import redirect

pages = Blueprint("wanted", __name__, url_prefix="/requests")


@pages.post("/<number>/wanted")
@signed_in
def change(number: str) -> Response:
    """Move every open step that is planned back from it."""
    try:
        with transaction():
            see_request(current_actor(), number)
            verbs.change(current_actor(), number, _day(request.form.get("date", "")))
        flash(_("The date is changed. Everybody with an open step was told."), "done")
    except (BadRequest, Conflict) as error:
        flash(str(error), "late")
    return redirect(f"/requests/{number}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadRequest(_("This is no date. Please write year, month and day, for example 2026-12-01.")) from error
