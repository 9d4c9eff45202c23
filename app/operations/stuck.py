"""What fell through every net: instances that wait for nothing, timers that cannot fire, rows whose time is over.

Run by the scheduler. Each finding becomes an incident that a person can repair; nothing is deleted but answers to
repeated calls older than a day.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, Select, delete, exists, select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.db import now, session
from app.errors import StaleLease
from app.models.call import Call
from app.models.idempotency_key import IdempotencyKey
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.message import Message
from app.models.message_wait import MessageWait
from app.models.request import Request
from app.models.task import Task
from app.models.timer import Timer
from app.operations import causes, entrances, heartbeats, incidents, leases, outbox
from app.operations.locking import lock
from workflows.commands import Tick
from workflows.errors import StepFailed

QUIET = timedelta(seconds=60)
KEYS = timedelta(hours=24)
BATCH = 50
LIVE = ("ready", "leased", "paused")


def instances() -> list[int]:
    """Ids of running instances that have had nothing to wait for in the last minute; at most 50."""
    return list(session().scalars(_waiting_for_nothing().limit(BATCH)))


def report(instance_id: int) -> None:
    """Open the incident of one, unless it has moved since."""
    held = lock(instance_id)
    if session().scalar(_waiting_for_nothing().where(Instance.id == instance_id)) is not None:
        cause = "The process goes on, but nothing is left that could move it."
        incidents.open_plain(held.request, instance_id, "stuck", cause)


def tidy() -> None:
    """Messages and waits that missed each other meet; what is over goes: old messages, answers and processes."""
    expire_messages()
    offer_kept()
    causes.name_new()
    forget_keys()
    heartbeats.forget_old()


def offer_kept() -> None:
    """A message and its wait, committed at the same moment, did not see each other: the outbox brings them together."""
    same = (MessageWait.name == Message.name, MessageWait.correlation_key == Message.correlation_key)
    open_wait = (MessageWait.kind == "message", MessageWait.state == "open")
    both = (Message.state == "kept", Message.expires_at > now(), *open_wait)
    pairs = select(Message.id, MessageWait.id, Message.name, Message.correlation_key).where(*same, *both)
    going = pairs.where(~_standing(MessageWait.request_id)).limit(BATCH)
    for message, wait, name, correlation_key in session().execute(going).all():
        payload = {"kind": "kept", "name": name, "key": correlation_key}
        outbox.write("message", payload, key=f"kept:{message}:{wait}")
    entrances.offer_kept(BATCH)


def expire_messages() -> None:
    """Messages that nobody waited for in their time to live; a suspended request's are kept until it goes on."""
    same = (MessageWait.name == Message.name, MessageWait.correlation_key == Message.correlation_key)
    awaited = exists().where(*same, MessageWait.state == "open", _standing(MessageWait.request_id))
    over = (Message.state == "kept", Message.expires_at < now(), ~awaited)
    session().execute(update(Message).where(*over).values(state="expired"))


def forget_keys() -> None:
    """Delete idempotency keys that are older than 24 hours."""
    session().execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < now() - KEYS))


def timer_given_up(timer_id: int, token: int, error: str) -> None:
    """A timer whose firing fails again and again: dead, with an incident that holds the command. Raises StaleLease."""
    instance_id = session().scalar(select(Timer.instance_id).where(Timer.id == timer_id))
    if instance_id is None:
        raise StaleLease()
    held = lock(instance_id)
    timer = session().get_one(Timer, timer_id, populate_existing=True)
    leases.bury(Timer, timer_id, token, error)
    command = Tick(at=now(), zone=held.zone, timers=(timer.engine_id,))
    failed = StepFailed(error, kind="timer", element=timer.element)
    incidents.open_for_command(held.request, held.instance, held.definition, command, failed)


def _standing(request_id: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return exists().where(Request.id == request_id, Request.state == "suspended")


def _waiting_for_nothing() -> Select[int]:
    nothing = [
        ~exists().where(Task.instance_id == Instance.id, Task.state == "open"),
        ~exists().where(Timer.instance_id == Instance.id, Timer.state.in_(LIVE)),
        ~exists().where(Call.instance_id == Instance.id, Call.state.in_(LIVE)),
        ~exists().where(MessageWait.instance_id == Instance.id, MessageWait.state == "open"),
        ~exists().where(Incident.instance_id == Instance.id, Incident.state == "open"),
    ]
    running = (Instance.status != "ended", Instance.updated_at < now() - QUIET)
    return select(Instance.id).where(*running, *nothing).order_by(Instance.id)
