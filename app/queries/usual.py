"""How long an item usually takes: the median of its last fulfilled orders, once there are enough. Only reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from statistics import median

from sqlalchemy import CompoundSelect, Row, Select, bindparam, select, union_all

from app.db import session
from app.models.request import Request

LAST, ENOUGH = 30, 5  # orders looked at, and how few say too little


@dataclass(frozen=True)
class Usual:
    """`span`: ISO 8601, rounded as people speak of it; `orders`: how many it was measured by."""

    span: str
    orders: int


def of_items(keys: Iterable[str]) -> dict[str, Usual]:
    """By item key; items with fewer than five fulfilled orders are left out. One statement."""
    wanted = list(keys)
    took: dict[str, list[float]] = {}
    for item, created, ended in _rows(wanted) if wanted else ():
        took.setdefault(item, []).append((ended - created).total_seconds())
    return {
        item: Usual(spoken(timedelta(seconds=median(spans))), len(spans))
        for item, spans in took.items()
        if len(spans) >= ENOUGH
    }


def spoken(span: timedelta) -> str:
    """Whole days from a day and a half on, whole hours from an hour and a half on, else minutes; never nothing."""
    minutes = span.total_seconds() / 60
    if minutes >= 36 * 60:
        return f"P{round(minutes / 24 / 60)}D"
    return f"PT{round(minutes / 60)}H" if minutes >= 90 else f"PT{max(1, round(minutes))}M"


def _rows(keys: list[str]) -> Iterable[Row[str, datetime, datetime]]:
    return session().execute(_statement(len(keys)), {f"item{number}": key for number, key in enumerate(keys)})


@lru_cache(maxsize=64)
def _statement(count: int) -> CompoundSelect[str, datetime, datetime]:
    """The newest of each of so many items; put together once."""
    return union_all(*(select(_newest(f"item{number}").subquery()) for number in range(count)))


def _newest(name: str) -> Select[str, datetime, datetime | None]:
    done = (Request.item == bindparam(name), Request.outcome == "fulfilled", Request.ended_at.is_not(None))
    return (
        select(Request.item, Request.created_at, Request.ended_at).where(*done).order_by(Request.id.desc()).limit(LAST)
    )
