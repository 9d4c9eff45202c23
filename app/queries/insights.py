"""Figures of the house by item and month: what came in, how it ended, how long it took. Only reads.

What came in is counted by the database from (created_at, item); of what ended each time is read once, for the medians.
Months are UTC.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Float, cast, extract, func, literal_column, select

from app.db import ask, now, session
from app.models.request import Request
from app.operations.permissions import Actor, require

READERS = ("process_manager", "process_owner", "administrator")


@dataclass
class Count:
    """One item in one month (`month`: first day as "2026-03")."""

    item: str
    month: str
    received: int = 0
    fulfilled: int = 0
    rejected: int = 0
    withdrawn: int = 0


@dataclass(frozen=True)
class Figures:
    """`counts` by month and item, newest first; `medians`: time until the end by item and month of that end; `median`:
    over all items and months.
    """

    months: list[str]
    counts: list[Count]
    open_now: int
    oldest: Request | None
    median: timedelta | None
    medians: dict[tuple[str, str], timedelta] = field(default_factory=dict)


def figures(actor: Actor, *, months: int = 12, item: str = "") -> Figures:
    """The last `months` months, this one included. Raises Forbidden."""
    require(actor, *READERS)
    names = _months(now(), months)
    since = datetime.fromisoformat(names[0] + "-01T00:00:00+00:00")
    only = [Request.item == item] if item else []
    found: dict[tuple[str, str], Count] = {}
    for name, month, count in _received(since, only):
        _at(found, name, month).received = count
    ended = _ended(since, only)
    for (name, month, outcome), count in Counter(row[:3] for row in ended).items():
        count_of = _at(found, name, month)
        kind = outcome if outcome in ("rejected", "withdrawn") else "fulfilled"
        setattr(count_of, kind, getattr(count_of, kind) + count)
    live = [Request.state != "ended", *only]
    count = session().scalar(select(func.count()).select_from(Request).where(*live)) or 0
    oldest = session().scalar(select(Request).where(*live).order_by(Request.id).limit(1))
    counts = sorted(found.values(), key=lambda one: (one.month, one.item), reverse=True)
    return Figures(names, counts, count, oldest, _median([row[3] for row in ended]), _medians(ended))


def _received(since: datetime, only: Sequence[Any]) -> Sequence[Any]:
    keys = [Request.item, _month(Request.created_at)]
    return (
        session().execute(select(*keys, func.count()).where(Request.created_at >= since, *only).group_by(*keys)).all()
    )


def _ended(since: datetime, only: Sequence[Any]) -> Sequence[Any]:
    """Item, month, outcome and seconds of each: one walk of one index. Windows in SQL cost three times as much."""
    query = select(Request.item, _month(Request.ended_at), Request.outcome, _seconds())
    found: Sequence[Any] = ask(query.where(Request.ended_at >= since, *only)).all()
    return found


def _medians(ended: Sequence[Any]) -> dict[tuple[str, str], timedelta]:
    took: dict[tuple[str, str], list[Any]] = {}
    for item, month, _outcome, seconds in ended:
        took.setdefault((item, month), []).append(seconds)
    return {name: found for name, times in took.items() if (found := _median(times)) is not None}


def _median(seconds: list[Any]) -> timedelta | None:
    """The middle one, or the mean of the two in the middle."""
    return timedelta(seconds=float(median(seconds))) if seconds else None


def _month(column: Any) -> Any:
    """ "2026-03", by UTC."""
    if session().get_bind().dialect.name == "postgresql":
        return func.to_char(func.timezone("UTC", column), literal_column("'YYYY-MM'"))
    return func.substr(column, literal_column("1"), literal_column("7"))


def _seconds() -> ColumnElement[Any]:
    if session().get_bind().dialect.name == "postgresql":
        return cast(extract("epoch", Request.ended_at - Request.created_at), Float)
    return (func.julianday(Request.ended_at) - func.julianday(Request.created_at)) * 86400.0


def _at(found: dict[tuple[str, str], Count], item: str, month: str) -> Count:
    return found.setdefault((item, month), Count(item, month))


def _months(moment: datetime, count: int) -> list[str]:
    last = moment.year * 12 + moment.month - 1
    return [f"{place // 12:04d}-{place % 12 + 1:02d}" for place in range(last - count + 1, last + 1)]
