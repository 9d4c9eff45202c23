"""What a person was told of: notices, those not read yet first. Only reads, only one's own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Select, func, select

from app.catalogue import mails
from app.db import session
from app.errors import NotFound
from app.models.notice import UNREAD, Notice
from app.operations.permissions import Actor
from app.queries.pages import Page, after, cut
from workflows.values import loads

MOST = 100
NEWEST = 2**62 - 1


@dataclass(frozen=True)
class Line:
    """`lead`, `said`: in the reader's language. `path`: the page where it is acted on."""

    id: int
    kind: str
    title: str
    number: str
    lead: str
    said: str
    path: str
    at: datetime
    read: bool


def unread(actor: Actor) -> int:
    """How many are not read; counted no further than a hundred."""
    found = select(Notice.id).where(Notice.person_id == actor.id, UNREAD).limit(MOST)
    return session().scalar(select(func.count()).select_from(found.subquery())) or 0


def fresh(actor: Actor, language: str) -> list[Line]:
    """Those not read yet, the newest hundred of them."""
    return [_line(row, language) for row in session().scalars(_own(actor).where(UNREAD).limit(MOST))]


def page(actor: Actor, language: str, cursor: str = "", limit: int = 30) -> Page[Line]:
    """Those that were read, newest first."""
    query = _own(actor).where(Notice.shown, Notice.read_at.is_not(None), Notice.id < after(cursor, NEWEST))
    found = cut(session().scalars(query.limit(limit + 1)).all(), limit, lambda row: row.id)
    return Page([_line(row, language) for row in found.items], found.next)


def listed(actor: Actor, language: str, cursor: str = "", limit: int = 50) -> Page[Line]:
    """All of them, newest first: for programs."""
    query = _own(actor).where(Notice.shown, Notice.id < after(cursor, NEWEST)).limit(limit + 1)
    found = cut(session().scalars(query).all(), limit, lambda row: row.id)
    return Page([_line(row, language) for row in found.items], found.next)


def one(actor: Actor, notice_id: int, language: str) -> Line:
    """Raises NotFound where it is somebody else's, or gone."""
    row = session().scalar(_own(actor).where(Notice.id == notice_id))
    if row is None:
        raise NotFound()
    return _line(row, language)


def _own(actor: Actor) -> Select[Notice]:
    return select(Notice).where(Notice.person_id == actor.id).order_by(Notice.id.desc())


def _line(row: Notice, language: str) -> Line:
    facts: dict[str, Any] = loads(row.facts)
    words, path = mails.brief(row.kind, language, facts), urlsplit(facts["link"]).path
    said = " ".join(words.said.split())
    return Line(
        row.id,
        row.kind,
        facts["title"],
        facts.get("number", ""),
        words.lead,
        said if len(said) < 200 else f"{said[:199]}…",
        path,
        row.created_at,
        row.read_at is not None,
    )
