"""Mails as the demo's mailbox shows them: rows of the outbox. Only reads; one's own, administrators see all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select

from app.db import now, session
from app.errors import NotFound
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations.permissions import Actor
from app.queries.pages import Page, after, cut
from workflows.values import loads

NEWEST = 2**62 - 1
LOOKED_AT = 100


@dataclass(frozen=True)
class Letter:
    """`payload` as the outbox keeps it (catalogue/mails.py opens it); `state` as the outbox has it."""

    id: int
    to: str
    name: str
    at: datetime
    state: str
    payload: dict[str, Any]


def page(actor: Actor, *, everybody: bool = False, cursor: str = "", limit: int = 50) -> Page[Letter]:
    """Newest first."""
    query = _mine(actor, everybody).where(Outbox.id < after(cursor, NEWEST)).order_by(Outbox.id.desc()).limit(limit + 1)
    found = cut(session().execute(query).all(), limit, lambda row: row.Outbox.id)
    return Page([_letter(row.Outbox, row.name) for row in found.items], found.next)


def one(actor: Actor, letter_id: int) -> Letter:
    """One mail. Raises NotFound where it is somebody else's."""
    row = session().execute(_mine(actor, everybody=True).where(Outbox.id == letter_id)).first()
    if row is None:
        raise NotFound()
    return _letter(row.Outbox, row.name)


def sent_lately(key: str, seconds: float) -> int:
    """How many mails about the same request its reader was sent within the last so many seconds, before this one. It
    looks at the newest few only, so never at the backlog.
    """
    this = session().scalar(select(Outbox).where(Outbox.key == key))
    if this is None or this.request_id is None or this.person_id is None:
        return 0
    theirs = (Outbox.person_id == this.person_id, Outbox.kind == "mail")
    newest = select(Outbox.request_id, Outbox.done_at).where(*theirs, Outbox.state == "done")
    rows = session().execute(newest.order_by(Outbox.id.desc()).limit(LOOKED_AT))
    since = now() - timedelta(seconds=seconds)
    return sum(request == this.request_id and done is not None and done > since for request, done in rows)


def _mine(actor: Actor, everybody: bool) -> Select[Outbox, str]:
    query = select(Outbox, Person.name).join(Person, Person.id == Outbox.person_id).where(Outbox.kind == "mail")
    return query if everybody and actor.has("administrator") else query.where(Outbox.person_id == actor.id)


def _letter(row: Outbox, name: str) -> Letter:
    payload: dict[str, Any] = loads(row.payload)
    return Letter(row.id, str(payload.get("to", "")), name, row.created_at, row.state, payload)
