"""Whom open requests wait for and since when, for a list: one statement for the whole page. Only reads.

For those who hear of every open step that is not internal: the requester, whom it is for, and their manager.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import session
from app.models.task import Task


@dataclass(frozen=True)
class Waiting:
    """`who`: a person or a group, "" where anybody of several may decide; `more`: how many others it waits for too."""

    who: str
    since: datetime
    more: int = 0


def of_requests(ids: Iterable[int]) -> dict[int, Waiting]:
    """By request id; requests that wait for no person are left out."""
    query = select(Task).where(Task.request_id.in_(list(ids)), Task.state == "open", Task.internal.is_(False))
    found: dict[int, list[Task]] = {}
    for task in session().scalars(query.options(joinedload(Task.assignee), joinedload(Task.group)).order_by(Task.id)):
        found.setdefault(task.request_id, []).append(task)
    return {request_id: _waiting(tasks) for request_id, tasks in found.items()}


def _waiting(tasks: list[Task]) -> Waiting:
    first = tasks[0]
    holder = first.assignee or first.group
    return Waiting(holder.name if holder else "", first.created_at, len(tasks) - 1)
