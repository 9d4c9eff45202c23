"""The journal: append-only, ordered and hash-chained per request (chain 0 is the house's own).

Only `write` adds entries, always inside the transaction of the change it tells of. Nothing edits or deletes one.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.db import before_commit, now, session
from app.models.journal import Journal

START = "0" * 64
LOCK = 7_000_000_000  # advisory locks of chains lie above every other use


NEWEST = select(Journal).where(Journal.request_id == bindparam("request")).order_by(Journal.seq.desc()).limit(1)


def write(request_id: int, actor: str, kind: str, text: str, **data: Any) -> Journal:
    """Append one entry. `text` is an English sentence; `data` holds the facts for other languages. JSON values only."""
    last = _last(request_id)
    previous_hash, seq = (last.hash, last.seq + 1) if last else (START, 1)
    at = now()
    payload = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    entry = Journal(request_id=request_id, seq=seq, at=at, actor=actor, kind=kind, text=text, data=payload)
    entry.hash = digest(previous_hash, request_id, seq, at, actor, kind, text, payload)
    session().info.setdefault("entries", []).append(entry)
    session().info.setdefault("journal", {})[request_id] = entry
    return entry


def _append(current: Session) -> None:
    """The transaction's entries are written together, as its last act."""
    current.add_all(current.info["entries"])
    current.info["entries"] = []


before_commit.append(_append)


def digest(previous: str, request_id: int, seq: int, at: datetime, actor: str, kind: str, text: str, data: str) -> str:
    """SHA-256 over the previous hash and the entry, as canonical JSON."""
    entry = [previous, request_id, seq, at.isoformat(timespec="milliseconds"), actor, kind, text, data]
    return hashlib.sha256(json.dumps(entry, ensure_ascii=False).encode("utf-8")).hexdigest()


def verify(request_id: int | None = None) -> tuple[int, int] | None:
    """The first entry (request id, seq) whose chain does not hold, or None when all do.

    A cut tail cannot be seen from inside; a daily copy of the heads kept elsewhere shows it (docs/running.md).
    """
    query = select(Journal).order_by(Journal.request_id, Journal.seq).execution_options(yield_per=500)
    if request_id is not None:
        query = query.where(Journal.request_id == request_id)
    chain, previous, expected = None, START, 1
    for entry in session().scalars(query):
        if entry.request_id != chain:
            chain, previous, expected = entry.request_id, START, 1
        known = digest(previous, entry.request_id, entry.seq, entry.at, entry.actor, entry.kind, entry.text, entry.data)
        if entry.seq != expected or entry.hash != known:
            return entry.request_id, entry.seq
        previous, expected = entry.hash, expected + 1
    return None


def begin(request_id: int) -> None:
    """Say that this transaction has just made the request: its chain is empty and nobody else knows it."""
    session().info.setdefault("journal", {})[request_id] = None
    holds_lock(request_id)


def holds_lock(request_id: int) -> None:
    """Say that this transaction holds the request's instance row, so that its chain needs no lock of its own."""
    session().info.setdefault("chains", set()).add(request_id)


def _last(request_id: int) -> Journal | None:
    """The chain's newest entry; remembered during a transaction, so that several writes read it once."""
    known: dict[int, Journal | None] = session().info.get("journal", {})
    if request_id in known:
        return known[request_id]
    if request_id not in session().info.get("chains", ()) and session().get_bind().dialect.name == "postgresql":
        session().execute(select(func.pg_advisory_xact_lock(LOCK + request_id)))
    return session().scalar(NEWEST, {"request": request_id})
