"""One request comes to stand, or goes on: what waits in it is paused with the time it has left, and nothing is lost.

Held by any number of suspensions it stands until the last one lets it go. Never runs the engine; never decides what a
suspension covers (coverage.py).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager

from app.catalogue import times
from app.db import ahead, ask, now, ring, session
from app.errors import Suspended
from app.language import gettext as _
from app.models.call import Call
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.message import Message
from app.models.message_wait import MessageWait
from app.models.request import Request
from app.models.standstill import Standstill
from app.models.suspension import LIVE, Suspension
from app.models.task import Task
from app.models.timer import Timer
from app.operations import coverage, definitions, journal, just_made, leases, notices, outbox, seen, withdrawing
from app.operations.clocks import holds
from app.operations.locking import Locked
from app.operations.permissions import Actor
from workflows.definition import Definition
from workflows.values import loads

GOING = ("running", "stuck")
HOLD = "suspended"  # what the clocks call it
SHORT = timedelta(hours=1)  # a pause that is over so soon is worth no mail
AGAIN = timedelta(hours=1)  # a message that was kept meanwhile lives at least so long after


def held(request_id: int) -> tuple[Request, Instance] | None:
    """The request with its instance's row locked; None when it has ended or is being withdrawn."""
    query = select(Request, Instance).join(Instance, Instance.request_id == Request.id).where(Request.id == request_id)
    locked = query.with_for_update(of=(Instance, Request), key_share=True).execution_options(populate_existing=True)
    request, instance = session().execute(locked).one()
    journal.holds_lock(request.id)
    return (request, instance) if request.state in (*GOING, "suspended") else None


def stop(request: Request, instance: Instance, suspension: Suspension, actor: str) -> None:
    """It comes to stand; its instance's row is held."""
    before = _open(request.id)
    if any(one.suspension_id == suspension.id for one in before):
        return
    moment = now()
    since = min((one.since for one in before), default=moment)
    session().add(Standstill(suspension_id=suspension.id, request_id=request.id, since=since, began_at=moment))
    if not before:
        request.state = "suspended"
        leases.pause(Timer, instance.id)
        leases.pause(Call, instance.id)
    if _is_long(suspension, moment) and not any(_is_long(one.suspension, one.began_at) for one in before):
        notices.paused(request, suspension)
    if suspension.pauses_clocks:
        holds.hold(_locked(request, instance), HOLD, suspension.reason)
    until = suspension.ends_at.isoformat() if suspension.ends_at else None
    facts = {"suspension": suspension.id, "reason": suspension.reason, "until": until}
    journal.write(request.id, actor, "request.suspended", f"Suspended: {suspension.reason}.", **facts)
    _tell(request)


def let_go(request: Request, instance: Instance, suspensions: Sequence[int], actor: str) -> None:
    """These suspensions hold it no longer; where no other does, it goes on with the time it had left."""
    before, moment = _open(request.id), now()
    ending = [one for one in before if one.suspension_id in suspensions]
    for one in ending:
        one.ended_at = moment
        journal.write(request.id, actor, "request.resumed", "Resumed.", suspension=one.suspension_id)
    session().flush()
    stood = any(one.suspension.pauses_clocks for one in ending)
    if stood and not any(one.suspension.pauses_clocks for one in before if one not in ending):
        _move_dates(request, moment - stood_since(request.id, moment))
        holds.let_go(_locked(request, instance), HOLD)
    if ending and len(ending) == len(before):
        _go_on(request, instance, ending[0].since, moment)


def look_ahead() -> None:
    """`join` is asked soon. What is suspended from now on is found by a worker's look (app/jobs/suspensions.py)."""
    ahead(NEARBY)


def join(request: Request, instance: Instance, definition: Definition) -> None:
    """A request that has just begun stands with the others where its item or a service of it is suspended."""
    nearby = [row for row in ask(NEARBY).all() if row.ends_at is None or row.ends_at > now()]
    for row in nearby:
        if coverage.covers(row.scope, row.what, request.item, definition):
            session().flush()
            just_made.forget()
            stop(request, instance, session().get_one(Suspension, row.id), "laneway")


