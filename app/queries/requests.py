"""Lists of requests by number. Only reads; the permission filter is part of every query. One is in request.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement

from app.catalogue.folding import fold
from app.errors import NoChoice
from app.models.person import Person
from app.models.request import OUTCOMES, STATES, Request
from app.operations.permissions import Actor
from app.queries.pages import Page, after, cut
from app.queries.sight import newest

NEWEST = 2**62 - 1


@dataclass(frozen=True)
class RequestLine:
    """A request as lists show it; persons are logins (`*_name`: how they are called)."""

    id: int
    number: str
    item: str
    title: str
    requester: str
    requester_name: str
    requested_for: str
    requested_for_name: str
    state: str
    outcome: str | None
    reason: str | None
    created_at: datetime
    ended_at: datetime | None
    due_at: datetime | None


def page(
    actor: Actor,
    *,
    state: str = "",
    outcome: str = "",
    item: str = "",
    requester: str = "",
    q: str = "",
    cursor: str = "",
    limit: int = 50,
    whose: str = "all",
    open_only: bool = False,
) -> Page[RequestLine]:
    """A page of requests the actor may see, newest first. `q`: words of number, title, names or answers.

    `whose`: mine (asked by or for the actor), people (those of their direct reports), all.
    """
    if (state and state not in STATES) or (outcome and outcome not in OUTCOMES):
        raise NoChoice(state=STATES, outcome=OUTCOMES)
    clauses = _clauses({Request.state: state, Request.outcome: outcome, Request.item: item}, requester)
    clauses += [Request.state != "ended"] if open_only else []
    words = [Request.search.contains(word, autoescape=True) for word in fold(q).split()[:10]]
    parties = {"mine": {actor.id}, "people": set(actor.manages)}.get(whose)
    rows = newest(actor, clauses, after(cursor, NEWEST), limit + 1, parties=parties, words=words)
    found = cut(rows, limit, lambda row: row.id)
    return Page([line(row) for row in found.items], found.next)


def line(row: Request) -> RequestLine:
    """A row as a line."""
    return RequestLine(
        row.id,
        row.number,
        row.item,
        row.title,
        row.requester.login,
        row.requester.name,
        row.requested_for.login,
        row.requested_for.name,
        row.state,
        row.outcome,
        row.reason,
        row.created_at,
        row.ended_at,
        row.due_at,
    )


def _clauses(given: dict[Any, str], requester: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [column == value for column, value in given.items() if value]
    return [*found, Request.requester.has(Person.login == requester)] if requester else found
