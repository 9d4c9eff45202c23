"""What is paused, until when and by whom; pausing more, with what it would mean shown before it is done."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, flash, render_template, request

from app.db import reading, transaction
from app.errors import BadRequest, LanewayError
from app.language import current
from app.language import gettext as _
from app.operations import suspensions as verbs
from app.operations.roles import OWNERS
from app.queries import suspensions as queries
from app.web import reader
from app.web.identity import current_actor, role, signed_in
from app.web.paths import own_path, redirect

pages = Blueprint("suspensions", __name__, url_prefix="/suspensions")


@pages.get("")
@role(*OWNERS)
def index() -> str:
    """What stands, what stood, and the form for more; with `target` in the address also what it would pause."""
    return _page(request.args)


@pages.post("")
@role(*OWNERS)
def begin() -> Response | tuple[str, int]:
    """Suspend; a mistake costs nothing that was typed."""
    try:
        scope, what, numbers = _target(request.form)
        with transaction():
            verbs.suspend(
                current_actor(),
                scope,
                what,
                reason=request.form.get("reason", ""),
                until=_until(request.form.get("until", "")),
                pauses_clocks=request.form.get("clocks") != "run",
                requests=numbers,
            )
    except LanewayError as error:
        return _page(request.form, str(error)), error.status
    flash(_("Paused. Everybody who has work with it sees why."), "done")
    return redirect(own_path(request.form.get("next"), "/suspensions"))


@pages.post("/<int:suspension_id>/resume")
@role(*OWNERS)
def resume(suspension_id: int) -> Response:
    """Let it all go on now."""
    with transaction():
        verbs.resume(current_actor(), suspension_id)
    flash(_("It goes on."), "done")
    return redirect("/suspensions")


@pages.post("/requests/<number>/resume")
@signed_in
def resume_request(number: str) -> Response:
    """Let one request go on; others under the same suspension stay."""
    with transaction():
        verbs.resume_request(current_actor(), number)
    flash(_("It goes on."), "done")
    return redirect(f"/requests/{number}")


def _page(given: Any, error: str = "") -> str:
    actor, preview = current_actor(), None
    with reading():
        facts = {
            "standing": queries.standing(actor),
            "over": queries.over(actor),
            "items": queries.items(actor, current.get()),
            "services": queries.services(actor),
        }
        if given.get("target") and not error:
            try:
                preview = queries.consequences(actor, *_target(given))
            except LanewayError as found:
                error = str(found)
    return render_template("suspensions.html", given=given, preview=preview, error=error, **facts)


def _target(given: Any) -> tuple[str, str, list[str]]:
    """What the form names: item:KEY, service:TYPE, or requests with their numbers."""
    scope, _colon, what = given.get("target", "").partition(":")
    numbers = given.get("numbers", "").replace(",", " ").split()
    return scope, what, numbers if scope == "requests" else []


def _until(text: str) -> datetime | None:
    """What a browser's field for day and time holds, read in the reader's zone, as UTC. Raises BadRequest."""
    if not text.strip():
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=reader.zone()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadRequest(_("Write the end as a day and a time.")) from error
