"""A calendar as JSON and back, and the hours of a day as people write them: "08:00-12:00, 13:00-17:00"."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.catalogue.calendars.calendar import WHOLE_DAY, Calendar, Span, Spans

SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-\u2013]\s*(\d{1,2}):(\d{2})")


def read_hours(text: str) -> Spans:
    """Spans in order and apart from each other; "" is a day without. Raises ValueError."""
    spans: list[Span] = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        found = SPAN.fullmatch(part)
        if not found:
            raise ValueError(part)
        hour, minute, to_hour, to_minute = map(int, found.groups())
        span = Span(hour * 60 + minute, to_hour * 60 + to_minute)
        last = spans[-1].end if spans else 0
        if max(minute, to_minute) > 59 or not last <= span.start < span.end <= WHOLE_DAY:
            raise ValueError(part)
        spans.append(span)
    return tuple(spans)


def write_hours(spans: Spans) -> str:
    """The same, written."""
    return ", ".join(f"{_wall(span.start)}-{_wall(span.end)}" for span in spans)


def of(facts: Mapping[str, Any]) -> Calendar:
    """The value that `to_facts` wrote. Raises KeyError, ValueError."""
    return Calendar(
        key=facts["key"],
        name=facts["name"],
        zone=facts["zone"],
        week=tuple(read_hours(hours) for hours in facts["week"]),
        holidays=_days(facts.get("holidays", {})),
        closed=_days(facts.get("closed", {})),
        opened={day: read_hours(hours) for day, hours in _days(facts.get("opened", {})).items()},
        region=facts.get("region", ""),
    )


def to_facts(calendar: Calendar) -> dict[str, Any]:
    """What JSON can say of it."""
    return {
        "key": calendar.key,
        "name": calendar.name,
        "zone": calendar.zone,
        "week": [write_hours(spans) for spans in calendar.week],
        "holidays": {day.isoformat(): name for day, name in calendar.holidays.items()},
        "closed": {day.isoformat(): name for day, name in calendar.closed.items()},
        "opened": {day.isoformat(): write_hours(spans) for day, spans in calendar.opened.items()},
        "region": calendar.region,
    }


def _days(named: Mapping[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in named.items()}


def _wall(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
