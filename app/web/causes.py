"""Everything that is stuck of one cause: what it is, who waits, and all of it tried again, seen as it goes on."""

from flask import Blueprint, Response, flash, render_template, request

from app.db import reading, transaction
from app.errors import LanewayError
from app.language import current
from app.language import gettext as _
from app.operations import repairs
from app.operations.roles import REPAIRERS
from app.queries import causes as queries
from app.queries import incidents
from app.web.identity import current_actor, role
from app.web.incidents import cause
from app.web.paths import redirect

pages = Blueprint("causes", __name__, url_prefix="/incidents/causes")


@pages.get("/<key>")
@role(*REPAIRERS)
def show(key: str) -> str:
    """One cause."""
    return _page(key)


@pages.post("/<key>/retry")
@role(*REPAIRERS)
def retry(key: str) -> Response | tuple[str, int]:
    """Try all of them again; a worker does it, one after another."""
    try:
        with transaction():
            repairs.begin(current_actor(), key, request.form.get("reason", ""))
    except LanewayError as error:
        if error.status == 404:
            raise
        return _page(key, str(error)), error.status
    flash(_("They are tried again, one after another. What fails once more stays here."), "done")
    return redirect(f"/incidents/causes/{key}")


def _page(key: str, error: str = "") -> str:
    actor = current_actor()
    with reading():
        progress = queries.progress(actor, key)
        found = queries.find(actor, key)
        page = incidents.page(actor, cause=key, cursor=request.args.get("cursor", ""), limit=25)
        steps = incidents.steps(page.items, current.get())
    return render_template(
        "cause.html", key=key, found=found, progress=progress, page=page, steps=steps, cause=cause, error=error
    )
