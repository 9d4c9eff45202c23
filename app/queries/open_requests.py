"""What is on its way for a person: the newest open requests and whom each waits for. Only reads."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import session
from app.models.request import Request
from app.models.task import Task
from app.operations.permissions import Actor
from app.operations.wording import Wording, of_versions
from app.queries import questions
from app.queries.requests import NEWEST
from app.queries.sight import newest


@dataclass(frozen=True)
class Going:
    """`waits_for`: a name, or "" where Laneway itself is at work; `you`: the reader is asked; `done`, `open`: steps.

    `asked`: by a question, not by a step.
    """

    number: str
    title: str
    state: str
    stage: str
    waits_for: str
    you: bool
    since: datetime
    done: int
    open: int
    asked: bool = False


def of(actor: Actor, limit: int, language: str) -> list[Going]:
    """The person's own open requests, those that wait for them first."""
    requests = newest(actor, [Request.state != "ended"], NEWEST, limit, parties={actor.id})
    tasks = _tasks([request.id for request in requests])
    words = of_versions([request.version_id for request in requests], language)
    asked = questions.waiting_in(actor, [request.id for request in requests])
    found = []
    for request in requests:
        one = _going(actor, request, tasks.get(request.id, []), words[request.version_id])
        since = asked.get(request.id)
        found.append(replace(one, you=True, asked=True, since=since) if since else one)
    return sorted(found, key=lambda one: not one.you)


def _tasks(ids: list[int]) -> dict[int, list[Task]]:
    query = select(Task).where(Task.request_id.in_(ids), Task.state != "cancelled", Task.internal.is_(False))
    found: dict[int, list[Task]] = {}
    for task in session().scalars(query.options(joinedload(Task.assignee), joinedload(Task.group)).order_by(Task.id)):
        found.setdefault(task.request_id, []).append(task)
    return found


def _going(actor: Actor, request: Request, tasks: list[Task], words: Wording) -> Going:
    waiting = [task for task in tasks if task.state == "open"]
    first = next((task for task in waiting if task.assignee_id == actor.id), waiting[0] if waiting else None)
    return Going(
        request.number,
        request.title,
        request.state,
        words.say(first.stage or first.name) if first else "",
        _who(first, words) if first else "",
        bool(first and first.assignee_id == actor.id),
        first.created_at if first else request.created_at,
        len(tasks) - len(waiting),
        len(waiting),
    )


def _who(task: Task, words: Wording) -> str:
    """Who has it, or the group that may take it, as the house or the item's texts call it."""
    group = words.say(task.group.called) if task.group else ""
    return task.assignee.name if task.assignee else group
