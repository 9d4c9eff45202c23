"""Schedules started now and stopped ones started again, for those who draw; they see them on the item's studio page."""

from flask import Blueprint, Response, flash

from app.db import transaction
from app.language import gettext as _
from app.operations import schedules
from app.operations.roles import DRAWERS
from app.web.identity import current_actor, role
from app.web.once import done_once
from app.web.paths import redirect

pages = Blueprint("schedules", __name__, url_prefix="/studio")


@pages.post("/<key>/schedules/<int:schedule_id>/now")
@role(*DRAWERS)
def now_too(key: str, schedule_id: int) -> Response:
    """Try it: a request begins at once, and the schedule goes on as it is."""
    actor = current_actor()
    number, _first = done_once(actor, lambda: schedules.now_too(actor, key, schedule_id).number)
    flash(_("Started: %(number)s. The schedule goes on as before.", number=number), "done")
    return redirect(f"/studio/{key}")


@pages.post("/<key>/schedules/<int:schedule_id>/again")
@role(*DRAWERS)
def again(key: str, schedule_id: int) -> Response:
    """What it failed of is mended: it orders at once and goes on in time."""
    with transaction():
        schedules.again(current_actor(), key, schedule_id)
    flash(_("The schedule goes on; its request is being ordered."), "done")
    return redirect(f"/studio/{key}")
