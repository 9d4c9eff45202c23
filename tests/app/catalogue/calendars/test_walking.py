"""Working time is counted exactly, whatever the wall clock does, and days are counted as people count them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendars import walking
from app.catalogue.calendars.calendar import Calendar
from tests.app.catalogue.calendars.calendars import ALWAYS, OFFICE, calendars, working_days

BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
H = 3600


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at(5, 20, 9), 2, at(5, 20, 11)),  # within a morning
        (at(5, 20, 11), 2, at(5, 20, 14)),  # over lunch
        (at(5, 20, 12, 30), 1, at(5, 20, 14)),  # begun at lunch
        (at(5, 22, 13), 8, at(5, 26, 16)),  # Friday, weekend, Whit Monday, Tuesday
        (at(12, 18, 13), 4, at(12, 19, 12)),  # a Saturday that is open
        (at(12, 23, 16), 2, at(12, 25, 9)),  # a closed Thursday
        (at(5, 20, 20), 0, at(5, 20, 20)),  # nothing to wait for
    ],
)
def test_add(start: datetime, hours: int, end: datetime) -> None:
    assert walking.add(OFFICE, start, hours * H) == end
    assert walking.between(OFFICE, start, end) == hours * H


def test_an_hour_lasts_an_hour_when_the_clocks_change() -> None:
    assert walking.between(ALWAYS, at(3, 29, 0), at(3, 30, 0)) == 23 * H
    assert walking.between(ALWAYS, at(10, 25, 0), at(10, 26, 0)) == 25 * H
    assert walking.add(ALWAYS, at(3, 29, 1), 2 * H) == at(3, 29, 4)


def test_a_calendar_that_never_opens_says_so() -> None:
    shut = Calendar("shut", "Shut", "UTC", ((),) * 7)
    with pytest.raises(walking.NeverOpen):
        walking.add(shut, at(5, 20, 9), 1)
    with pytest.raises(walking.NeverOpen):
        walking.back(shut, at(5, 20, 9), 1)
    assert walking.between(shut, at(5, 20, 9), at(6, 20, 9)) == 0


def test_working_days_and_back() -> None:
    assert working_days(OFFICE, date(2026, 5, 22), date(2026, 5, 29)) == 4  # Whit Monday is none
    assert walking.back(OFFICE, at(5, 29, 9), 4) == at(5, 22, 9)
    assert walking.forward(OFFICE, at(5, 22, 9), 4) == at(5, 29, 9)
    assert walking.opening(OFFICE, at(5, 22, 15)) == at(5, 26, 8)


@given(calendars(), MOMENTS, st.integers(1, 400 * H))
def test_what_is_added_lies_between(calendar: Calendar, start: datetime, seconds: int) -> None:
    end = walking.add(calendar, start, seconds)
    assert walking.between(calendar, start, end) == seconds
    assert walking.between(calendar, start, end - timedelta(seconds=1)) == seconds - 1  # and no moment earlier


@given(calendars(), st.tuples(MOMENTS, MOMENTS, MOMENTS))
def test_spans_add_up(calendar: Calendar, moments: tuple[datetime, ...]) -> None:
    a, b, c = sorted(moments)
    parts = walking.between(calendar, a, b) + walking.between(calendar, b, c)
    assert parts == walking.between(calendar, a, c)
    assert walking.between(calendar, a, c) <= (walking.whole(c) - walking.whole(a)).total_seconds()


@given(calendars(), MOMENTS, st.integers(0, 60))
def test_back_and_forward_pass_so_many_working_days(calendar: Calendar, moment: datetime, days: int) -> None:
    here = moment.astimezone(calendar.tz).date()
    early = walking.back(calendar, moment, days).astimezone(calendar.tz).date()
    assert working_days(calendar, early, here) == days
