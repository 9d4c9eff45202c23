"""Saved views of the inbox: kept under a name, renamed, shared with a group, forgotten. The list itself is inbox.py."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, request

from app.db import transaction
from app.errors import Conflict, InvalidForm
from app.language import gettext as _
from app.operations import saved_views as verbs
from app.queries import filters
from app.web.identity import current_actor, signed_in
from app.web.paths import redirect

pages = Blueprint("saved_views", __name__, url_prefix="/inbox/views")


@pages.post("")
@signed_in
def keep() -> Response:
    """Keep the filters under a name."""
    return _done(lambda: verbs.keep(current_actor(), _name(), _asked(), "inbox", _group()), _("Saved."))


@pages.post("/<int:view_id>")
@signed_in
def change(view_id: int) -> Response:
    """Another name, or who else sees it."""
    return _done(lambda: verbs.change(current_actor(), view_id, _name(), _group()), _("Saved."))


@pages.post("/<int:view_id>/drop")
@signed_in
def drop(view_id: int) -> Response:
    """Forget it; the filters stay as they are."""
    return _done(lambda: verbs.drop(current_actor(), view_id), _("Forgotten."))


def _done(work: Callable[[], object], words: str) -> Response:
    try:
        with transaction():
            work()
        flash(words, "done")
    except (Conflict, InvalidForm) as error:
        flash(error.words, "late")
    return redirect(f"/inbox?{_asked()}")


def _asked() -> str:
    return filters.read(request.form).query


def _name() -> str:
    return request.form.get("name", "")


def _group() -> str:
    return request.form.get("group", "")
