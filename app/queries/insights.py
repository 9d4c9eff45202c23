"""Figures of the house by item and month: what came in, how it ended, how long it took. Only reads.

Grouped and counted by the database from (created_at, item) and (ended_at, item, outcome); months are UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Float, cast, extract, func, select

from app.db import now, session
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
    """`counts` by month and item; `medians`: item to time until the end; `median`: over all items."""

    months: list[str]
    counts: list[Count]
    open_now: int
    oldest: Request | None
    median: timedelta | None
    medians: dict[str, timedelta] = field(default_factory=dict)


def figures(actor: Actor, *, months: int = 12, item: str = "") -> Figures:
    """The last `months` months, this one included. Raises Forbidden."""
    require(actor, *READERS)
    names = _months(now(), months)
    since = datetime.fromisoformat(names[0] + "-01T00:00:00+00:00")
    only = [Request.item == item] if item else []
    found: dict[tuple[str, str], Count] = {}
    for name, year, month, count in _grouped(Request.created_at, since, only, []):
        _at(found, name, year, month).received = count
    for name, year, month, outcome, count in _grouped(Request.ended_at, since, only, [Request.outcome]):
        where = _at(found, name, year, month)
        kind = outcome if outcome in ("rejected", "withdrawn") else "fulfilled"
        setattr(where, kind, getattr(where, kind) + count)
    live = [Request.state != "ended", *only]
    count = session().scalar(select(func.count()).select_from(Request).where(*live)) or 0
    oldest = session().scalar(select(Request).where(*live).order_by(Request.id).limit(1))
    whole = _medians(since, only, by_item=False)
    counts = sorted(found.values(), key=lambda one: (one.month, one.item), reverse=True)
    return Figures(names, counts, count, oldest, whole.get(""), _medians(since, only, by_item=True))


def _grouped(column: Any, since: datetime, only: Sequence[Any], more: Sequence[Any]) -> Sequence[Any]:
    at = _utc(column)
    keys = [Request.item, extract("year", at), extract("month", at), *more]
    return session().execute(select(*keys, func.count()).where(column >= since, *only).group_by(*keys)).all()


def _medians(since: datetime, only: Sequence[Any], *, by_item: bool) -> dict[str, timedelta]:
    """The middle one, or the mean of the two in the middle, of each item's times from order to end."""
    took, over = _seconds(), Request.item if by_item else None
    ranked = (
        select(
            Request.item.label("item"),
            took.label("took"),
            func.row_number().over(partition_by=over, order_by=took).label("place"),
            func.count().over(partition_by=over).label("all"),
        )
        .where(Request.ended_at >= since, *only)
        .subquery()
    )
    row = ranked.c
    middle = select(row.item if by_item else func.min(""), func.avg(row.took)).where(
        row.place * 2 >= row["all"], row.place * 2 <= row["all"] + 2
    )
    rows = session().execute(middle.group_by(row.item) if by_item else middle)
    return {name or "": timedelta(seconds=float(seconds)) for name, seconds in rows if seconds is not None}


def _seconds() -> ColumnElement[Any]:
    if session().get_bind().dialect.name == "postgresql":
        return cast(extract("epoch", Request.ended_at - Request.created_at), Float)
    return (func.julianday(Request.ended_at) - func.julianday(Request.created_at)) * 86400.0


def _utc(column: Any) -> Any:
    return func.timezone("UTC", column) if session().get_bind().dialect.name == "postgresql" else column


def _at(found: dict[tuple[str, str], Count], item: str, year: int, month: int) -> Count:
    name = f"{int(year):04d}-{int(month):02d}"
    return found.setdefault((item, name), Count(item, name))


def _months(moment: datetime, count: int) -> list[str]:
    last = moment.year * 12 + moment.month - 1
    return [f"{place // 12:04d}-{place % 12 + 1:02d}" for place in range(last - count + 1, last + 1)]
