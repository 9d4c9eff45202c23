"""What somebody has looked at: a row a person and page, written when it was open before their eyes, never by a GET.

Decides nothing about what is unread (queries/unread.py does).
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from app.db import INSERT, dialect, last, now, ring, session, table
from app.models.request import Request
from app.models.seen import Seen
from app.models.task import Task
from app.operations import telling
from app.operations.permissions import Actor


def mark(actor: Actor, request_id: int, task_id: int = 0, at: datetime | None = None) -> None:
    """The page of the request, or of one of its tasks, was looked at as it was at that moment (never the future)."""
    moment = min(at or now(), now())
    last(_look(dialect()), {"person_id": actor.id, "request_id": request_id, "task_id": task_id, "at": moment})
    telling.read(actor, request=request_id, at=moment)
    ring(f"inbox:{actor.id}")


@lru_cache(maxsize=2)
def _look(database: str) -> Any:
    row = INSERT[database](table(Seen))
    newer = {"set_": {"at": row.excluded.at}, "where": Seen.at < row.excluded.at}
    return row.on_conflict_do_update(index_elements=["person_id", "request_id", "task_id"], **newer)


def stir(request: Request) -> None:
    """Lists in which the request or its open tasks stand are told to look again."""
    for person in (request.requester_id, request.requested_for_id):
        ring(f"inbox:{person}")
    query = select(Task.assignee_id, Task.group_id).where(Task.request_id == request.id, Task.state == "open")
    for holder, group in session().execute(query):
        ring(f"inbox:{holder}" if holder else f"group:{group}" if group else f"request:{request.id}")
