"""What the desk sees before anybody is named: what waits in its groups, for whom it ordered lately, what is new.

Only reads, and no more of each than a glance takes in.
"""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.db import session
from app.models.request import Request
from app.operations.permissions import Actor, require
from app.queries import tasks
from app.queries.desk import READERS
from app.queries.pages import Page
from app.queries.requests import NEWEST, RequestLine, line
from app.queries.sight import newest
from app.queries.tasks import TaskLine

MOST = 6


@dataclass(frozen=True)
class Front:
    """`waiting`: free tasks of the reader's groups, the most urgent first; `callers`: of each person whom the reader
    lately ordered for, the newest such request; `newest`: of the whole house.
    """

    waiting: Page[TaskLine]
    callers: list[RequestLine]
    newest: list[RequestLine]


def front(actor: Actor) -> Front:
    """The desk's first glance. Raises Forbidden."""
    require(actor, *READERS)
    return Front(
        tasks.page(actor, scope="groups", limit=MOST),
        _callers(actor),
        [line(row) for row in newest(actor, [], NEWEST, MOST)],
    )


def _callers(actor: Actor) -> list[RequestLine]:
    last = func.max(Request.id)
    others = select(last).where(Request.requester_id == actor.id, Request.requested_for_id != actor.id)
    ids = session().scalars(others.group_by(Request.requested_for_id).order_by(last.desc()).limit(MOST)).all()
    query = select(Request).where(Request.id.in_(ids)).order_by(Request.id.desc())
    people = (joinedload(Request.requester), joinedload(Request.requested_for))
    return [line(row) for row in session().scalars(query.options(*people))]
