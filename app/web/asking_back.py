"""What the report of an import asks back, answered in one click: missing groups, and which process is meant."""

from flask import Blueprint, Response, flash, request

from app.db import transaction
from app.errors import BadRequest
from app.language import gettext as _
from app.operations import asking_back
from app.operations.roles import DRAWERS
from app.web.identity import current_actor, role
from app.web.paths import redirect

pages = Blueprint("asking_back", __name__, url_prefix="/studio")


@pages.post("/<key>/<int:version_number>/groups")
@role("administrator")
def groups(key: str, version_number: int) -> Response:
    """The groups that the diagram names and the house lacks are made, empty."""
    with transaction():
        made = asking_back.make_groups(current_actor(), key, version_number)
    flash(_("Made: %(groups)s. Nobody is in them yet.", groups=", ".join(made)), "done")
    return redirect(f"/studio/{key}/{version_number}/report")


@pages.post("/<key>/<int:version_number>/process")
@role(*DRAWERS)
def process(key: str, version_number: int) -> Response:
    """The same file as a draft of another of its processes."""
    wanted = request.form.get("process", "")
    if not wanted:
        raise BadRequest(_("Choose a process first."))
    with transaction():
        row = asking_back.take_process(current_actor(), key, version_number, wanted)
        place = f"/studio/{row.definition.key}/{row.number}/report"
    return redirect(place, 303)
