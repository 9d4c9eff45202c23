"""What is before somebody's eyes is told by the page itself, once it is really seen: a GET never writes."""

from datetime import UTC, datetime

from flask import Blueprint, Response, request

from app.db import reading, transaction
from app.operations import seen
from app.operations.permissions import see_request, see_task
from app.web.identity import current_actor, signed_in

pages = Blueprint("seen", __name__)


@pages.post("/tasks/<int:task_id>/seen")
@signed_in
def task(task_id: int) -> Response:
    """This task, as it was drawn at the moment `at`."""
    actor = current_actor()
    with reading():
        request_id = see_task(actor, task_id).request_id
    with transaction():
        seen.mark(actor, request_id, task_id, _at())
    return Response(status=204)


@pages.post("/requests/<number>/seen")
@signed_in
def whole(number: str) -> Response:
    """This request."""
    actor = current_actor()
    with reading():
        request_id = see_request(actor, number).id
    with transaction():
        seen.mark(actor, request_id, at=_at())
    return Response(status=204)


def _at() -> datetime | None:
    """The moment that the page was drawn; None (now) where it says nothing that can be read."""
    try:
        moment = datetime.fromisoformat(request.form.get("at", ""))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
