"""Stuck requests by what they failed of: how many, since when, and how far trying them again is. Only reads."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.db import session
from app.errors import NotFound
from app.models.call import Call
from app.models.incident import Incident
from app.models.repair import Repair
from app.operations.permissions import Actor, require
from app.operations.roles import REPAIRERS

MOST = 20  # cards on the page; what is left stands in the list below them


@dataclass(frozen=True)
class Cause:
    """`words`: the cause as the newest of them says it; `service`: the connector that failed, or ""."""

    key: str
    count: int
    since: datetime
    newest: int
    kind: str
    words: str
    service: str


@dataclass(frozen=True)
class Progress:
    """How far a repair of many is. `again`: came back at once."""

    id: int
    cause: str
    total: int
    tried: int
    again: int
    state: str
    reason: str
    by_name: str
    began_at: datetime


def shared(actor: Actor) -> list[Cause]:
    """The causes that more than one open incident has, the commonest first. Raises Forbidden."""
    require(actor, *REPAIRERS)
    return _causes(2)


def find(actor: Actor, key: str) -> Cause | None:
    """One cause, None when nothing of it is stuck any more. Raises Forbidden, NotFound (there never was one)."""
    require(actor, *REPAIRERS)
    found = _causes(1, key)
    known = select(Incident.id).where(Incident.cause_key == key).limit(1)
    if not found and session().scalar(known) is None:
        raise NotFound()
    return found[0] if found else None


def progress(actor: Actor, key: str) -> Progress | None:
    """The last time that all of this cause were tried again. Raises Forbidden."""
    require(actor, *REPAIRERS)
    query = select(Repair).where(Repair.cause_key == key).options(joinedload(Repair.person))
    row = session().scalars(query.order_by(Repair.id.desc()).limit(1)).first()
    return of_row(row) if row else None


def of_row(row: Repair) -> Progress:
    """A row as plain data."""
    state = "done" if row.state == "done" else "running"
    counts = (row.total, row.tried, row.again)
    return Progress(row.id, row.cause_key, *counts, state, row.reason, row.person.name, row.began_at)


def _causes(least: int, key: str = "") -> list[Cause]:
    where = (Incident.state == "open", Incident.cause_key == key if key else Incident.cause_key != "")
    counted = (Incident.cause_key, func.count(), func.min(Incident.since), func.max(Incident.id))
    groups = select(*counted).where(*where).group_by(Incident.cause_key).having(func.count() >= least)
    found = session().execute(groups.order_by(func.count().desc(), Incident.cause_key).limit(MOST)).all()
    newest = select(Incident.id, Incident.kind, Incident.cause, Call.type, Call.name)
    rows = newest.outerjoin(Call, Call.id == Incident.call_id).where(Incident.id.in_([row[3] for row in found]))
    said = {row.id: row for row in session().execute(rows)}
    made = []
    for cause, count, since, number in found:
        row = said[number]
        words = row.cause.removeprefix(f"{row.name}: ") if row.name else row.cause
        made.append(Cause(cause, count, since, number, row.kind, words, row.type or ""))
    return made
