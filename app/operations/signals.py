"""Signals that leave an instance or come from outside: to every wait for them, once each, and to what they begin.

At least once through the outbox: a row tells all, and writes a row for each instance and item that is to hear it. A
wait hears it in the transaction that closes its row, so never twice. Who begins to wait later does not hear it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.db import now, session
from app.errors import AlreadyDone, InvalidValue, Suspended
from app.language import gettext as _
from app.models.entrance import Entrance
from app.models.message_wait import MessageWait
from app.models.person import Person
from app.operations import beginnings, entrances, journal, outbox
from app.operations.advance import advance
from app.operations.locking import lock
from app.operations.permissions import LANEWAY, Actor, actor_of, require
from app.operations.roles import PROGRAMS
from workflows.commands import Signal
from workflows.errors import BadValue
from workflows.sentences import of
from workflows.values import check


@dataclass(frozen=True)
class Thrown:
    """`waiting`: requests that wait for it as it is thrown. `begins`: start events that it brings about."""

    waiting: int
    begins: int


def throw(actor: Actor, name: str, data: dict[str, Any]) -> Thrown:
    """Somebody outside throws it; noted in the house's journal. Raises Forbidden, InvalidValue."""
    require(actor, *PROGRAMS)
    try:
        check(data)
    except BadValue as error:
        raise InvalidValue(of(error)) from error
    words = {"kind": "signal", "name": name, "data": data, "sender": actor.login}
    outbox.write("message", words)
    journal.write(0, actor.login, "signal.thrown", f"Thrown from outside: {name}.", name=name)
    waits = select(func.count(MessageWait.instance_id.distinct()))
    waiting = session().scalar(
        waits.where(MessageWait.kind == "signal", MessageWait.name == name, MessageWait.state == "open")
    )
    return Thrown(waiting or 0, len(entrances.of_name("signal", name)))


def tell(
    key: str, at: datetime, name: str, data: dict[str, Any], instance_id: int | None, sender: str = LANEWAY.login
) -> None:
    """Write a row for whoever waited at `at`, without the instance that threw it: that one heard it already."""
    waiting = (MessageWait.kind == "signal", MessageWait.name == name[:200], MessageWait.state == "open")
    query = select(MessageWait.instance_id, MessageWait.engine_id).where(*waiting, MessageWait.created_at <= at)
    hearing: dict[int, list[str]] = defaultdict(list)
    for instance, wait in session().execute(query.order_by(MessageWait.id)):
        hearing[instance].append(wait)
    hearing.pop(instance_id or 0, None)
    words = {"name": name, "data": data}
    for instance, waits in hearing.items():
        row = {"kind": "heard", "instance": instance, "waits": waits, **words}
        outbox.write("message", row, key=f"{key}:{instance}")
    for entrance in entrances.of_name("signal", name):
        row = {"kind": "begins", "entrance": entrance.id, "sender": sender, **words}
        outbox.write("message", row, key=f"{key}:begins:{entrance.definition_id}:{entrance.element}")


def hear(instance_id: int, waits: list[str], name: str, data: dict[str, Any]) -> None:
    """Let those of the waits hear it that still wait. Raises Suspended while the request is suspended."""
    held = lock(instance_id)
    where = (MessageWait.instance_id == instance_id, MessageWait.engine_id.in_(waits), MessageWait.state == "open")
    rows = session().scalars(select(MessageWait).where(*where).execution_options(populate_existing=True)).all()
    if not rows:
        return
    if held.request.state == "suspended":
        raise Suspended(_("The request is suspended; it hears the signal when it goes on."))
    for row in rows:
        row.state = "done"
    hearing = tuple(row.engine_id for row in rows)
    command = Signal(at=now(), zone=held.zone, name=name, data=data, waits=hearing)
    try:
        advance(held, command, LANEWAY, kind="signal.received", text=f"Heard: {name}.", name=name)
    except AlreadyDone:
        return


def begin(entrance_id: int, data: dict[str, Any], sender: str = LANEWAY.login) -> None:
    """Begin what the signal begins, if the item still says so. `sender`: the login of who threw it from outside."""
    entrance = session().get(Entrance, entrance_id)
    if entrance is not None:
        person = session().scalar(select(Person).where(Person.login == sender))
        beginnings.by_signal(entrance, data, actor_of(person) if person is not None else LANEWAY)
