"""Values made of text and parts."""

import pytest

from tests.workflows.feel.evaluation import explained, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('date("2026-11-22")', "2026-11-22"),
        ('date("2026-11-22T10:00:00Z")', "2026-11-22"),
        ("date(2026, 2, 30)", "null"),
        ('date(@"2026-11-22T10:00:00")', "2026-11-22"),
        ('time("10:00:00")', "10:00:00"),
        ("time(10, 30, 1.5)", "10:30:01.5"),
        ('time(10, 30, 0, @"-PT5H")', "10:30:00-05:00"),
        ("time(25, 0, 0)", "null"),
        ('time(@"2026-11-22")', "00:00:00Z"),
        ('date and time("2026-11-22")', "2026-11-22T00:00:00"),
        ('date and time(@"2026-11-22", @"10:00:00Z")', "2026-11-22T10:00:00Z"),
        ('date and time(@"2026-11-22T10:00:00Z", "Asia/Tokyo")', "2026-11-22T19:00:00@Asia/Tokyo"),
        ('date and time(@"2026-11-22T10:00:00Z", "Nowhere")', "null"),
        ('duration("P1DT2H")', "P1DT2H"),
        ('years and months duration(@"2025-01-31", @"2026-01-30")', "P11M"),
        ('years and months duration(@"2026-01-30", @"2025-01-31")', "-P11M"),
        ('number("1.50")', "1.5"),
        ('number("1 000,5", " ", ",")', "1000.5"),
        ('number("1.5", ".", ".")', "null"),
        ('number("1e9999")', "null"),
        ('number("١")', "null"),
        ("string(1.50)", '"1.5"'),
        ("string(null)", "null"),
        ('string([1, "a", null])', r'"[1, \"a\", null]"'),
        ('string(@"P1D")', '"P1D"'),
        ("string(from: true)", '"true"'),
    ],
)
def test_conversion(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_the_warning_names_what_cannot_be_read() -> None:
    assert explained('date("soon")').warnings == ('date() cannot read "soon"; it reads YYYY-MM-DD',)
    assert explained("date(5)").warnings == ("date() cannot read a number; it reads YYYY-MM-DD",)
