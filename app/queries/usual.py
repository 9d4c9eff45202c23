"""How long an item usually takes: the median of its last fulfilled orders, once there are enough. Only reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import Select, select, union_all

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
    newest = [select(_newest(key).subquery()) for key in keys]
    took: dict[str, list[float]] = {}
    for item, created, ended in session().execute(union_all(*newest)) if newest else ():
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


def _newest(key: str) -> Select[str, datetime, datetime | None]:
    done = (Request.item == key, Request.outcome == "fulfilled", Request.ended_at.is_not(None))
    return (
        select(Request.item, Request.created_at, Request.ended_at).where(*done).order_by(Request.id.desc()).limit(LAST)
    )
