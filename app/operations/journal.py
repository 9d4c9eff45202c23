"""The journal: append-only, ordered and hash-chained per request (chain 0 is the house's own).

Only `write` adds entries, always inside the transaction of the change it tells of. Nothing edits or deletes one.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, bindparam, func, insert, select
from sqlalchemy.orm import Session, aliased

from app.beside import keeps
from app.db import ask, before_commit, last, now, session, table, waited
from app.models.instance import Instance
from app.models.journal import Journal
from app.models.task import Task

START = "0" * 64
LOCK = 7_000_000_000  # the advisory lock of the house's chain
FACTS = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str)
CHAINED = json.JSONEncoder(ensure_ascii=False)
#: Characters of why somebody stepped in, as it is kept: programs are refused more, of what people type the rest goes.
REASON = 1000

OF_CHAIN = Journal.request_id == bindparam("request")
NEWEST = select(Journal.seq, Journal.hash).where(OF_CHAIN).order_by(Journal.seq.desc()).limit(1)
INSTANCE = select(Instance.id).where(Instance.request_id == bindparam("request")).with_for_update()


class Head(NamedTuple):
    """The end of a chain: its last entry's number and hash."""

    seq: int = 0
    hash: str = START


def write(request_id: int, actor: str, kind: str, text: str, **data: Any) -> None:
    """Append one entry. `text` is an English sentence. `data`: its facts, out of which it is said in other languages
    (docs/journal.md names them); nobody takes them out of the sentence. JSON values only.
    """
    last, at = _last(request_id), now()
    payload = FACTS.encode(data)
    fresh = digest(last.hash, request_id, last.seq + 1, at, actor, kind, text, payload)
    entry = {"request_id": request_id, "seq": last.seq + 1, "at": at, "actor": actor, "kind": kind, "text": text}
    info = session().info
    info["entries"].append({**entry, "data": payload, "hash": fresh})
    info["journal"][request_id] = Head(last.seq + 1, fresh)


def of_task(task: Task) -> dict[str, Any]:
    """What an entry about a task tells of it: `step` is its name as the diagram has it."""
    return {"task": task.id, "element": task.element, "step": task.name}


def _append(current: Session) -> None:
    """The transaction's entries are written together, as its last act."""
    if current.info["entries"]:
        last(ENTRIES, current.info["entries"])
        current.info["entries"] = []


ENTRIES = insert(table(Journal))


before_commit.append(_append)
keeps("entries", list)
keeps("journal", dict)
keeps("chains", set)


def digest(previous: str, request_id: int, seq: int, at: datetime, actor: str, kind: str, text: str, data: str) -> str:
    """SHA-256 over the previous hash and the entry, as canonical JSON."""
    entry = [previous, request_id, seq, at.isoformat(timespec="milliseconds"), actor, kind, text, data]
    return hashlib.sha256(CHAINED.encode(entry).encode("utf-8")).hexdigest()


def verify(request_id: int | None = None) -> tuple[int, int] | None:
    """The first entry (request id, seq) whose chain does not hold, or None when all do.

    A cut tail cannot be seen from inside; a daily copy of the heads kept elsewhere shows it (docs/running.md).
    """
    query = select(Journal).order_by(Journal.request_id, Journal.seq).execution_options(yield_per=500)
    if request_id is not None:
        query = query.where(Journal.request_id == request_id)
    with closing(session().scalars(query)) as entries:
        return _first_bad(entries)


def _first_bad(entries: Iterable[Journal]) -> tuple[int, int] | None:
    """Of entries in the order of their chains."""
    chain, previous, expected = None, START, 1
    for entry in entries:
        if entry.request_id != chain:
            chain, previous, expected = entry.request_id, START, 1
        known = digest(previous, entry.request_id, entry.seq, entry.at, entry.actor, entry.kind, entry.text, entry.data)
        if entry.seq != expected or entry.hash != known:
            return entry.request_id, entry.seq
        previous, expected = entry.hash, expected + 1
    return None


def begin(request_id: int) -> None:
    """Say that this transaction has just made the request: its chain is empty and nobody else knows it."""
    session().info["journal"][request_id] = Head()
    holds_lock(request_id)


def newest(request: Any) -> tuple[ScalarSelect[Any], ScalarSelect[Any]]:
    """The chain's end as two columns of a statement that is asked anyway, once the instance's row is held; `request`:
    the column that says whose. `found` takes what they hold.
    """
    entry = aliased(Journal)
    last = select(entry).where(entry.request_id == request).order_by(entry.seq.desc()).limit(1)
    return last.with_only_columns(entry.seq).scalar_subquery(), last.with_only_columns(entry.hash).scalar_subquery()


def found(request_id: int, seq: int | None, last: str | None) -> None:
    """The columns of `newest` of this request, read under its lock."""
    session().info["journal"].setdefault(request_id, Head(seq or 0, last or START))


def holds_lock(request_id: int) -> None:
    """Say that this transaction holds the request's instance row, which guards its chain."""
    session().info["chains"].add(request_id)


def _last(request_id: int) -> Head:
    """The chain's end; remembered during a transaction, so that several writes read it once."""
    known: dict[int, Head] = session().info["journal"]
    if request_id in known:
        return known[request_id]
    if request_id not in session().info["chains"] and session().get_bind().dialect.name == "postgresql":
        _guard(request_id)
    row = ask(NEWEST, {"request": request_id}).one_or_none()
    return Head(*row) if row else Head()


def _guard(request_id: int) -> None:
    """Whoever writes to a chain holds its instance's row; the house's chain has a lock of its own."""
    if request_id:
        session().execute(INSTANCE, {"request": request_id})
    else:
        session().execute(select(func.pg_advisory_xact_lock(LOCK)))
    waited()