NEARBY = select(Suspension.id, Suspension.scope, Suspension.what, Suspension.ends_at).where(
    LIVE, Suspension.scope != "requests"
)


def must_go_on(request: Request, actor: Actor) -> None:
    """Raises Suspended, with why and until when, while the request stands."""
    if request.state == "suspended":
        raise Suspended(sentence(request.id, actor))


def sentence(request_id: int, actor: Actor) -> str:
    """Why nothing can be done with it now, and until when."""
    rows = [one.suspension for one in _open(request_id)]
    if not rows:
        return _("This request is suspended.")
    last = max(rows, key=lambda row: (row.ends_at is None, row.ends_at))
    if last.ends_at is None:
        return _("Paused: %(reason)s. Nothing is lost; please try again when it goes on.", reason=last.reason)
    until = times.when(last.ends_at, now(), ZoneInfo(actor.timezone or "UTC"))
    said = {"until": until, "reason": last.reason}
    return _("Paused until %(until)s: %(reason)s. Nothing is lost; please try again then.", **said)


def _is_long(suspension: Suspension, began: datetime) -> bool:
    """Whether the requester is to hear of it."""
    return suspension.ends_at is None or suspension.ends_at - began > SHORT


def _open(request_id: int) -> Sequence[Standstill]:
    query = select(Standstill).join(Standstill.suspension).options(contains_eager(Standstill.suspension))
    open_ones = query.where(Standstill.request_id == request_id, Standstill.ended_at.is_(None))
    return session().scalars(open_ones.order_by(Standstill.id)).all()


def _go_on(request: Request, instance: Instance, since: datetime, moment: datetime) -> None:
    leases.unpause(Timer, instance.id, moment - since)
    leases.unpause(Call, instance.id, moment - since)
    stuck = select(Incident.id).where(Incident.request_id == request.id, Incident.state == "open").limit(1)
    request.state = "stuck" if session().scalar(stuck) is not None else withdrawing.state_of(request)
    _bring_messages(request, moment)
    for topic in ("timer", "call"):
        ring(topic)
    _tell(request)


def stood_since(request_id: int, until: datetime) -> datetime:
    """Since when the request's clocks stood without a break, up to `until`: dates have not moved for that yet."""
    spans = select(Standstill.began_at, Standstill.ended_at).join(Standstill.suspension)
    here = (Standstill.request_id == request_id, Suspension.pauses_clocks)
    since = until
    for began, ended in session().execute(spans.where(*here).order_by(Standstill.ended_at.desc())):
        if ended is not None and (ended == until or ended > since):
            since = min(since, began)
    return since


def _move_dates(request: Request, by: timedelta) -> None:
    """What is due without a clock comes as much later as clocks stood; what is planned back from a date stays."""
    if not by:
        return
    open_ones = (Task.request_id == request.id, Task.state == "open", Task.due_at.is_not(None))
    for task in session().scalars(select(Task).where(*open_ones)):
        if task.due_at and "lead" not in loads(task.properties):
            task.due_at += by


def _bring_messages(request: Request, moment: datetime) -> None:
    """Messages that came meanwhile were kept: they are given some more time, and the outbox brings them."""
    wait = and_(MessageWait.request_id == request.id, MessageWait.kind == "message", MessageWait.state == "open")
    same = and_(Message.name == MessageWait.name, Message.correlation_key == MessageWait.correlation_key)
    query = select(Message, MessageWait.id).join(MessageWait, same).where(wait, Message.state == "kept")
    for message, wait_id in session().execute(query).all():
        message.expires_at = max(message.expires_at, moment + AGAIN)
        payload: dict[str, Any] = {"kind": "kept", "name": message.name, "key": message.correlation_key}
        outbox.write("message", payload, key=f"resumed:{message.id}:{wait_id}:{moment.isoformat()}")


def _locked(request: Request, instance: Instance) -> Locked:
    return Locked(instance, request, definitions.parsed(instance.version_id))


def _tell(request: Request) -> None:
    seen.stir(request)
    ring(f"request:{request.id}")
