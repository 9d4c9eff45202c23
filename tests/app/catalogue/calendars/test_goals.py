"""Goals, hours as people write them, and a span explained."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendars import explaining, facts, goals, walking
from app.catalogue.calendars.calendar import Calendar
from app.language import using
from tests.app.catalogue.calendars.calendars import DAY, OFFICE, calendars, hours, written
from workflows.clocks import is_goal

BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 6, 30), timezones=st.just(UTC))


@pytest.mark.parametrize(("goal", "hours"), [("PT4H", 4), ("P2D", 16), ("P1DT30M", 8.5), ("P1W", 40)])
def test_a_day_is_a_working_day(goal: str, hours: float) -> None:
    assert goals.seconds(OFFICE, goal) == hours * 3600


@pytest.mark.parametrize("goal", ["", "P", "PT", "4h", "P0D", "PT0M", "P1Y", "P1M"])
def test_what_is_no_goal(goal: str) -> None:
    assert not is_goal(goal)
    with pytest.raises(ValueError, match=r".*"):
        goals.seconds(OFFICE, goal)


def test_hours_are_read_as_written() -> None:
    assert facts.read_hours("8:00-12:00, 13:00–17:00") == DAY
    assert hours(DAY) == "08:00-12:00, 13:00-17:00"
    for wrong in ("8-12", "12:00-08:00", "08:00-12:00, 11:00-13:00", "08:60-09:00", "00:00-24:30"):
        with pytest.raises(ValueError, match=r".*"):
            facts.read_hours(wrong)


@given(calendars())
def test_a_calendar_survives_json(calendar: Calendar) -> None:
    assert facts.of(written(calendar)) == calendar


def test_a_span_is_explained() -> None:
    start = datetime(2026, 5, 22, 13, tzinfo=BERLIN)
    end = goals.due(OFFICE, start, "P1D")
    said = "8 h of working time: Fri 1 h, Mon holiday (Pfingstmontag, DE-BY), Tue 7 h"
    assert explaining.in_words(OFFICE, start, end) == said
    with using("de"):
        assert "Mo. Feiertag (Pfingstmontag, DE-BY)" in explaining.in_words(OFFICE, start, end)


def test_a_long_span_is_summed_up() -> None:
    start = datetime(2026, 5, 12, 8, tzinfo=BERLIN)
    said = explaining.in_words(OFFICE, start, goals.due(OFFICE, start, "P12D"))
    assert said.startswith("96 h of working time on 13 working days, Mon holiday")


@given(calendars(), MOMENTS, MOMENTS)
def test_the_days_add_up(calendar: Calendar, one: datetime, other: datetime) -> None:
    start, end = sorted((one, other))
    days = explaining.explain(calendar, start, end)
    assert sum(day.seconds for day in days) == walking.between(calendar, start, end)
