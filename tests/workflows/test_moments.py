"""Times, durations and repetitions of ISO 8601, on the calendar of a zone."""

from datetime import UTC, datetime

import pytest

from workflows.moments import duration, moment, repetition

AT = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("PT1H30M", utc(2026, 1, 31, 10, 30)),
        ("P1M", utc(2026, 2, 28, 9)),
        ("P1Y2M", utc(2027, 3, 31, 8)),
        ("P2W", utc(2026, 2, 14, 9)),
        ("P60D", utc(2026, 4, 1, 8)),  # the clocks went forward: nine o'clock in Berlin stays nine o'clock
        ("PT1440H", utc(2026, 4, 1, 9)),  # 60 times 24 hours do not care
        ("-PT1H", utc(2026, 1, 31, 8)),
        ("PT0.5S", datetime(2026, 1, 31, 9, 0, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_a_duration_is_counted_on_the_calendar(text, after):
    assert duration(text).after(AT, BERLIN) == after


@pytest.mark.parametrize("text", ["", "P", "PT", "P1H", "PT1D", "1H", "P1DT", "P1.5D", "P-1D", "R3/PT1H", "P1W2"])
def test_what_is_no_duration(text):
    with pytest.raises(ValueError, match="duration"):
        duration(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-03-31T09:00:00+02:00", utc(2026, 3, 31, 7)),
        ("2026-03-31T09:00:00Z", utc(2026, 3, 31, 9)),
        ("2026-03-31T09:00:00", utc(2026, 3, 31, 7)),
        ("2026-03-31T09:00:00@America/New_York", utc(2026, 3, 31, 13)),
        ("2026-03-31T09:00:00+02:00[Europe/Berlin]", utc(2026, 3, 31, 7)),
        ("2026-12-01", utc(2026, 11, 30, 23)),
        ("P1D", utc(2026, 2, 1, 9)),
    ],
)
def test_moments(text, found):
    assert moment(text, AT, BERLIN) == found


@pytest.mark.parametrize(
    "value", ["", "soon", "2026-13-01", 5, None, "2026-03-31T09:00@No/Where", "P9999999Y", "P90000Y"]
)
def test_what_is_no_moment(value):
    with pytest.raises(ValueError, match=r"not a d|beyond|invalid"):
        moment(value, AT, BERLIN)


def test_repetitions_count_what_is_left_after_the_first():
    assert repetition("R3/PT1H", AT, "UTC").left == 2
    assert repetition("R/PT1H", AT, "UTC").left is None
    started = repetition("R2/2026-02-01T00:00:00Z/P1D", AT, "UTC")
    assert (started.due, started.left, started.period) == (utc(2026, 2, 1), 1, "P1D")
    assert repetition("R2/P1D/2026-02-10T00:00:00Z", AT, "UTC").due == utc(2026, 2, 9)


@pytest.mark.parametrize("text", ["R0/PT1H", "3/PT1H", "R3", "R3/PT1H/PT1H/PT1H", "0 * * *", 3, "Rx/PT1H"])
def test_what_is_no_repetition(text):
    with pytest.raises(ValueError, match=r"repe|R3"):
        repetition(text, AT, "UTC")


@pytest.mark.parametrize("zone", ["No/Where", "", "../etc/passwd"])
def test_a_zone_that_does_not_exist_is_a_sentence(zone):
    with pytest.raises(ValueError, match="time zone"):
        duration("P1D").after(AT, zone)
