"""Today, now, and what a day is called."""

import pytest

from tests.workflows.feel.evaluation import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today()", "2026-11-22"),
        ("now()", "2026-11-22T09:00:00Z"),
        ('day of year(@"2026-12-31")', "365"),
        ('day of year(@"2024-12-31")', "366"),
        ('day of week(@"2026-11-22")', '"Sunday"'),
        ('day of week("2026-11-22")', '"Sunday"'),
        ('month of year(@"2026-11-22T10:00:00")', '"November"'),
        ('week of year(@"2026-01-01")', "1"),
        ('week of year(@"2027-01-01")', "53"),
        ('week of year(@"2024-12-30")', "1"),
        ('week of year(@"2025-12-29")', "1"),
        ('last day of month(@"2024-02-10")', "2024-02-29"),
        ("day of week(null)", "null"),
        ('day of week("someday")', "null"),
    ],
)
def test_temporal(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_in_a_zone() -> None:
    assert shown("now()", "Europe/Berlin") == "2026-11-22T10:00:00@Europe/Berlin"
    assert shown("today()", "Pacific/Kiritimati") == "2026-11-22"
    assert shown('now() + duration("P1D") > now()', "Europe/Berlin") == "true"
