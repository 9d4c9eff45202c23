"""What the link of a mail opens now: a decision to be made, or the sentence that says why not any more. Only reads."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import now, session
from app.models.approval import Approval
from app.models.task import Task
from app.operations import decision_links
from app.operations.decision_links import Found
from app.operations.permissions import Actor, actor_of, may_act
from app.queries import task_queues, tasks
from app.queries.counts import MOST
from app.queries.tasks import TaskLine


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
    """What else waits for a decision: the most urgent (None: nothing, or all of it is paused), and how many in all; 100
    means that many or more.
    """

    first: TaskLine | None
    number: int


def onward(actor: Actor) -> Onward:
    """What this person could decide next, as their inbox has it. For whoever signed in: a link opens one decision."""
    waiting = replace(task_queues.wanted(actor, "mine"), kind="approval")
    lines = tasks.page(actor, kind="approval", limit=MOST).items
    first = next((line for line in lines if not line.paused), None)
    return Onward(first, len(task_queues.ids(waiting, MOST)))


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
