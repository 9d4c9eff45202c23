"""Figures of the house by item and month: what came in, how it ended, how long it took. Only reads.

What came in is counted by the database from (created_at, item); of what ended each time is read once, for the medians.
Months are UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, String, cast, extract, func, literal_column, select

from app.db import ask, now, session
from app.models.request import Request
from app.operations.permissions import Actor, require
from app.operations.roles import OWNERS

READERS = OWNERS
Ended = tuple[str, str, str, list[int]]


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
    for name, month, outcome, times in ended:
        count_of = _at(found, name, month)
        kind = outcome if outcome in ("rejected", "withdrawn") else "fulfilled"
        setattr(count_of, kind, getattr(count_of, kind) + len(times))
    live = [Request.state != "ended", *only]
    count = session().scalar(select(func.count()).select_from(Request).where(*live)) or 0
    oldest = session().scalar(select(Request).where(*live).order_by(Request.id).limit(1))
    counts = sorted(found.values(), key=lambda one: (one.month, one.item), reverse=True)
    return Figures(names, counts, count, oldest, _median([one for row in ended for one in row[3]]), _medians(ended))


def _received(since: datetime, only: Sequence[Any]) -> Sequence[Any]:
    keys = [Request.item, _month(Request.created_at)]
    return (
        session().execute(select(*keys, func.count()).where(Request.created_at >= since, *only).group_by(*keys)).all()
    )


def _ended(since: datetime, only: Sequence[Any]) -> list[Ended]:
    """Item, month, outcome and how long each took: one walk of one index, a row for each group and not for each
    request. Windows in SQL cost three times as much.
    """
    keys = [Request.item, _month(Request.ended_at), Request.outcome]
    query = select(*keys, func.aggregate_strings(_took(), ",")).where(Request.ended_at >= since, *only).group_by(*keys)
    return [(*row[:3], [int(one) for one in row[3].split(",")]) for row in ask(query)]


def _medians(ended: list[Ended]) -> dict[tuple[str, str], timedelta]:
    took: dict[tuple[str, str], list[int]] = {}
    for item, month, _outcome, times in ended:
        took.setdefault((item, month), []).extend(times)
    return {name: found for name, times in took.items() if (found := _median(times)) is not None}


def _median(times: list[int]) -> timedelta | None:
    """The middle one, or the mean of the two in the middle."""
    return timedelta(milliseconds=median(times)) if times else None


def _month(column: Any) -> Any:
    """ "2026-03", by UTC."""
    if session().get_bind().dialect.name == "postgresql":
        return func.to_char(func.timezone("UTC", column), literal_column("'YYYY-MM'"))
    return func.substr(column, literal_column("1"), literal_column("7"))


def _took() -> ColumnElement[str]:
    """Milliseconds from order to end, as text."""
    if session().get_bind().dialect.name == "postgresql":
        seconds: ColumnElement[Any] = extract("epoch", Request.ended_at - Request.created_at)
    else:
        seconds = (func.julianday(Request.ended_at) - func.julianday(Request.created_at)) * 86400
    return cast(cast(func.round(seconds * 1000), BigInteger), String)


def _at(found: dict[tuple[str, str], Count], item: str, month: str) -> Count:
    return found.setdefault((item, month), Count(item, month))


def _months(moment: datetime, count: int) -> list[str]:
    last = moment.year * 12 + moment.month - 1
    return [f"{place // 12:04d}-{place % 12 + 1:02d}" for place in range(last - count + 1, last + 1)]
