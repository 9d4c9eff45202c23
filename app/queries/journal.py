"""The journal as administrators read it, and whether its chains hold. Only reads."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, bindparam, func, or_, select

from app.db import session
from app.models.journal import Journal
from app.models.request import Request
from app.operations import journal
from app.operations.permissions import Actor, request_id, require
from app.queries import history
from app.queries.moment_cursors import pair_of
from app.queries.pages import Page, after, cut

NEWEST = 2**31 - 1  # the largest `seq`: its column is a four-byte integer on PostgreSQL


@dataclass(frozen=True)
class Entry(history.Entry):
    """`request_id` 0 is the house's own chain; `version_id`: whose words name its steps, None for the house."""

    request_id: int
    version_id: int | None


@dataclass(frozen=True)
class Verdict:
    """`bad`: the first entry (request id, seq) that does not hold; else the house chain's last `head`."""

    bad: tuple[int, int] | None
    entries: int
    head: str


@dataclass(frozen=True)
class Wanted:
    """Which entries: a request's (its number; "" for the house's own), what somebody did (a login), of one kind, from a
    moment on, until before a moment. With `who` alone what they did everywhere.
    """

    request: str = ""
    who: str = ""
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None


def page(actor: Actor, wanted: Wanted, *, cursor: str = "", limit: int = 50) -> Page[Entry]:
    """Newest first. Raises Forbidden, NotFound for a number that is none."""
    require(actor, "administrator")
    query = select(Journal).where(*([Journal.kind == wanted.kind] if wanted.kind else []))
    if wanted.who:
        query = query.where(Journal.actor == wanted.who.casefold())
    found = _of_person(query, wanted, cursor, limit) if wanted.who and not wanted.request else None
    found = found or _of_chain(query, wanted, cursor, limit)
    versions = _versions(found.items)
    return Page([_entry(row, versions.get(row.request_id)) for row in found.items], found.next)


def _of_person(query: Select[Journal], wanted: Wanted, cursor: str, limit: int) -> Page[Journal]:
    """Of every chain: there is an index of who did what when."""
    if wanted.since:
        query = query.where(Journal.at >= wanted.since)
    if wanted.until:
        query = query.where(Journal.at < wanted.until)
    if cursor:
        at, place = pair_of(cursor)
        chain, seq = divmod(place, 10**6)
        before = or_(Journal.request_id < chain, and_(Journal.request_id == chain, Journal.seq < seq))
        query = query.where(or_(Journal.at < at, and_(Journal.at == at, before)))
    query = query.order_by(Journal.at.desc(), Journal.request_id.desc(), Journal.seq.desc())
    rows = session().scalars(query.limit(limit + 1)).all()
    return cut(rows, limit, lambda row: [row.at.isoformat(), row.request_id * 10**6 + row.seq])


def _of_chain(query: Select[Journal], wanted: Wanted, cursor: str, limit: int) -> Page[Journal]:
    """Of one chain, which is in the order of time: it is read from the place of `until` back to that of `since`."""
    chain = request_id(wanted.request) if wanted.request else 0
    last = min(after(cursor, NEWEST), NEWEST)
    if wanted.until and not cursor:
        last = _place(chain, wanted.until)
    query = query.where(Journal.request_id == chain, Journal.seq < last)
    rows = session().scalars(query.order_by(Journal.seq.desc()).limit(limit + 1)).all()
    return cut([row for row in rows if not wanted.since or row.at >= wanted.since], limit, lambda row: row.seq)


def _place(chain: int, moment: datetime) -> int:
    """The first `seq` of a chain at or after a moment, found by halves: it is long, and has no index of its times."""
    entry = (Journal.request_id == chain, Journal.seq == bindparam("seq"))
    low, high = 1, (session().scalar(select(func.max(Journal.seq)).where(Journal.request_id == chain)) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        at = session().scalar(select(Journal.at).where(*entry), {"seq": middle})
        low, high = (middle + 1, high) if at is not None and at < moment else (low, middle)
    return low


def verified(actor: Actor) -> Verdict:
    """Every chain, read in chunks. Raises Forbidden."""
    require(actor, "administrator")
    bad = journal.verify()
    count = session().scalar(select(func.count()).select_from(Journal)) or 0
    head = session().scalar(select(Journal.hash).where(Journal.request_id == 0).order_by(Journal.seq.desc()).limit(1))
    return Verdict(bad, count, head or "")


def _versions(rows: Sequence[Journal]) -> dict[int, int]:
    """Of every request among them, the version of its item."""
    numbers = {row.request_id for row in rows} - {0}
    if not numbers:
        return {}
    rows_of = session().execute(select(Request.id, Request.version_id).where(Request.id.in_(numbers)))
    return {row.id: row.version_id for row in rows_of}


def _entry(row: Journal, version: int | None) -> Entry:
    facts = json.loads(row.data)
    return Entry(row.seq, row.at, row.actor, row.kind, row.text, facts, row.hash, row.request_id, version)
