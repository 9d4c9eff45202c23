"""Whom a request concerns, as one condition over its rows. Asked by permissions.py alone; knows no roles."""

from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from app.models.approval import Approval
from app.models.candidate import Candidate
from app.models.question import Question
from app.models.request import Request
from app.models.task import Task
from app.models.watcher import Watcher


class Near(NamedTuple):
    """Whom the question is about: values, or parameters that get them later."""

    me: Any
    people: Any  # who they act for
    family: Any  # whose requests are theirs to know
    groups: Any


@lru_cache(maxsize=1)
def sees() -> Select[int]:
    """Put together once: that takes longer than the database needs to answer."""
    return select(Request.id).where(Request.id == bindparam("request"), seen_by(_asked_of()))


@lru_cache(maxsize=1)
def works_on() -> Select[int]:
    """The same of those who work on it."""
    return select(Request.id).where(Request.id == bindparam("request"), works(_asked_of()))


def _asked_of() -> Near:
    return Near(bindparam("me"), *(bindparam(name, expanding=True) for name in Near._fields[1:]))


def seen_by(near: Near) -> ColumnElement[bool]:
    """Requests that are theirs to know, that they work on, or that they watch."""
    mine = or_(Request.requester_id.in_(near.family), Request.requested_for_id.in_(near.family))
    watched = exists().where(Watcher.request_id == Request.id, Watcher.person_id == near.me)
    return or_(mine, works(near), watched)


def works(near: Near) -> ColumnElement[bool]:
    """Requests on which somebody works or worked, decided, or was asked."""
    task = aliased(Task)
    involved = exists().where(
        task.request_id == Request.id,
        or_(
            task.assignee_id.in_(near.people),
            task.completed_by_id == near.me,
            task.group_id.in_(near.groups),
            exists().where(Candidate.task_id == task.id, Candidate.person_id.in_(near.people)),
        ),
    )
    decided = exists().where(Approval.request_id == Request.id, Approval.person_id == near.me)
    asked = exists().where(Question.request_id == Request.id, Question.asked_id.in_(near.people))
    return or_(involved, decided, asked)
