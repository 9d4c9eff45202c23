"""The journal of a request as its readers see it. Only reads."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import literal, select

from app.db import session
from app.models.comment import Comment
from app.models.journal import Journal
from app.models.person import Person
from app.models.task import Task
from app.operations.permissions import Actor, see_request, sees_internal
from app.queries.pages import Page, after, cut

LAST = 2**31 - 1  # the largest `seq`: its column is a four-byte integer on PostgreSQL
#: What a step did with values is for those who work on the request.
WITHHELD = ("variables.changed", "clock.rung")


@dataclass(frozen=True)
class Entry:
    """One entry; `hash` chains it to the one before."""

    seq: int
    at: datetime
    actor: str
    kind: str
    text: str
    data: dict[str, Any]
    hash: str


def page(actor: Actor, number: str | int, *, cursor: str = "", limit: int = 50) -> Page[Entry]:
    """Entries in order. Internal comments and steps are left out for the request's parties. Raises NotFound."""
    request = see_request(actor, number)
    rows = (
        session()
        .scalars(
            select(Journal)
            .where(Journal.request_id == request.id, Journal.seq > min(after(cursor), LAST))
            .order_by(Journal.seq)
            .limit(limit + 1)
        )
        .all()
    )
    found = cut(rows, limit, lambda row: row.seq)
    entries = [_entry(row) for row in found.items]
    if not sees_internal(actor, request):
        hidden = _internal(request.id)
        entries = [e for e in entries if _open_to_parties(e) and not hidden & {*_behind(e)}]
    return Page(entries, found.next)


#: Facts under which somebody's login may stand, or several.
LOGINS = ("login", "person", "substitute", "for", "to", "joined", "left")


def names(entries: Iterable[Entry]) -> dict[str, str]:
    """What the people of these entries are called, by login: who did it, and whom it is about."""
    read = list(entries)
    logins = {one.actor for one in read} | {login for one in read for login in _about(one)}
    found = session().execute(select(Person.login, Person.name).where(Person.login.in_(logins)))
    return {row.login: row.name for row in found}


def _about(entry: Entry) -> Iterator[str]:
    managers = (entry.data.get("rights") or {}).get("manager") or ()
    for said in (*(entry.data.get(name) for name in LOGINS), *managers):
        yield from (one for one in (said if isinstance(said, list) else [said]) if isinstance(one, str))


def _open_to_parties(entry: Entry) -> bool:
    """Clocks of lanes and steps are for those who work on the request."""
    return entry.kind not in WITHHELD and not (entry.kind.startswith("clock.") and entry.data.get("internal"))


def _entry(row: Journal) -> Entry:
    return Entry(row.seq, row.at, row.actor, row.kind, row.text, json.loads(row.data), row.hash)


def _behind(entry: Entry) -> Iterator[tuple[str, int]]:
    """The comment and the task that it is about."""
    for what in ("comment", "task"):
        if isinstance(entry.data.get(what), int):
            yield what, entry.data[what]


def _internal(request_id: int) -> set[tuple[str, int]]:
    """Comments and tasks of the request that are nobody's business outside."""
    comments = select(literal("comment"), Comment.id).where(Comment.request_id == request_id, Comment.internal)
    tasks = select(literal("task"), Task.id).where(Task.request_id == request_id, Task.internal)
    return {(what, one) for what, one in session().execute(comments.union_all(tasks))}
