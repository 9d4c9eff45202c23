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
from app.operations.wording import Wording, of_versions


@dataclass(frozen=True)
class Waiting:
    """`who`: a person or a group, "" where anybody of several may decide; `more`: how many others it waits for too.

    `holders`: the ids of the people among all of them.
    """

    who: str
    since: datetime
    more: int = 0
    holders: frozenset[int] = frozenset()


def of_requests(ids: Iterable[int], language: str) -> dict[int, Waiting]:
    """By request id; requests that wait for no person are left out. Groups as the items' texts call them."""
    query = select(Task).where(Task.request_id.in_(list(ids)), Task.state == "open", Task.internal.is_(False))
    people = (joinedload(Task.assignee), joinedload(Task.group), joinedload(Task.request))
    found: dict[int, list[Task]] = {}
    for task in session().scalars(query.options(*people).order_by(Task.id)):
        found.setdefault(task.request_id, []).append(task)
    words = of_versions([tasks[0].request.version_id for tasks in found.values()], language)
    return {key: _waiting(tasks, words[tasks[0].request.version_id]) for key, tasks in found.items()}


def _waiting(tasks: list[Task], words: Wording) -> Waiting:
    first = tasks[0]
    group = words.say(first.group.called) if first.group else ""
    holders = frozenset(task.assignee_id for task in tasks if task.assignee_id is not None)
    return Waiting(first.assignee.name if first.assignee else group, first.created_at, len(tasks) - 1, holders)
