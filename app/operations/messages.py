"""Messages from outside and between instances: delivered to one wait, or to the items that they begin, or kept for
their time to live."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.db import now, ring, session
from app.errors import InvalidValue
from app.models.message import Message
from app.models.message_wait import MessageWait
from app.models.request import Request
from app.operations import beginnings
from app.operations.advance import advance
from app.operations.locking import lock
from app.operations.permissions import LANEWAY, Actor, require
from app.operations.roles import PROGRAMS
from workflows.commands import Send
from workflows.errors import BadValue
from workflows.sentences import of
from workflows.values import check, dumps, loads

DAY = 86_400


def receive(actor: Actor, name: str, correlation_key: str, data: dict[str, Any], ttl_seconds: int = 3600) -> bool:
    """Deliver to whoever waits longest for this name and key; else begin what it begins; else keep it. True when
    delivered. Raises Forbidden, InvalidValue.
    """
    require(actor, *PROGRAMS)
    try:
        check(data)
    except BadValue as error:
        raise InvalidValue(of(error)) from error
    if _deliver(actor, name, correlation_key, data) is not None:
        return True
    if beginnings.by_message(name, correlation_key, data, actor):
        return True
    moment = now()
    kept = Message(
        name=name,
        correlation_key=correlation_key,
        data=dumps(data),
        sender_id=actor.id or None,
        received_at=moment,
        expires_at=moment + timedelta(seconds=min(max(ttl_seconds, 0), 30 * DAY)),
    )
    session().add(kept)
    return False


def deliver_kept(name: str, correlation_key: str) -> bool:
    """Somebody began to wait, or can be begun again: give them the oldest kept message of this name and key that has
    not expired."""
    where = (Message.name == name, Message.correlation_key == correlation_key, Message.state == "kept")
    kept = session().scalar(
        select(Message).where(*where, Message.expires_at > now()).order_by(Message.id).limit(1).with_for_update()
    )
    if kept is None:
        return False
    request_id = _deliver(LANEWAY, name, correlation_key, loads(kept.data))
    if request_id is None:
        begun = beginnings.by_message(name, correlation_key, loads(kept.data), LANEWAY)
        request_id = begun[0].id if begun else None
    if request_id is not None:
        kept.state, kept.delivered_to_id = "delivered", request_id
    return request_id is not None


def _deliver(actor: Actor, name: str, correlation_key: str, data: dict[str, Any]) -> int | None:
    """The request that took it, or None: of those that are not suspended, the one that waits longest. Its instance is
    locked before its wait is read again.
    """
    same = (MessageWait.name == name, MessageWait.correlation_key == correlation_key)
    where = (*same, MessageWait.kind == "message", MessageWait.state == "open", Request.state != "suspended")
    waits = select(MessageWait).join(Request, Request.id == MessageWait.request_id).where(*where)
    for wait in session().scalars(waits.order_by(MessageWait.id).limit(5)).all():
        held = lock(wait.instance_id)
        session().refresh(wait)
        if wait.state != "open" or held.request.state == "suspended":
            continue  # kept for it: standstills.let_go brings it
        wait.state = "done"
        command = Send(at=now(), zone=held.zone, wait=wait.engine_id, data=data)
        advance(
            held, command, actor, kind="message.received", text=f"Received: {name}.", name=name, element=wait.element
        )
        ring(f"request:{held.request.id}")
        return held.request.id
    return None
