"""Open requests that may be the same as another: a hint for who works on it or orders for somebody. Only reads.

Alike is what was ordered of one item around the same time, for the same person or in mostly the same words. Nothing is
looked at that lies more than some numbers away, so that a long history costs nothing.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, select

from app.catalogue.folding import fold
from app.db import session
from app.models.person import Person
from app.models.request import Request, number_of
from app.models.request_link import RequestLink
from app.operations.permissions import Actor, visible_requests
from app.queries.requests import RequestLine

AROUND = 500  # numbers before and after
SHOWN = 3
WORD = re.compile(r"\w{4,}|\d+")  # shorter words are in every second title
SHARE = 0.5  # more than this of the shorter title's words


@dataclass(frozen=True)
class Alike:
    """One of them: what it is called, whose it is, since when."""

    number: str
    title: str
    whose: str
    since: datetime


def of_request(actor: Actor, line: RequestLine) -> list[Alike]:
    """Those that the reader may see and nobody has linked yet, of the same person first; none once it has ended."""
    if line.state == "ended":
        return []
    near = Request.id.between(line.id - AROUND, line.id + AROUND)
    first, second = RequestLink.request_id, RequestLink.other_id
    linked = select(first).where(second == line.id).union(select(second).where(first == line.id))
    clauses = (near, Request.id != line.id, Request.id.not_in(linked), Request.item == line.item)
    rows = session().execute(_open(actor, *clauses).order_by(Request.id.desc())).all()
    people = {line.requester, line.requested_for}
    same = [row for row in rows if row.login in people]
    others = [row for row in rows if row not in same and is_alike(row.title, line.title)]
    return [_alike(row) for row in [*same, *others][:SHOWN]]


def of_person(actor: Actor, login: str, item: str) -> list[Alike]:
    """What this person has open of the item already, the newest first."""
    theirs = Request.requested_for_id == select(Person.id).where(Person.login == login).scalar_subquery()
    rows = session().execute(_open(actor, theirs, Request.item == item).order_by(Request.id.desc()).limit(SHOWN))
    return [_alike(row) for row in rows]


def is_alike(one: str, other: str) -> bool:
    """At least two words in common, and more than half of those of the shorter title. Pure."""
    first, second = (set(WORD.findall(fold(text))) for text in (one, other))
    common = len(first & second)
    return common > 1 and common > SHARE * min(len(first), len(second))


def _open(actor: Actor, *clauses: ColumnElement[bool]) -> Select[int, str, datetime, str, str]:
    """Columns alone: of hundreds that are near, three are shown."""
    query = select(Request.id, Request.title, Request.created_at, Person.login, Person.name)
    query = query.join(Person, Person.id == Request.requested_for_id)
    return query.where(visible_requests(actor), Request.state != "ended", *clauses)


def _alike(row: Row[int, str, datetime, str, str]) -> Alike:
    return Alike(number_of(row.id), row.title, row.name, row.created_at)
