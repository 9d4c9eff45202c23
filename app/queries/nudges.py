"""Whether a requester may have those who decide reminded, as the page of the request asks. Only reads."""

from datetime import datetime

from sqlalchemy import select

from app.db import session
from app.models.nudge import Nudge
from app.models.task import Task


def asked_at(request_id: int) -> datetime | None:
    """When the requester last had somebody reminded of an approval that is still open; None: nobody yet."""
    query = select(Nudge.asked_at).join(Task, Task.id == Nudge.task_id)
    asked = query.where(Task.request_id == request_id, Task.state == "open", Nudge.asked_at.is_not(None))
    return session().scalar(asked.order_by(Nudge.asked_at.desc()).limit(1))
