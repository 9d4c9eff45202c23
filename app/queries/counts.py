"""How much waits for a person: three figures for the header. Counted no further than a hundred, so never dear."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import session
from app.models.question import Question
from app.models.task import Task
from app.operations.permissions import Actor
from app.queries import task_queues, unread
from app.session_cache import once

MOST = 100


@dataclass(frozen=True)
class Waiting:
    """`tasks`: open work offered to or held by the person, and questions to them; `unread`: those of it not seen yet.

    `requests`: own ones that wait for an answer of theirs.
    """

    tasks: int
    requests: int
    unread: int = 0


def waiting(actor: Actor) -> Waiting:
    """The counts for this person; 100 means that many or more."""
    people = (actor.id, *sorted(actor.stands_for))
    offered = task_queues.ids(task_queues.Wanted(people, tuple(sorted(actor.groups))), MOST)
    asked, questions = task_queues.count(task_queues.Wanted((actor.id,), kind="requester"), MOST), to_answer(actor)
    return Waiting(len(offered) + questions, asked + questions, len(unread.of_tasks(actor, offered)) + questions)


def to_answer(actor: Actor) -> int:
    """Questions that wait for an answer of this person, or of whom they stand in for."""
    asked = Question.asked_id.in_([actor.id, *actor.stands_for])
    waits = (asked, Question.answer_id.is_(None), Question.withdrawn_at.is_(None), Task.state == "open")
    found = select(Question.id).join(Task, Task.id == Question.task_id).where(*waits).limit(MOST)
    counted = select(func.count()).select_from(found.subquery())
    return once(("to answer", actor.id), lambda: session().scalar(counted)) or 0
