"""How much waits for a person: two figures for the header, in one statement. Only reads."""

from dataclasses import dataclass

from sqlalchemy import and_, case, func, or_, select

from app.db import session
from app.models.task import Task
from app.operations.permissions import Actor, offered_tasks


@dataclass(frozen=True)
class Waiting:
    """`tasks`: open work offered to or held by the person; `requests`: own requests that wait for them."""

    tasks: int
    requests: int


def waiting(actor: Actor) -> Waiting:
    """Both counts for this person."""
    mine = or_(Task.assignee_id == actor.id, Task.assignee_id.is_(None))
    own = and_(Task.kind == "requester", Task.assignee_id == actor.id)
    query = select(func.count(Task.id), func.count(case((own, Task.id)))).where(
        Task.state == "open", offered_tasks(actor), mine
    )
    tasks, requests = session().execute(query).one()
    return Waiting(tasks, requests)
