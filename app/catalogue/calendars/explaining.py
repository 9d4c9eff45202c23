"""Why a span ends when it ends, in words: "Fri 1 h, Mon holiday (Whit Monday, DE-BY), Tue 8 h".

Each day that counts, and each that does not although its weekday would. Ordinary weekends go without saying.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_date

from app.catalogue.calendars.calendar import HOUR, MINUTE, Calendar
from app.catalogue.calendars.walking import between, whole, windows
from app.catalogue.times import locale
from app.language import gettext as _
from app.language import ngettext

MOST = 8  # days said one by one


@dataclass(frozen=True)
class Day:
    """One day of a span: the working seconds that it gave, or `shut`: what it is that shut it."""

    day: date
    seconds: int
    shut: str = ""


def explain(calendar: Calendar, start: datetime, end: datetime) -> tuple[Day, ...]:
    """The days of a span in order. Their seconds add up to between(start, end)."""
    given: dict[date, int] = {}
    for day, opens, shuts in windows(calendar, whole(start), (end - start).days + 2):
        length = int((min(shuts, whole(end)) - opens).total_seconds())
        if length > 0:
            given[day] = given.get(day, 0) + length
    shut = {day: calendar.why_shut(day) for day in _days(calendar, start, end)}
    named = (Day(day, given.get(day, 0), shut.get(day, "")) for day in sorted({*given, *shut}))
    return tuple(one for one in named if one.seconds or one.shut)


def in_words(calendar: Calendar, start: datetime, end: datetime) -> str:
    """The days said; a long span is summed up, with its holidays named."""
    days = explain(calendar, start, end)
    whole_span = _("%(span)s of working time", span=length(between(calendar, start, end)))
    if len(days) > MOST:
        worked = sum(1 for one in days if one.seconds)
        count = ngettext("on %(num)s working day", "on %(num)s working days", worked)
        return ", ".join([f"{whole_span} {count}", *(_said(calendar, one) for one in days if one.shut)])
    return f"{whole_span}: {', '.join(_said(calendar, one) for one in days)}" if days else whole_span


def length(seconds: int) -> str:
    """Working time in hours and minutes: 3 h 20 min, 8 h, 45 min."""
    hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
    words = [ngettext("%(num)s h", "%(num)s h", hours)] if hours else []
    if minutes or not hours:
        words.append(ngettext("%(num)s min", "%(num)s min", minutes))
    return " ".join(words)


def _said(calendar: Calendar, one: Day) -> str:
    day = format_date(one.day, "EEE", locale=locale())
    if not one.shut:
        return f"{day} {length(one.seconds)}"
    if one.day in calendar.holidays and calendar.region:
        return _("%(day)s holiday (%(name)s, %(region)s)", day=day, name=one.shut, region=calendar.region)
    return _("%(day)s closed (%(name)s)", day=day, name=one.shut)


def _days(calendar: Calendar, start: datetime, end: datetime) -> Iterator[date]:
    day, last = start.astimezone(calendar.tz).date(), end.astimezone(calendar.tz).date()
    while day <= last:
        yield day
        day += timedelta(days=1)
