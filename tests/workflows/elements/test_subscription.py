"""Timers in every spelling, correlation keys: worked out once, when the waiting begins."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.workflows.diagrams import (
    boundary,
    catch,
    definition,
    end,
    message,
    messages,
    par,
    path,
    start,
    timer,
    user,
)
from tests.workflows.play import BEGIN, Play
from workflows.errors import BoundCrossed, DefinitionRefused, StepFailed


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("PT1H", "Duration", BEGIN + timedelta(hours=1)),
        ('"PT1H"', "Duration", BEGIN + timedelta(hours=1)),
        ("=span", "Duration", BEGIN + timedelta(minutes=90)),
        ('=duration("P1D") * 2', "Duration", BEGIN + timedelta(days=2)),
        ("P1M", "Duration", datetime(2026, 4, 2, 8, tzinfo=UTC)),
        ("2026-03-31T09:00:00+02:00", "Date", datetime(2026, 3, 31, 7, tzinfo=UTC)),
        ("2026-07-01T09:00:00", "Date", datetime(2026, 7, 1, 7, tzinfo=UTC)),
        ("=day", "Date", datetime(2026, 6, 30, 22, tzinfo=UTC)),
        ('=date and time(day + "T08:00:00")', "Date", datetime(2026, 7, 1, 6, tzinfo=UTC)),
        ("R3/PT2H", "Cycle", BEGIN + timedelta(hours=2)),
        ("0 0 12 ? * MON-FRI", "Cycle", datetime(2026, 3, 2, 11, tzinfo=UTC)),
        ('="30 8 " + "* * *"', "Cycle", datetime(2026, 3, 3, 7, 30, tzinfo=UTC)),
        ('=duration("-PT1H")', "Duration", BEGIN - timedelta(hours=1)),
    ],
)
def test_every_way_to_say_when(text, kind, due):
    drawn = (start(), catch("c", timer(text.replace("<", "&lt;"), kind)), end(), path("start", "c", "end"))
    play = Play(definition(*drawn), zone="Europe/Berlin", span="PT90M", day="2026-07-01")
    assert [t.due for t in play.step.timers] == [due]
    play.at = due - timedelta(seconds=1)
    assert not play.tick().ended
    play.at = due
    assert play.tick().ended


def test_a_timer_that_is_null_or_nonsense_is_an_incident_that_says_so():
    drawn = definition(start(), catch("c", timer("=when", "Date")), path("start", "c"))
    for data in ({}, {"when": "soon"}, {"when": 5}):
        with pytest.raises(StepFailed) as failed:
            Play(drawn, **data)
        assert failed.value.kind == "expression"
        assert failed.value.element == "c"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("R3/-PT1H", "Cycle"),
        ("0 0 9 * * MONDAY", "Cycle"),
        ("next week", "Date"),
        ("P", "Duration"),
        ("-PT5S", "Duration"),
        ("", "Date"),
    ],
)
def test_unreadable_timers_are_refused_when_loading(text, kind):
    with pytest.raises(DefinitionRefused):
        definition(start(), catch("c", timer(text, kind)), path("start", "c"))


def test_a_cycle_that_repeats_too_often_is_refused_by_the_bound():
    drawn = definition(
        start(),
        user("t"),
        boundary("b", "t", timer("R/PT10S", "Cycle"), interrupting=False),
        user("x"),
        path("start", "t"),
        path("b", "x"),
    )
    with pytest.raises(BoundCrossed) as crossed:
        Play(drawn)
    assert crossed.value.bound == "cycle_seconds"


def test_loading_never_reckons_a_due_date_again():
    play = Play(
        definition(start(), par("s"), catch("c", timer("=span")), user("t"), path("start", "s", "c"), path("s", "t")),
        span="PT5H",
    )
    before = play.step.timers[0].due
    play.wait(hours=1)
    play.change(span="PT1H")
    assert play.step.timers[0].due == before
    assert play.step.timers[0].new is False


def test_a_correlation_key_that_is_null_is_an_incident():
    with pytest.raises(StepFailed) as failed:
        Play(definition(start(), catch("w", message("paid")), path("start", "w"), around=messages(paid="order")))
    assert failed.value.kind == "expression"


def test_a_timer_is_reckoned_anew_when_its_variable_changes_and_it_is_asked_for():
    drawn = definition(
        start(), par("p"), catch("c", timer("=day", "Date")), user("u"), catch("d", timer("PT1H")),
        boundary("b", "u", timer('="R3/" + day + "T09:00:00/P1D"', "Cycle"), interrupting=False), user("late"),
        path("start", "p", "c"), path("p", "u"), path("p", "d"), path("b", "late"),
    )  # fmt: skip
    play = Play(drawn, zone="UTC", day="2026-07-01")
    before = {t.element: t for t in play.step.timers}
    assert tuple(play.change(day="2026-07-02").timers) == tuple(replace(t, new=False) for t in before.values())
    after = {t.element: t for t in play.change(day="2026-06-01", retime=True).timers}
    assert after["d"].id == before["d"].id
    assert {key: after[key].due.isoformat() for key in "bc"} == {
        "b": "2026-06-01T09:00:00+00:00",
        "c": "2026-06-01T00:00:00+00:00",
    }
    assert all(after[key].new and after[key].id != before[key].id for key in "bc")
    play.at = datetime(2026, 6, 1, 9, tzinfo=UTC)
    assert "late" in [t.element for t in play.tick().tasks]
    assert "c" not in [t.element for t in play.step.timers]
