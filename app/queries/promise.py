"""By when an item is usually there: its last fulfilled orders in working time of its calendar, counted from a moment.

Orders that are open for longer than that count, too, with their age: so a desk that is behind promises later. Worked
out from what was known at that moment, so the same again on the request's page as before it was ordered. Only reads.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from statistics import median

from sqlalchemy import CompoundSelect, Row, Select, bindparam, or_, select, union_all

from app.catalogue.calendars.calendar import Calendar
from app.catalogue.calendars.explaining import in_words
from app.catalogue.calendars.walking import NeverOpen, add, between
from app.db import Moment, session
from app.models.request import Request
from app.operations import definitions, item_calendars
from app.queries.request import RequestPage
from app.queries.usual import ENOUGH, LAST

ROUND = 1800  # seconds: nobody promises 11:42


@dataclass(frozen=True)
class Promise:
    """`by`: when it is usually there; `orders`: how many it was measured by; `open`: how many of them still wait."""

    start: datetime
    by: datetime
    orders: int
    open: int
    calendar: Calendar

    @property
    def why(self) -> str:
        """ "8 h of working time: Mon holiday (…), Tue 8 h"."""
        return in_words(self.calendar, self.start, self.by)


def of_items(items: Mapping[str, Mapping[str, str]], at: datetime, before: int | None = None) -> dict[str, Promise]:
    """By item key; `items`: the properties of each. `before`: only orders older than this request. One statement."""
    spans: dict[str, list[tuple[datetime, datetime | None]]] = {}
    for item, created, ended in _rows(items, at, before or 2**62) if items else ():
        spans.setdefault(item, []).append((created, ended if ended is not None and ended <= at else None))
    found = {key: _promise(item_calendars.calendar_of(items[key]), known, at) for key, known in spans.items()}
    return {key: promise for key, promise in found.items() if promise is not None}


def _promise(calendar: Calendar, known: list[tuple[datetime, datetime | None]], at: datetime) -> Promise | None:
    done = [between(calendar, created, ended) for created, ended in known if ended is not None]
    if len(done) < ENOUGH:
        return None
    usual = median(done)
    ages = (between(calendar, created, at) for created, ended in known if ended is None)
    waiting = [age for age in ages if age > usual]
    try:
        by = add(calendar, at, max(ROUND, int(median([*done, *waiting]))))
    except NeverOpen:
        return None
    return Promise(at, _rounded(calendar, by), len(done), len(waiting), calendar)


def _rounded(calendar: Calendar, moment: datetime) -> datetime:
    """The next half hour, which is still in working time or ends it."""
    seconds = -moment.timestamp() % ROUND
    later = (moment + timedelta(seconds=seconds)).astimezone(UTC)
    return later if between(calendar, moment, later) >= int(seconds) else moment


def _rows(items: Iterable[str], at: datetime, before: int) -> Iterable[Row[str, datetime, datetime]]:
    keys = list(items)
    values = {f"item{number}": key for number, key in enumerate(keys)} | {"at": at, "before": before}
    return session().execute(_statement(len(keys)), values)


@lru_cache(maxsize=64)
def _statement(count: int) -> CompoundSelect[str, datetime, datetime]:
    """The newest of each of so many items, fulfilled and open; put together once."""
    heads = [_newest(f"item{number}", done=done) for number in range(count) for done in (True, False)]
    return union_all(*(select(head.subquery()) for head in heads))


def _newest(name: str, *, done: bool) -> Select[str, datetime, datetime | None]:
    at = bindparam("at", type_=Moment)
    here = (Request.item == bindparam(name), Request.id < bindparam("before"))
    query = select(Request.item, Request.created_at, Request.ended_at).where(*here)
    fulfilled = (Request.outcome == "fulfilled", Request.ended_at <= at)
    known = query.where(*fulfilled) if done else query.where(or_(Request.ended_at.is_(None), Request.ended_at > at))
    return known.order_by(Request.id.desc()).limit(LAST)


def of_request(page: RequestPage) -> Promise | None:
    """What was promised when it was ordered; None for one that has ended."""
    line = page.line
    if line.state == "ended":
        return None
    properties = definitions.parsed(page.version_id).process.properties
    return of_items({line.item: properties}, line.created_at, line.id).get(line.item)
