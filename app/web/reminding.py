"""“Remind them”: the requester asks for a reminder of whoever decides on the request."""

from flask import Blueprint, Response, flash

from app.db import transaction
from app.errors import Conflict
from app.language import gettext as _
from app.operations import nudging
from app.operations.permissions import Actor
from app.queries import nudges
from app.queries.request import RequestPage
from app.web import progress, reader
from app.web.identity import current_actor, signed_in
from app.web.paths import redirect

pages = Blueprint("reminding", __name__, url_prefix="/requests")


@pages.post("/<number>/remind")
@signed_in
def remind(number: str) -> Response:
    """Remind those who decide."""
    try:
        with transaction():
            nudging.please(current_actor(), number)
        flash(_("Reminded. You can do that once a day."), "done")
    except Conflict as error:
        flash(str(error), "late")
    return redirect(f"/requests/{number}#standing")


def offered(actor: Actor, page: RequestPage) -> str:
    """What stands beside the stages: "ask" for the button, a sentence that it was done lately, or nothing."""
    waits = page.is_party and page.line.state == "running"
    if not waits or not any(one.kind == "approval" and not progress.is_yours(actor, one) for one in page.tasks):
        return ""
    asked = nudges.asked_at(page.line.id)
    if asked is None or reader.moment() - asked >= nudging.DAY:
        return "ask"
    return _("Reminded %(moment)s.", moment=reader.when(asked))
