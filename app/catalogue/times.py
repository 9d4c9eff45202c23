"""Moments in a reader's words: relative up to two days, absolute after, always in the reader's zone and language.

Takes `now` from the caller; reads no clock of its own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time

from app.language import current, ngettext
from app.language import gettext as _

HOUR, DAY = 3600, 86400
SOON = 0.75


@dataclass(frozen=True)
class Clock:
    """A drawn clock: `x` of its token on a band from 3 to 45, `tone` "", soon, late or pause, and its words."""

    x: float
    tone: str
    words: str
    title: str


def locale() -> str:
    """The locale of dates and sums for the current language; English is written as in Europe."""
    return {"en": "en_GB"}.get(current.get(), current.get())


def full(moment: datetime, zone: ZoneInfo) -> str:
    """Weekday, day, month, year and hour in the zone and the language of the moment."""
    local = moment.astimezone(zone)
    return _("%(day)s, %(time)s", day=format_date(local, "full", locale=locale()), time=_hour(local))


def when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """today 08:12, yesterday 16:20, tomorrow 12:00, else weekday, day and hour (and the year when it is another)."""
    local = moment.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    near = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}.get(days)
    if near:
        return f"{near} {_hour(local)}"
    return _("%(day)s, %(time)s", day=day(moment, now, zone), time=_hour(local))


def day(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Weekday, day and month; the year instead of the weekday when it is another."""
    local = moment.astimezone(zone)
    same_year = local.year == now.astimezone(zone).year
    return str(format_skeleton("MMMEd" if same_year else "yMMMd", local, locale=locale()))


def span(length: timedelta) -> str:
    """A length in the one unit that matters: 40 min, 3 h, 2 days."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < HOUR:
        return ngettext("%(num)s min", "%(num)s min", seconds // 60)
    if seconds < 2 * DAY:
        return ngettext("%(num)s h", "%(num)s h", seconds // HOUR)
    return ngettext("%(num)s day", "%(num)s days", seconds // DAY)


def clock(since: datetime, due: datetime | None, now: datetime, zone: ZoneInfo) -> Clock | None:
    """How the time to `due` is being used; None where nothing is due."""
    if due is None:
        return None
    whole = max(1.0, (due - since).total_seconds())
    share = min(1.0, max(0.0, (now - since).total_seconds() / whole))
    if now > due:
        return Clock(45, "late", _("%(span)s over", span=span(now - due)), full(due, zone))
    return Clock(round(3 + 42 * share, 1), "soon" if share >= SOON else "", _left(due - now), full(due, zone))


def _left(length: timedelta) -> str:
    return _("%(span)s left", span=span(length))


def _hour(local: datetime) -> str:
    return str(format_time(local, "short", locale=locale()))
