"""Cron lines of Unix, Spring and Quartz; what happens when the clocks change; what is refused."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from workflows.cron import Never, TooOften, is_cron, next_after, read

BERLIN = ZoneInfo("Europe/Berlin")
AT = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)  # a Saturday


def turns(text: str, count: int, at: datetime = AT, zone: ZoneInfo = BERLIN) -> list[str]:
    found = []
    for _turn in range(count):
        at = next_after(text, at, zone)
        found.append(at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")[2:].removesuffix(":00"))
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0 9 * * MON-FRI", ["26-02-02 09:00", "26-02-03 09:00"]),
        ("0 0 9 ? * MON-FRI", ["26-02-02 09:00", "26-02-03 09:00"]),
        ("0 9 * * 1-5", ["26-02-02 09:00", "26-02-03 09:00"]),
        ("0 0 9 * * 1-5", ["26-02-02 09:00", "26-02-03 09:00"]),  # Spring
        ("0 0 9 ? * 2-6 *", ["26-02-02 09:00", "26-02-03 09:00"]),  # Quartz: seven fields
        ("0 9 * * 7", ["26-02-01 09:00", "26-02-08 09:00"]),
        ("0 9 * * 5-7", ["26-02-01 09:00", "26-02-06 09:00"]),
        ("0 9 * * 0-7", ["26-02-01 09:00", "26-02-02 09:00"]),
        ("0 9 * * FRI-MON", ["26-02-01 09:00", "26-02-02 09:00", "26-02-06 09:00"]),
        ("*/20 8-9 * * *", ["26-02-01 08:00", "26-02-01 08:20", "26-02-01 08:40", "26-02-01 09:00"]),
        ("5/25 10 * * *", ["26-01-31 10:05", "26-01-31 10:30", "26-01-31 10:55"]),
        ("30 15 10 1 JAN,jul ?", ["26-07-01 10:15:30", "27-01-01 10:15:30"]),
        ("0 0 13 * 5", ["26-02-06 00:00", "26-02-13 00:00", "26-02-20 00:00"]),  # Unix: the 13th or a Friday
        ("0 0 0 13 * FRI", ["26-02-13 00:00", "26-03-13 00:00", "26-11-13 00:00"]),  # Spring: a Friday the 13th
        ("0 0 8 L * ?", ["26-02-28 08:00", "26-03-31 08:00"]),
        ("0 0 8 L-2 * ?", ["26-02-26 08:00", "26-03-29 08:00"]),
        ("0 0 8 LW * ?", ["26-02-27 08:00", "26-03-31 08:00"]),
        ("0 0 8 1W * ?", ["26-02-02 08:00", "26-03-02 08:00", "26-04-01 08:00"]),
        ("0 0 8 15W * ?", ["26-02-16 08:00", "26-03-16 08:00"]),
        ("0 0 8 ? * FRIL", ["26-02-27 08:00", "26-03-27 08:00"]),
        ("0 0 8 ? * MON#2", ["26-02-09 08:00", "26-03-09 08:00"]),
        ("0 0 8 ? * L", ["26-02-07 08:00"]),
        ("0 0 12 29 2 ?", ["28-02-29 12:00", "32-02-29 12:00"]),
        ("@daily", ["26-02-01 00:00", "26-02-02 00:00"]),
        ("@Hourly", ["26-01-31 11:00"]),
        ("0 22-2/2 * * *", ["26-01-31 22:00", "26-02-01 00:00", "26-02-01 02:00", "26-02-01 22:00"]),
    ],
)
def test_what_a_line_names(text: str, found: list[str]) -> None:
    assert is_cron(text)
    assert turns(text, len(found)) == found


def test_an_hour_that_is_left_out_is_made_up_for() -> None:
    """On 29 March 2026 Berlin's clocks go from 02:00 to 03:00."""
    before = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert turns("30 2 * * *", 2, before) == ["26-03-29 03:30", "26-03-30 02:30"]
    assert turns("0,30 1-3 * * *", 4, datetime(2026, 3, 29, 0, 15, tzinfo=UTC)) == [
        "26-03-29 01:30", "26-03-29 03:00", "26-03-29 03:30", "26-03-30 01:00"
    ]  # fmt: skip


def test_an_hour_that_comes_twice_counts_once() -> None:
    """On 25 October 2026 Berlin's clocks go from 03:00 back to 02:00."""
    before = datetime(2026, 10, 24, 12, tzinfo=UTC)
    found = next_after("30 2 * * *", before, BERLIN)
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_after("30 2 * * *", found, BERLIN) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "UTC"])
@pytest.mark.parametrize(("month", "day"), [(3, 7), (3, 28), (4, 4), (10, 3), (10, 24), (10, 31)])
def test_what_runs_in_every_hour_runs_in_each_hour_that_passes(zone: str, month: int, day: int) -> None:
    at, spaces = datetime(2026, month, day, 12, tzinfo=UTC), set()
    for _half in range(48):
        following = next_after("*/30 * * * *", at, ZoneInfo(zone))
        spaces.add(following - at)
        at = following
    assert spaces == {timedelta(minutes=30)}


@pytest.mark.parametrize("text", ["* * * * * *", "0/30 * * * * ?", "0,1 0 9 * * *", "*/59 0 9 ? * * 2030"])
def test_more_often_than_once_a_minute(text: str) -> None:
    with pytest.raises(TooOften, match="once a minute"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "60 * * * *", "0 24 * * *", "0 0 32 * *", "0 0 * 13 *", "0 0 * * 8", "0 0 0 ? * 8 *", "0 0 0 ? * 0 *",
        "@reboot", "a b c d e", "*/0 * * * *", "1- * * * *", ", * * * *", "0 0 * * MON#6", "0 0 * * LL",
        "0 0 ٣ * *", "0 0 -1 * *", "0 " * 7 + "0",
        "0 0 * * MON" + ",MON" * 40,
    ],
)  # fmt: skip
def test_what_is_no_cron_line(text: str) -> None:
    with pytest.raises(ValueError, match="cron line"):
        read(text)


@pytest.mark.parametrize("text", ["0 0 30 2 *", "0 0 0 1 1 ? 2020"])
def test_a_day_that_never_comes(text: str) -> None:
    with pytest.raises(Never, match="ever come"):
        next_after(text, AT, BERLIN)
    with pytest.raises(Never):
        next_after("0 9 * * *", datetime(9999, 12, 31, 12, tzinfo=UTC), BERLIN)
