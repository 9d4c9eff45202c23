"""Stopped schedules, started again, for those who draw; what they see of them is on the item's studio page."""

from flask import Blueprint, Response, flash

from app.db import transaction
from app.language import gettext as _
from app.operations import schedules
from app.queries.studio import DRAWERS
from app.web.identity import role
from app.web.ways import redirect

pages = Blueprint("schedules", __name__, url_prefix="/studio")


@pages.post("/<key>/schedules/<int:schedule_id>/again")
@role(*DRAWERS)
def again(key: str, schedule_id: int) -> Response:
    """What it failed of is mended: it orders at once and goes on in time."""
    with transaction():
        schedules.again(key, schedule_id)
    flash(_("The schedule goes on; its request is being ordered."), "done")
    return redirect(f"/studio/{key}")
