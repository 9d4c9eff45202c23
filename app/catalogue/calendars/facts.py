"""A calendar out of its JSON, and the hours of a day as people write them: "08:00-12:00, 13:00-17:00"."""

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


def of(facts: Mapping[str, Any]) -> Calendar:
    """The calendar of {key, name, zone, week: seven days of hours, holidays, closed: {day: name}, opened: {day: hours},
    region}; the last four may be missing. Days are ISO 8601. Raises KeyError, ValueError.
    """
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


def _days(named: Mapping[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in named.items()}
