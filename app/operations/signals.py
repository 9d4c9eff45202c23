"""Signals that leave an instance: to every wait for them elsewhere, once each, and to what they begin.

At least once through the outbox: a row tells all, and writes a row for each instance and item that is to hear it. A
wait hears it in the transaction that closes its row, so never twice. Who begins to wait later does not hear it.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.db import now, session
from app.errors import AlreadyDone, Suspended
from app.models.entrance import Entrance
from app.models.message_wait import MessageWait
from app.operations import beginnings, entrances, outbox
from app.operations.advance import advance, lock
from app.operations.permissions import LANEWAY
from workflows.commands import Signal


def tell(key: str, at: datetime, name: str, data: dict[str, Any], instance_id: int | None) -> None:
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
        row = {"kind": "begins", "entrance": entrance.id, **words}
        outbox.write("message", row, key=f"{key}:begins:{entrance.definition_id}:{entrance.element}")


def hear(instance_id: int, waits: list[str], name: str, data: dict[str, Any]) -> None:
    """Let those of the waits hear it that still wait. Raises Suspended while the request is suspended."""
    held = lock(instance_id)
    where = (MessageWait.instance_id == instance_id, MessageWait.engine_id.in_(waits), MessageWait.state == "open")
    rows = session().scalars(select(MessageWait).where(*where).execution_options(populate_existing=True)).all()
    if not rows:
        return
    if held.request.state == "suspended":
        raise Suspended("The request is suspended; it hears the signal when it goes on.")
    for row in rows:
        row.state = "done"
    hearing = tuple(row.engine_id for row in rows)
    command = Signal(at=now(), zone=held.zone, name=name, data=data, waits=hearing)
    try:
        advance(held, command, LANEWAY, kind="signal.received", text=f"Heard: {name}.", name=name)
    except AlreadyDone:
        return


def begin(entrance_id: int, data: dict[str, Any]) -> None:
    """Begin what the signal begins, if the item still says so."""
    entrance = session().get(Entrance, entrance_id)
    if entrance is not None:
        beginnings.by_signal(entrance, data)
