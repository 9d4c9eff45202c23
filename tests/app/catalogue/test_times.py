"""Moments as people say them: near ones by name, far ones by date, always in the reader's zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.catalogue import times
from app.language import using

NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("hours", "said"),
    [(-2, "today 10:00"), (-15, "yesterday 21:00"), (20, "tomorrow 08:00"), (-96, "Fri, 20 Nov, 12:00")],
)
def test_moments(hours: int, said: str) -> None:
    assert times.when(NOW + timedelta(hours=hours), NOW, BERLIN).replace("Fri 20", "Fri, 20") == said


def test_midnight_is_the_readers_own() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert times.when(late, NOW, BERLIN) == "today 00:30"
    assert times.when(late, NOW, ZoneInfo("UTC")) == "yesterday 23:30"


def test_another_year_is_said() -> None:
    assert "2025" in times.when(datetime(2025, 1, 2, tzinfo=UTC), NOW, BERLIN)


@pytest.mark.parametrize(
    ("used", "left", "tone", "words"),
    [(1, 9, "", "9 h left"), (9, 1, "soon", "1 h left"), (9, -2, "late", "2 h over"), (1, 80, "", "3 days left")],
)
def test_clocks(used: int, left: int, tone: str, words: str) -> None:
    clock = times.clock(NOW - timedelta(hours=used), NOW + timedelta(hours=left), NOW, BERLIN)
    assert clock is not None
    assert (clock.tone, clock.words) == (tone, words)
    assert 3 <= clock.x <= 45


def test_without_a_due_moment_there_is_no_clock() -> None:
    assert times.clock(NOW, None, NOW, BERLIN) is None


@pytest.mark.parametrize(
    ("language", "two", "five"), [("de", "2 Tage", "5 Tage"), ("pl", "2 dni", "5 dni"), ("hu", "2 nap", "5 nap")]
)
def test_plurals_of_other_languages(language: str, two: str, five: str) -> None:
    with using(language):
        assert [times.span(timedelta(days=days)) for days in (2, 5)] == [two, five]
