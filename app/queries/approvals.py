"""What was decided about a request, by whom, and why. Only reads; whoever asks has been let see the request."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from app.db import session
from app.models.approval import Approval
from app.models.delegation import Delegation
from app.models.person import Person
from app.models.task import Task
from app.operations.permissions import Actor, see_request

_giver = aliased(Person)
#: Who gave the approval to whoever decided it, by name.
GIVEN_BY = (
    select(_giver.name)
    .join(Delegation, Delegation.from_id == _giver.id)
    .where(Delegation.task_id == Approval.task_id, Delegation.to_id == Approval.person_id)
    .order_by(Delegation.id.desc())
    .limit(1)
    .correlate(Approval)
    .scalar_subquery()
)


@dataclass(frozen=True)
class Said:
    """`decision`: approve, reject, change; `plate`: as whom they were asked; `for_name`: in whose place, if any;
    `given_by`: who had given it to them to decide, if anybody.
    """

    plate: str
    name: str
    for_name: str
    decision: str
    reason: str
    at: datetime
    given_by: str = ""


def given_by(actor: Actor, task_id: int) -> str:
    """Who gave this approval to the actor to decide; "" where nobody did."""
    query = select(Person.name).join(Delegation, Delegation.from_id == Person.id)
    mine = query.where(Delegation.task_id == task_id, Delegation.to_id == actor.id)
    return session().scalar(mine.order_by(Delegation.id.desc()).limit(1)) or ""


def of_request(actor: Actor, number: str | int) -> list[Said]:
    """The decisions of a request, oldest first. Raises NotFound."""
    request = see_request(actor, number)
    rows = session().execute(
        select(Approval, Task.stage, Task.name, Person.name, GIVEN_BY)
        .join(Task, Task.id == Approval.task_id)
        .outerjoin(Person, Person.id == Approval.for_id)
        .where(Approval.request_id == request.id)
        .options(joinedload(Approval.person))
        .order_by(Approval.id)
    )
    return [
        Said(stage or name, row.person.name, stood_for or "", row.decision, row.reason, row.decided_at, given_by or "")
        for row, stage, name, stood_for, given_by in rows
    ]
