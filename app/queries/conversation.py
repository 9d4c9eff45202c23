"""What was said about a request. Only reads; internal words never reach its parties."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import session
from app.models.comment import Comment
from app.models.file import File
from app.operations.permissions import Actor, see_request, sees_internal
from app.queries.questions import rows


@dataclass(frozen=True)
class CommentLine:
    """Something said; `files` are [{id, name, size}].

    `question`: {id, asked, asked_name, state} where it asks somebody from a task, else None; `answers`: the id of the
    words that it answers, else None.
    """

    id: int
    author: str
    author_name: str
    text: str
    internal: bool
    created_at: datetime
    files: list[dict[str, Any]]
    question: dict[str, Any] | None = None
    answers: int | None = None


def comments(actor: Actor, number: str | int) -> list[CommentLine]:
    """What was said, oldest first; internal words only for those who work on it. Raises NotFound."""
    row = see_request(actor, number)
    query = select(Comment).where(Comment.request_id == row.id).options(joinedload(Comment.author)).order_by(Comment.id)
    if not sees_internal(actor, row):
        query = query.where(Comment.internal.is_(False))
    said = session().scalars(query).all()
    files = _files([comment.id for comment in said])
    asked, answers = _questions(row.id)
    return [
        CommentLine(
            c.id,
            c.author.login,
            c.author.name,
            c.text,
            c.internal,
            c.created_at,
            files.get(c.id, []),
            asked.get(c.id),
            answers.get(c.id),
        )
        for c in said
    ]


def _questions(request_id: int) -> tuple[dict[int, dict[str, Any]], dict[int, int]]:
    """The questions by the id of their words, and which words answer which."""
    found = rows(request_id)
    asked = {
        row.comment_id: {"id": row.id, "asked": row.asked.login, "asked_name": row.asked.name, "state": row.state}
        for row in found
    }
    return asked, {row.answer_id: row.comment_id for row in found if row.answer_id is not None}


def _files(comment_ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in session().scalars(select(File).where(File.comment_id.in_(comment_ids)).order_by(File.id)):
        found.setdefault(row.comment_id or 0, []).append({"id": row.id, "name": row.name, "size": row.size})
    return found
