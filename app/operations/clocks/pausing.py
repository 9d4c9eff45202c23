"""Questions stop clocks: while the requester is asked from a task, the clocks over it stand where they say so."""

from sqlalchemy import select

from app.db import session
from app.models.question import Question
from app.operations.clocks import holds
from app.operations.locking import lock_request
from app.operations.permissions import actor_of


def asked(question: Question) -> None:
    """A question to one of the request's parties stops the clocks; any question is an answer to who waits."""
    held = lock_request(question.request_id)
    holds.responded(held, question.task, actor_of(question.comment.author))
    if _to_party(question):
        holds.hold(held, holds.asked(question.task), question.asked.name)


def settled(question: Question) -> None:
    """Answered or taken back: the clocks run again, unless another question from that task waits."""
    if _to_party(question) and not _others(question):
        holds.let_go(lock_request(question.request_id), holds.asked(question.task))


def _to_party(question: Question) -> bool:
    return question.asked_id in (question.request.requester_id, question.request.requested_for_id)


def _others(question: Question) -> bool:
    parties = (question.request.requester_id, question.request.requested_for_id)
    waiting = (Question.task_id == question.task_id, Question.answer_id.is_(None), Question.withdrawn_at.is_(None))
    query = select(Question.id).where(*waiting, Question.asked_id.in_(parties), Question.id != question.id)
    return session().scalar(query.limit(1)) is not None
