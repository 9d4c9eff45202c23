"""What a person has not seen yet: tasks that are new to them, and requests of theirs where somebody else said or did
something. One statement for a whole list; one's own deeds never count. Only reads.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.db import session
from app.models.approval import Approval
from app.models.comment import Comment
from app.models.request import Request
from app.models.seen import Seen
from app.models.task import Task
from app.operations.permissions import Actor
from app.session_cache import once

ME: BindParameter[int] = bindparam("me")


def _last_look() -> ScalarSelect[datetime]:
    """When the person last had anything of the request before their eyes."""
    mine = (Seen.person_id == ME, Seen.request_id == Request.id)
    return select(func.max(Seen.at)).where(*mine).correlate(Request).scalar_subquery()


def _party() -> ColumnElement[bool]:
    return or_(Request.requester_id == ME, Request.requested_for_id == ME)


def _said(last: ScalarSelect[datetime]) -> ColumnElement[bool]:
    """Somebody else wrote since; internal words are nothing to a party."""
    since = Comment.created_at > func.coalesce(last, Request.created_at)
    audible = or_(Comment.internal.is_(False), ~_party())
    return exists().where(Comment.request_id == Request.id, Comment.author_id != ME, since, audible)


def _answered(last: ScalarSelect[datetime]) -> ColumnElement[bool]:
    """The requester has answered a step of their own since."""
    step = aliased(Task)
    done = (step.request_id == Request.id, step.kind == "requester", step.state == "completed")
    return exists().where(*done, step.completed_by_id != ME, step.completed_at > last)


def _handed() -> ColumnElement[bool]:
    """The task was seen, and handed to the person since."""
    own = (Seen.person_id == ME, Seen.request_id == Task.request_id, Seen.task_id == Task.id)
    return exists().where(*own, Task.assignee_id == ME, Task.claimed_at > Seen.at)


def _task_seen() -> ColumnElement[bool]:
    return exists().where(Seen.person_id == ME, Seen.request_id == Task.request_id, Seen.task_id == Task.id)


def _for_me(last: ScalarSelect[datetime]) -> ColumnElement[bool]:
    """A step of the request waits for the requester since."""
    step = aliased(Task)
    waits = (step.request_id == Request.id, step.kind == "requester", step.state == "open")
    return exists().where(*waits, step.assignee_id == ME, step.created_at > func.coalesce(last, Request.created_at))


def _decided(last: ScalarSelect[datetime]) -> ColumnElement[bool]:
    since = Approval.decided_at > func.coalesce(last, Request.created_at)
    return exists().where(Approval.request_id == Request.id, Approval.person_id != ME, since)


LAST = _last_look()
TASKS = (
    select(Task.id)
    .join(Request, Request.id == Task.request_id)
    .where(Task.id.in_(bindparam("ids", expanding=True)), Task.state == "open")
    .where(or_(~_task_seen(), _handed(), _said(LAST), _answered(LAST)))
)
NEW_FOR_ME = and_(LAST.is_(None), Request.requester_id != ME)
ENDED = and_(Request.ended_at > func.coalesce(LAST, Request.created_at), Request.outcome != "withdrawn")
REQUESTS = (
    select(Request.id)
    .where(Request.id.in_(bindparam("ids", expanding=True)), _party())
    .where(or_(NEW_FOR_ME, _said(LAST), _for_me(LAST), _decided(LAST), ENDED))
)


def of_tasks(actor: Actor, ids: Iterable[int]) -> frozenset[int]:
    """Of these tasks, the open ones that hold something new for the person."""
    wanted = set(ids)
    known: dict[int, bool] = once(("unread tasks", actor.id), dict)  # list, views and header ask of many of the same
    missing = sorted(wanted - known.keys())
    if missing:
        new = set(session().scalars(TASKS, {"me": actor.id, "ids": missing}))
        known.update((one, one in new) for one in missing)
    return frozenset(one for one in wanted if known[one])


def of_requests(actor: Actor, ids: Iterable[int]) -> frozenset[int]:
    """Of these requests, the person's own in which others have said, asked, decided or ended something."""
    wanted = list(ids)
    return frozenset(session().scalars(REQUESTS, {"me": actor.id, "ids": wanted})) if wanted else frozenset()
