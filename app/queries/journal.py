"""The journal as administrators read it, and whether its chains hold. Only reads."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select

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
    versions = _versions(found.items)
    return Page([_entry(row, versions.get(row.request_id)) for row in found.items], found.next)


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
