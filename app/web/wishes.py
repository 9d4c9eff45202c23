"""How one wants to be told of what: the table in the profile."""

from typing import Any

from flask import Blueprint, Response, flash, request

from app.catalogue import notices, wishes
from app.db import transaction
from app.errors import InvalidForm
from app.language import gettext as _
from app.operations import people, telling
from app.web import profile
from app.web.identity import current_actor, signed_in
from app.web.paths import redirect

pages = Blueprint("wishes", __name__)


@pages.post("/profile/notices")
@signed_in
def keep() -> Response | tuple[str, int]:
    """As the table says, from now on."""
    try:
        chosen = wishes.checked(_given())
    except InvalidForm as error:
        return profile.shown(error.fields), 422
    with transaction():
        telling.keep(people.by_id(current_actor().id), chosen)
    flash(_("Saved."), "done")
    return redirect("/profile#notices")


def _given() -> dict[str, Any]:
    """A box that is not ticked is not sent; what cannot be changed is not asked."""
    form = request.form
    free = [event for event in notices.EVENTS if not event.fixed]
    ways = {
        event.key: {"shown": f"shown-{event.key}" in form, "mail": form.get(f"mail-{event.key}", event.mail)}
        for event in free
    }
    quiet = [form.get("quiet_from", ""), form.get("quiet_until", "")]
    return {"ways": ways, "digest_at": form.get("digest_at"), "quiet": quiet, "urgent": "urgent" in form}
