"""Connectors and what came of their last test. Only reads; no settings, so no secrets."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.db import session
from app.models.connector import TYPES, Connector
from app.models.outbox import Outbox
from app.operations.permissions import Actor, require
from app.operations.roles import MANAGERS
from workflows.values import loads


@dataclass(frozen=True)
class ConnectorLine:
    """`asked`: a test is on its way; `works`: how the last one went, None before the first."""

    key: str
    asked: bool
    works: bool | None
    said: str
    tested_at: datetime | None


def lines(actor: Actor) -> list[ConnectorLine]:
    """Every type. Raises Forbidden."""
    require(actor, *MANAGERS)
    waiting = select(Outbox.payload).where(Outbox.kind == "test", Outbox.state.in_(("ready", "leased")))
    asked = {loads(payload)["connector"] for payload in session().scalars(waiting)}
    rows = {row.key: row for row in session().scalars(select(Connector))}
    return [_line(key, rows.get(key), key in asked) for key in TYPES]


def _line(key: str, row: Connector | None, asked: bool) -> ConnectorLine:
    if row is None:
        return ConnectorLine(key, asked, None, "", None)
    return ConnectorLine(key, asked, row.works, row.test_result, row.tested_at)
