"""Schedules: the turns of timer start events, also after a long standstill and over a change to summer time."""

from datetime import UTC, datetime, timedelta

import pytest

from workflows.element import Event
from workflows.schedules import Schedule, moment_of, next_turn, read, turn_after

AT = datetime(2026, 1, 31, 8, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def cycle(text: str) -> Event:
    return Event("timer", timer_kind="cycle", expression=text)


def dues(schedule: Schedule, turns: int) -> list[str]:
    return [moment_of(schedule, turn, BERLIN).strftime("%m-%d %H:%M") for turn in range(turns)]


def test_turns_are_counted_from_the_first():
    monthly = read(cycle("R/2026-01-31T09:00:00/P1M"), AT, BERLIN)
    assert dues(monthly, 4) == ["01-31 08:00", "02-28 08:00", "03-31 07:00", "04-30 07:00"]
    assert (read(cycle("R/P1D"), AT, BERLIN).first, read(cycle("R3/PT2H"), AT, BERLIN).last) == (
        datetime(2026, 2, 1, 8, tzinfo=UTC),
        2,
    )


def test_what_was_missed_is_caught_up_once_and_then_it_goes_on_in_time():
    daily = read(cycle("R/P1D"), AT, "UTC")
    late = AT + timedelta(days=400, hours=5)
    turn = turn_after(daily, 0, late, "UTC")
    assert turn == 400
    assert moment_of(daily, turn, "UTC") == AT + timedelta(days=401)
    often = read(cycle("R/PT1M"), AT, "UTC")
    assert moment_of(often, turn_after(often, 0, late, "UTC"), "UTC") == late + timedelta(minutes=1)
    assert turn_after(daily, 7, AT, "UTC") == 8


def test_a_schedule_ends():
    thrice = read(cycle("R3/P1D"), AT, "UTC")
    assert turn_after(thrice, 1, AT, "UTC") == 2
    assert turn_after(thrice, 2, AT, "UTC") is None
    assert turn_after(thrice, 0, AT + timedelta(days=9), "UTC") is None
    once = read(Event("timer", timer_kind="date", expression="2026-05-01T09:00:00"), AT, BERLIN)
    assert (once.first, turn_after(once, 0, AT, "UTC")) == (datetime(2026, 5, 1, 7, tzinfo=UTC), None)


def test_a_cron_line_names_its_turns_and_ends_with_its_years():
    workdays = read(cycle("0 0 9 ? * MON-FRI"), AT, BERLIN)  # a Saturday
    assert workdays.first == datetime(2026, 2, 2, 8, tzinfo=UTC)
    late = datetime(2026, 4, 3, 7, 0, tzinfo=UTC)  # a Friday, in summer time, at nine
    assert next_turn(workdays, 0, late, BERLIN) == (1, datetime(2026, 4, 6, 7, tzinfo=UTC))
    this_year = read(cycle("0 0 9 1 6 ? 2026"), AT, BERLIN)
    assert next_turn(this_year, 0, this_year.first, BERLIN) is None
    assert next_turn(read(cycle("R2/P1D"), AT, BERLIN), 0, AT, BERLIN) == (1, AT + timedelta(days=2))


def test_feel_without_variables():
    assert read(cycle('="R/PT" + string(1 + 1) + "H"'), AT, "UTC").period == "PT2H"
    for text in ("=1 +", "=unknown", "=5"):
        with pytest.raises(ValueError, match=r"\w"):
            read(cycle(text), AT, "UTC")
