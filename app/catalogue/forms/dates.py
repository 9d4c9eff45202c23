"""Dates and times: ISO 8601 in, with or without seconds and zone; one fixed writing out (RFC 3339, to the second).

A date without zone means the zone of the item. Written out as form-js `timeSerializingFormat` asks: `utc_offset` (the
rule for dates with a time), `utc_normalized`, or `no_timezone` (the rule for bare times).
"""

import re
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from app.catalogue.forms.errors import Wrong
from app.catalogue.forms.field import Field
from app.catalogue.forms.sight import Sight
from app.language import gettext as _

_TIME = r"(?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]{1,9})?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
_STAMP = re.compile(rf"(?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:[T ]{_TIME})?")
_CLOCK = re.compile(_TIME)


def take(field: Field, raw: Any, sight: Sight) -> str:
    """The date, time or both as text. Raises Wrong for what is none, 30 February and +25:00 included."""
    subtype = field.details.subtype
    text = raw.strip() if isinstance(raw, str) else ""
    found = (_CLOCK if subtype == "time" else _STAMP).fullmatch(text) if len(text) <= 60 else None
    try:
        if found and subtype == "date":
            return _date(found)
        if found and subtype == "time":
            return _time(found, field.details.zone_format or "no_timezone", sight)
        if found and found["clock"]:
            return _moment(found, field.details.zone_format or "utc_offset", sight)
    except (ValueError, OverflowError):
        pass  # the calendar knows no such day or the clock no such hour: said below
    raise Wrong(_sentence(subtype))


def _sentence(subtype: str) -> str:
    if subtype == "date":
        return _("This is no date. Please write year, month and day, for example 2026-12-01.")
    if subtype == "time":
        return _("This is no time. Please write hours and minutes, for example 14:30.")
    return _("Please give a day and a time, for example 2026-12-01 and 14:30.")


def _date(found: re.Match[str]) -> str:
    if found["clock"]:
        datetime.fromisoformat(f"{found['date']}T{found['clock']}{found['zone'] or ''}")
    return date.fromisoformat(found["date"]).isoformat()


def _moment(found: re.Match[str], zone_format: str, sight: Sight) -> str:
    stamp = datetime.fromisoformat(f"{found['date']}T{found['clock']}{found['zone'] or ''}")
    return _written(_aware(stamp, ZoneInfo(sight.zone)), zone_format, ZoneInfo(sight.zone))


def _time(found: re.Match[str], zone_format: str, sight: Sight) -> str:
    """A bare time; where a zone is asked for, the one of today."""
    zone = ZoneInfo(sight.zone)
    clock = time.fromisoformat(f"{found['clock']}{found['zone'] or ''}")
    if zone_format == "no_timezone" and clock.tzinfo is None:
        return clock.isoformat("seconds")
    stamp = _aware(datetime.combine(sight.at.astimezone(zone).date(), clock), zone)
    return _written(stamp, zone_format, zone).partition("T")[2]


def _aware(stamp: datetime, zone: tzinfo) -> datetime:
    """With a zone; offsets of local mean time (before 1900) have seconds, which no standard can write: UTC then."""
    stamp = stamp if stamp.tzinfo else stamp.replace(tzinfo=zone)
    offset = stamp.utcoffset()
    return stamp.astimezone(UTC) if offset and offset.seconds % 60 else stamp


def _written(stamp: datetime, zone_format: str, zone: tzinfo) -> str:
    if zone_format == "no_timezone":
        return stamp.astimezone(zone).replace(tzinfo=None).isoformat(timespec="seconds")
    if zone_format == "utc_normalized":
        return stamp.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return stamp.isoformat(timespec="seconds")


def check(field: Field, value: str, sight: Sight) -> str:
    """No day before today where the form says so. Raises Wrong."""
    if field.details.no_past and field.details.subtype != "time":
        today = sight.at.astimezone(ZoneInfo(sight.zone)).date()
        if date.fromisoformat(value[:10]) < today:
            raise Wrong(_("This day has passed. Please choose today or later."))
    return value
