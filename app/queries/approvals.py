"""What was decided about a request, by whom, and why. Only reads; whoever asks has been let see the request."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import session
from app.models.approval import Approval
from app.models.person import Person
from app.models.task import Task
from app.operations.permissions import Actor, see_request


@dataclass(frozen=True)
class Said:
    """`decision`: approve, reject, change; `plate`: as whom they were asked; `for_name`: in whose place, if any."""

    plate: str
    name: str
    for_name: str
    decision: str
    reason: str
    at: datetime


def of_request(actor: Actor, number: str | int) -> list[Said]:
    """The decisions of a request, oldest first. Raises NotFound."""
    request = see_request(actor, number)
    rows = session().execute(
        select(Approval, Task.stage, Task.name, Person.name)
        .join(Task, Task.id == Approval.task_id)
        .outerjoin(Person, Person.id == Approval.for_id)
        .where(Approval.request_id == request.id)
        .options(joinedload(Approval.person))
        .order_by(Approval.id)
    )
    return [
        Said(stage or name, row.person.name, stood_for or "", row.decision, row.reason, row.decided_at)
        for row, stage, name, stood_for in rows
    ]
