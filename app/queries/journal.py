"""The journal as administrators read it, and whether its chains hold. Only reads."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from app.db import session
from app.models.journal import Journal
from app.operations import journal
from app.operations.permissions import Actor, request_id, require
from app.queries.order import pair_of
from app.queries.pages import Page, after, cut

NEWEST = 2**31 - 1  # the largest `seq`: its column is a four-byte integer on PostgreSQL


@dataclass(frozen=True)
class Entry:
    """`request_id` 0 is the house's own chain."""

    request_id: int
    seq: int
    at: datetime
    actor: str
    kind: str
    text: str
    hash: str


@dataclass(frozen=True)
class Verdict:
    """`bad`: the first entry (request id, seq) that does not hold; else the house chain's last `head`."""

    bad: tuple[int, int] | None
    entries: int
    head: str


def page(
    actor: Actor, *, request: str = "", who: str = "", kind: str = "", cursor: str = "", limit: int = 50
) -> Page[Entry]:
    """Newest first: one chain (the house's without `request`), or with `who` alone what they did everywhere.

    Raises Forbidden, NotFound for a number that is none.
    """
    require(actor, "administrator")
    query = select(Journal).where(*([Journal.kind == kind] if kind else []))
    if who:
        query = query.where(Journal.actor == who.casefold())
    if who and not request:
        query = query.order_by(Journal.at.desc(), Journal.request_id.desc(), Journal.seq.desc())
        if cursor:
            at, place = pair_of(cursor)
            chain, seq = divmod(place, 10**6)
            before = or_(Journal.request_id < chain, and_(Journal.request_id == chain, Journal.seq < seq))
            query = query.where(or_(Journal.at < at, and_(Journal.at == at, before)))
        rows = session().scalars(query.limit(limit + 1)).all()
        found = cut(rows, limit, lambda row: [row.at.isoformat(), row.request_id * 10**6 + row.seq])
    else:
        chain = request_id(request) if request else 0
        query = query.where(Journal.request_id == chain, Journal.seq < min(after(cursor, NEWEST), NEWEST))
        rows = session().scalars(query.order_by(Journal.seq.desc()).limit(limit + 1)).all()
        found = cut(rows, limit, lambda row: row.seq)
    return Page([_entry(row) for row in found.items], found.next)


def verified(actor: Actor) -> Verdict:
    """Every chain, read in chunks. Raises Forbidden."""
    require(actor, "administrator")
    bad = journal.verify()
    count = session().scalar(select(func.count()).select_from(Journal)) or 0
    head = session().scalar(select(Journal.hash).where(Journal.request_id == 0).order_by(Journal.seq.desc()).limit(1))
    return Verdict(bad, count, head or "")


def _entry(row: Journal) -> Entry:
    return Entry(row.request_id, row.seq, row.at, row.actor, row.kind, row.text, row.hash)
