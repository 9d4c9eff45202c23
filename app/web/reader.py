"""The reader of a page: their zone, the moment at which they look, and values in their words. Only dresses."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import format_currency, format_decimal
from flask import current_app, g
from markupsafe import Markup, escape

from app.catalogue import times
from app.db import now, reading
from app.language import gettext
from app.web.identity import actor_or_none


def zone() -> ZoneInfo:
    """The reader's zone, else the house's."""
    person = actor_or_none()
    try:
        return ZoneInfo(person.timezone if person and person.timezone else current_app.extensions["laneway"].timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def moment() -> datetime:
    """Now by the house's one clock, read once a page."""
    if "moment" not in g:
        with reading():
            g.moment = now()
    stamp: datetime = g.moment
    return stamp


def when(value: datetime | None) -> str:
    """today 08:12, yesterday 16:20, Thu 26 Nov, 15:00."""
    return times.when(value, moment(), zone()) if value else ""


def full(value: datetime | None) -> str:
    """Weekday, day, month, year and hour, for the title of a short moment; "" for none."""
    return times.full(value, zone()) if value else ""


def day(value: datetime | None) -> str:
    """Thu 26 Nov."""
    return times.day(value, moment(), zone()) if value else ""


def date_of(value: object) -> str:
    """A date as text (2026-12-01) in the reader's words; "" for none."""
    try:
        return times.day(datetime.fromisoformat(str(value)[:10]).replace(hour=12, tzinfo=zone()), moment(), zone())
    except ValueError:
        return ""


def clock(since: datetime, due: datetime | None) -> times.Clock | None:
    """The clock of a promise, as the page's moment has it."""
    return times.clock(since, due, moment(), zone())


def money(value: Any, currency: str = "EUR") -> str:
    """A sum ({amount, currency} or a decimal) as the reader writes sums."""
    if isinstance(value, dict):
        value, currency = value.get("amount"), value.get("currency") or currency
    if value is None or value == "":
        return ""
    return str(format_currency(Decimal(str(value)), currency, locale=times.locale()))


def number(value: int | Decimal) -> str:
    """A number as the reader writes numbers."""
    return _written(value, times.locale())


@lru_cache(maxsize=1_000)
def _written(value: int | Decimal, locale: str) -> str:
    return str(format_decimal(value, locale=locale))  # takes as long as ten cells of a table


def size(count: int) -> str:
    """A file's size: 240 kB, 1.1 MB."""
    if count < 1000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{number(round(count / 1000))} kB"
    return f"{number(Decimal(count) / 1_000_000 // Decimal('0.1') / 10)} MB"


def duration(text: str) -> str:
    """An ISO 8601 duration of whole days, hours or minutes in words: P5D is "5 days"."""
    found = re.fullmatch(r"P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?", text)
    if found is None:
        return text
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return times.span(timedelta(days=days, hours=hours, minutes=minutes))


def initials(name: str) -> str:
    """First and last initial: Marta Kovács is MK."""
    words = [word for word in re.split(r"[\s.\-_]+", name) if word]
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else "?"


def quoted(text: str) -> Markup:
    """Somebody's words between the quotation marks of the reader's language."""
    return escape(gettext("“%(words)s”")) % {"words": text}


def lines(text: str) -> Markup:
    """Plain text with its line breaks."""
    return Markup("<br>").join(escape(line) for line in str(text).splitlines())
