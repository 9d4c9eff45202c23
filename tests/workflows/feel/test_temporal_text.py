"""ISO 8601 text there and back."""

import pytest

from workflows.feel.temporal_text import read_as, read_temporal, write
from workflows.feel.temporals import Date, DaysDuration, MonthsDuration


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22", "-0044-03-15", "999999999-12-31", "10:00:00", "10:00:00.123456789", "10:00:00Z",
        "10:00:00-05:30", "10:00:00@Europe/Berlin", "2026-11-22T10:00:00", "2026-11-22T10:00:00.5+01:00",
        "2026-11-22T10:00:00@Asia/Tokyo", "P1D", "-PT1H", "PT0.5S", "P1DT2H3M4S", "P1Y2M", "-P3M", "PT0S", "P0M",
    ],
)  # fmt: skip
def test_there_and_back(text: str) -> None:
    found = read_temporal(text)
    assert found is not None
    assert write(found) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("PT90M", "PT1H30M"), ("P14M", "P1Y2M"), ("P1W", "P7D"), ("PT24H", "P1D"), ("10:30", "10:30:00"),
        ("2026-11-22T10:30Z", "2026-11-22T10:30:00Z"), ("2026-11-22T24:00:00", "2026-11-23T00:00:00"),
        ("10:00:00+00:00", "10:00:00Z"),
    ],
)  # fmt: skip
def test_normalised(text: str, written: str) -> None:
    found = read_temporal(text)
    assert found is not None
    assert write(found) == written


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-02-30", "2026-1-1", "26-01-01", "25:00:00", "10:60:00", "10:00:00+19:00", "10:00:00@No/Where", "P",
        "PT", "P1", "1D", "P1Y2D", "P1S", "x", "2026-11-22T", "P" + "9" * 50 + "D", "0" * 200, "٢٠٢٦-١١-٢٢",
    ],
)  # fmt: skip
def test_what_says_nothing_temporal(text: str) -> None:
    assert read_temporal(text) is None


def test_read_as_one_kind_only() -> None:
    assert read_as(Date, "2026-11-22T10:00:00") == Date(2026, 11, 22)
    assert read_as(MonthsDuration, "P1D") is None
    assert read_as(DaysDuration, "P1D") == DaysDuration(86_400_000_000_000)


def test_iso_has_offsets_for_zones() -> None:
    found = read_temporal("2026-07-01T10:00:00@Europe/Berlin")
    assert found is not None
    assert write(found, iso=True) == "2026-07-01T10:00:00+02:00"
