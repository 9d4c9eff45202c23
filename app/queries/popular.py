"""What is ordered here: often by everybody, lately by oneself. Figures of real requests, never a guess. Only reads."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from app.db import now, session
from app.models.request import Request
from app.operations.permissions import Actor

SPAN = timedelta(days=90)
NEWEST = 500  # orders of that time that are looked at, so that a busy house pays no more than a quiet one
LEAST, LEAST_PEOPLE = 3, 2  # orders, and people behind them, before an item counts as often ordered


@dataclass(frozen=True)
class Ordered:
    """An item and its newest order by this person."""

    item: str
    number: str


def often(limit: int) -> list[str]:
    """Keys of the items ordered most in the last 90 days, by more than one person."""
    newest = select(Request.item, Request.requester_id).where(Request.created_at >= now() - SPAN)
    row = newest.order_by(Request.id.desc()).limit(NEWEST).subquery().c
    count, people = func.count(), func.count(row.requester_id.distinct())
    query = select(row.item).group_by(row.item).having(count >= LEAST, people >= LEAST_PEOPLE)
    return list(session().scalars(query.order_by(count.desc(), row.item).limit(limit)))


def lately(actor: Actor, limit: int) -> list[Ordered]:
    """The items that this person ordered last, each once, the newest first."""
    newest = func.max(Request.id)
    query = select(Request.item, newest.label("id")).where(Request.requester_id == actor.id).group_by(Request.item)
    rows = session().execute(query.order_by(newest.desc()).limit(limit))
    return [Ordered(row.item, f"REQ-{row.id:06d}") for row in rows]
