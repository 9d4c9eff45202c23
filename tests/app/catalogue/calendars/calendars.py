"""Calendars for tests: an office with lunch, and whatever hypothesis makes up."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from app.catalogue.calendars.calendar import WHOLE_DAY, Calendar, Span, Spans

DAY: Spans = (Span(8 * 60, 12 * 60), Span(13 * 60, 17 * 60))
OFFICE = Calendar(
    key="office",
    name="Office",
    zone="Europe/Berlin",
    week=(*(DAY,) * 4, (Span(8 * 60, 14 * 60),), (), ()),
    holidays={date(2026, 5, 25): "Pfingstmontag"},
    closed={date(2026, 12, 24): "Christmas Eve"},
    opened={date(2026, 12, 19): (Span(9 * 60, 12 * 60),)},
    region="DE-BY",
)
ZONES = ("Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Africa/Cairo", "UTC")
ALWAYS = Calendar("always", "24/7", "Europe/Berlin", ((Span(0, WHOLE_DAY),),) * 7)


@st.composite
def spans(draw: st.DrawFn) -> Spans:
    """A day's hours: none, one span, or several."""
    edges = sorted(draw(st.sets(st.integers(0, 96), max_size=6)))
    return tuple(Span(a * 15, b * 15) for a, b in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Some week in some zone, open at least on Wednesdays, with a few days of their own."""
    week = [draw(spans()) for _day in range(7)]
    week[2] = week[2] or DAY
    days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    return Calendar(
        key="some",
        name="Some",
        zone=draw(st.sampled_from(ZONES)),
        week=tuple(week),
        holidays=dict.fromkeys(draw(st.sets(days, max_size=5)), "Holiday"),
        opened=draw(st.dictionaries(days, spans(), max_size=3)),
    )


def written(calendar: Calendar) -> dict[str, Any]:
    """As its JSON has it."""
    return {
        "key": calendar.key,
        "name": calendar.name,
        "zone": calendar.zone,
        "week": [hours(spans) for spans in calendar.week],
        "holidays": {day.isoformat(): name for day, name in calendar.holidays.items()},
        "closed": {day.isoformat(): name for day, name in calendar.closed.items()},
        "opened": {day.isoformat(): hours(spans) for day, spans in calendar.opened.items()},
        "region": calendar.region,
    }


def hours(spans: Spans) -> str:
    """As people write them."""
    wall = [f"{minutes // 60:02}:{minutes % 60:02}" for span in spans for minutes in (span.start, span.end)]
    return ", ".join(f"{start}-{end}" for start, end in zip(wall[::2], wall[1::2], strict=True))


def working_days(calendar: Calendar, first: date, last: date) -> int:
    """How many there are from `first` up to, not including, `last`: counted day by day."""
    return sum(calendar.works(first + timedelta(days=n)) for n in range((last - first).days))
