"""Questions as pages show them: on the request, on its task, in the inbox of who is asked. Only reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from app.db import session
from app.models.comment import Comment
from app.models.question import Question
from app.models.request import Request
from app.models.task import Task
from app.operations.permissions import Actor, see_request, sees_internal
from app.operations.questions import WHOLE, may_answer
from app.session_cache import once


@dataclass(frozen=True)
class Asked:
    """`state`: waiting, answered, withdrawn, closed. `comment`, `answer`: ids of the words in the conversation.

    `yours`: the reader may answer it; `own`: the reader asked it. `at`: when it was asked; `until`: when answered.
    """

    id: int
    number: str
    title: str
    task_id: int
    task: str
    asker_name: str
    asked: str
    asked_name: str
    text: str
    answer_text: str
    state: str
    internal: bool
    yours: bool
    own: bool
    at: datetime
    until: datetime | None
    comment: int
    answer: int | None


def of_request(actor: Actor, number: str | int) -> list[Asked]:
    """Every question of a request that the reader may see, oldest first. Raises NotFound."""
    request = see_request(actor, number)
    found = rows(request.id)
    return [_line(actor, row) for row in found if not row.comment.internal or sees_internal(actor, request)]


def rows(request_id: int) -> Sequence[Question]:
    """All of a request, with words and answers; for those who have been let see it."""
    query = WHOLE.where(Question.request_id == request_id).options(joinedload(Question.answer)).order_by(Question.id)
    return once(("questions", request_id), lambda: session().scalars(query).all())


def waiting_for(actor: Actor, limit: int = 20) -> list[Asked]:
    """What others wait to hear from this person, the longest first."""
    query = WHOLE.join(Task, Task.id == Question.task_id).where(*_waits(actor))
    return [_line(actor, row) for row in session().scalars(query.order_by(Question.id).limit(limit))]


def waiting_in(actor: Actor, request_ids: Iterable[int]) -> dict[int, datetime]:
    """Of these requests, those in which a question waits for the person, and since when."""
    wanted = list(request_ids)
    if not wanted:
        return {}
    query = select(Question.request_id, func.min(Comment.created_at)).join(Task, Task.id == Question.task_id)
    query = query.join(Comment, Comment.id == Question.comment_id).where(*_waits(actor))
    rows = session().execute(query.where(Question.request_id.in_(wanted)).group_by(Question.request_id))
    return {row[0]: row[1] for row in rows}


def of_tasks(ids: Iterable[int]) -> dict[int, str]:
    """{task: name of who is asked} where an answer is awaited, {task: ""} where the newest question has its answer."""
    wanted = list(ids)
    if not wanted:
        return {}
    query = select(Question).options(joinedload(Question.asked), joinedload(Question.task))
    rows = session().scalars(query.where(Question.task_id.in_(wanted)).order_by(Question.id))
    found: dict[int, str] = {}
    for row in rows:
        if row.state == "waiting":
            found[row.task_id] = row.asked.name
        elif row.state == "answered" and not found.get(row.task_id):
            found[row.task_id] = ""
    return found


def _waits(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    people = [actor.id, *actor.stands_for]
    return (
        Question.asked_id.in_(people),
        Question.answer_id.is_(None),
        Question.withdrawn_at.is_(None),
        Task.state == "open",
    )


def _line(actor: Actor, row: Question) -> Asked:
    request: Request = row.request
    answered = row.answer if row.answer_id else None
    return Asked(
        row.id,
        request.number,
        request.title,
        row.task_id,
        row.task.name,
        row.comment.author.name,
        row.asked.login,
        row.asked.name,
        row.comment.text,
        answered.text if answered else "",
        row.state,
        row.comment.internal,
        row.state == "waiting" and may_answer(actor, row),
        row.comment.author_id == actor.id,
        row.comment.created_at,
        answered.created_at if answered else row.withdrawn_at,
        row.comment_id,
        row.answer_id,
    )
