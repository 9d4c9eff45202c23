"""Requests that belong together: linked and unlinked on the page of one of them, or ordered for one."""

from typing import Any

from flask import Blueprint, Response, flash, request

from app.db import transaction
from app.errors import Conflict
from app.language import gettext as _
from app.models.request import Request
from app.operations import linking as verbs
from app.operations.permissions import Actor
from app.web.identity import current_actor, signed_in
from app.web.paths import redirect

pages = Blueprint("linking", __name__)
FIELDS = {"parent": verbs.child, "back": verbs.came_back}  # of an order form: what the new request is to the other


@pages.post("/requests/<number>/links")
@signed_in
def relate(number: str) -> Response:
    """Say that another request is related."""
    try:
        with transaction():
            verbs.relate(current_actor(), number, request.form.get("other", "")[:30])
        flash(_("Both pages show it."), "done")
    except Conflict as error:
        flash(str(error), "late")
    return redirect(f"/requests/{number}#linked")


@pages.post("/requests/<number>/links/<other>/drop")
@signed_in
def unrelate(number: str, other: str) -> Response:
    """They are not related after all."""
    with transaction():
        verbs.unrelate(current_actor(), number, other)
    return redirect(f"/requests/{number}#linked")


def asked() -> dict[str, str]:
    """What the order form says that the new request will be: {parent or back: a number}."""
    return {name: given for name in FIELDS if (given := request.values.get(name, "").strip()[:30])}


def keep(actor: Actor, made: Request) -> None:
    """Link a request that was just ordered as its form says."""
    for name, number in asked().items():
        FIELDS[name](actor, number, made)


def words() -> dict[str, Any]:
    """What another request is to this one, in words."""
    return {
        "parent": _("Belongs to"),
        "child": _("Made for it"),
        "came_back_as": _("Came back as"),
        "came_back_from": _("Came back from"),
        "followed_up_by": _("Followed up by"),
        "follows_up": _("Follows up"),
        "related": _("Related"),
    }
