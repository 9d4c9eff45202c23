"""What the link of a mail opens now: a decision to be made, or the sentence that says why not any more. Only reads."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import now, session
from app.models.approval import Approval
from app.models.group import Group
from app.models.request import Request
from app.models.task import Task
from app.operations import decision_links
from app.operations.decision_links import Found
from app.operations.permissions import Actor, actor_of, may_act
from app.queries import task_queues
from app.queries.counts import MOST
from app.queries.filters import GROUP


@dataclass(frozen=True)
class Opened:
    """`state`: open (decide), decided, over (nobody needs it), changed (since the mail), others (have it), old.

    `decision`, `by`, `by_you`, `at`: what was decided, where it was. `outcome`: how the request ended, if it has.
    """

    task_id: int
    number: str
    title: str
    reader: Actor
    needs_login: bool
    state: str
    outcome: str = ""
    decision: str = ""
    reason: str = ""
    by: str = ""
    by_you: bool = False
    at: datetime | None = None


@dataclass(frozen=True)
class Onward:
    """What else waits for a decision: the most urgent that is not paused, and in which view of the inbox it stands
    (`task_id` 0: none); `number`: how many in all, 100 means that many or more.
    """

    number: int
    task_id: int = 0
    title: str = ""
    view: str = "approvals"


def onward(actor: Actor) -> Onward:
    """What this person could decide next, given to them or to a group of theirs. For whoever signed in: a link opens
    one decision.
    """
    people, groups = (actor.id, *sorted(actor.stands_for)), tuple(sorted(actor.groups))
    ids = task_queues.ids(task_queues.Wanted(people, groups, kind="approval"), MOST)
    goes = Request.state != "suspended"
    query = select(Task.id, Request.title, Task.assignee_id, Group.key).join(Request, Request.id == Task.request_id)
    found = session().execute(query.outerjoin(Group, Group.id == Task.group_id).where(Task.id.in_(ids), goes))
    row = min(found, key=lambda one: ids.index(one.id), default=None)
    if row is None:
        return Onward(len(ids))
    free = row.key and row.assignee_id is None
    return Onward(len(ids), row.id, row.title, GROUP + row.key if free else "approvals")


def opened(secret: str) -> Opened:
    """The link as it stands. Raises NotFound for a secret that opens nothing."""
    found = decision_links.find(secret)
    request, reader = found.task.request, actor_of(found.person)
    known = (found.task.id, request.number, request.title, reader, found.way != "link")
    query = select(Approval).where(Approval.task_id == found.task.id).options(joinedload(Approval.person))
    made = session().scalar(query)
    if made is not None:
        you = made.person_id == found.person.id
        facts = (made.decision, made.reason, made.person.name, you, made.decided_at)
        return Opened(*known, "decided", request.outcome or "", *facts)
    return Opened(*known, _state(found, reader, found.task), request.outcome or "")


def _state(found: Found, reader: Actor, task: Task) -> str:
    if task.state != "open":
        return "over"
    if not may_act(reader, task):
        return "others"
    if task.version != found.link.task_version:
        return "changed"
    return "old" if found.link.expires_at <= now() else "open"
