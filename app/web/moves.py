"""A token moved by hand: the diagram before and after, the second signature, and taking it back."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, render_template, request

from app.catalogue.drawing import draw, told
from app.db import reading, transaction
from app.errors import LanewayError
from app.language import current
from app.language import gettext as _
from app.operations import token_moves as verbs
from app.operations.roles import REPAIRERS
from app.queries import moves as queries
from app.web.identity import current_actor, role
from app.web.paths import redirect

pages = Blueprint("moves", __name__, url_prefix="/incidents/moves")


@pages.get("/<int:move_id>")
@role(*REPAIRERS)
def show(move_id: int) -> str:
    """One move."""
    return _page(move_id)


@pages.post("/<int:move_id>/sign")
@role(*REPAIRERS)
def sign(move_id: int) -> Response | tuple[str, int]:
    """The second signature: it is moved."""
    words = _("Moved. It can be taken back until it goes on.")
    return _done(move_id, lambda: verbs.sign(current_actor(), move_id), words)


@pages.post("/<int:move_id>/refuse")
@role(*REPAIRERS)
def refuse(move_id: int) -> Response | tuple[str, int]:
    """Not like this."""
    reason = request.form.get("reason", "")
    return _done(move_id, lambda: verbs.refuse(current_actor(), move_id, reason), _("Nothing was moved."))


@pages.post("/<int:move_id>/undo")
@role(*REPAIRERS)
def undo(move_id: int) -> Response | tuple[str, int]:
    """All as before."""
    reason = request.form.get("reason", "")
    return _done(move_id, lambda: verbs.undo(current_actor(), move_id, reason), _("Taken back. All is as before."))


def _done(move_id: int, work: Callable[[], object], words: str) -> Response | tuple[str, int]:
    try:
        with transaction():
            work()
    except LanewayError as error:
        if error.status == 404 or error.retry:
            raise
        return _page(move_id, str(error)), error.status
    flash(words, "done")
    return redirect(f"/incidents/moves/{move_id}")


def _page(move_id: int, error: str = "") -> str:
    actor = current_actor()
    with reading():
        found, *shown = queries.one(actor, move_id, current.get())
    drawn = [
        (
            draw(one.diagram, gone=one.gone, now=one.now, names=one.names),
            told(one.diagram, gone=one.gone, now=one.now, names=one.names),
        )
        for one in shown
    ]
    return render_template(
        "move.html", move=found, before=drawn[0], after=drawn[1], own=found.by_id == actor.id, error=error
    )
