"""Calendars for tests: an office with lunch, and whatever hypothesis makes up."""

from datetime import date

from hypothesis import strategies as st

from app.catalogue.calendars.calendar import Calendar, Span, Spans, always

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
ALWAYS = always("Europe/Berlin")


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
