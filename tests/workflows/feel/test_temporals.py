"""The calendar, offsets and instants."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.feel.temporals import (
    NANOS,
    Date,
    DateTime,
    Time,
    at_instant,
    date_from_days,
    from_python,
    instant_of,
    make_date,
    month_length,
    zone_named,
    zone_offset,
)


@given(st.dates())
def test_days_and_dates_agree_with_pythons_calendar(day: date) -> None:
    ours = Date(day.year, day.month, day.day)
    assert ours.ordinal() == (day - date(1970, 1, 1)).days
    assert date_from_days(ours.ordinal()) == ours


@pytest.mark.parametrize("year", [-999_999_999, -1, 0, 999_999_999])
def test_years_beyond_pythons(year: int) -> None:
    day = Date(year, 3, 1)
    assert date_from_days(day.ordinal()) == day


def test_months() -> None:
    assert [month_length(2024, 2), month_length(2026, 2), month_length(1900, 2), month_length(2000, 2)] == [
        29,
        28,
        28,
        29,
    ]
    assert make_date(2026, 2, 29) is None
    assert make_date(2026, 13, 1) is None


def test_zones_know_summer() -> None:
    assert zone_offset("Europe/Berlin", Date(2026, 1, 1), 0) == 3600
    assert zone_offset("Europe/Berlin", Date(2026, 7, 1), 0) == 7200
    assert zone_named("Nowhere/Land") is None


@given(st.datetimes(datetime(1980, 1, 1), datetime(2080, 1, 1)))
def test_an_instant_there_and_back(moment: datetime) -> None:
    value = from_python(moment.replace(tzinfo=UTC), "Europe/Berlin")
    like = value.time
    assert at_instant(instant_of(value), like) is not None
    elsewhere = at_instant(instant_of(value), Time(0, 0))
    assert elsewhere is not None
    assert instant_of(elsewhere) // NANOS == int((moment - datetime(1970, 1, 1)) / timedelta(seconds=1))


def test_utc_is_written_as_an_offset() -> None:
    assert from_python(datetime(2026, 11, 22, 9, tzinfo=UTC), "UTC") == DateTime(
        Date(2026, 11, 22), Time(9 * 3600 * NANOS, 0)
    )
