"""Dates and times. The desk is in Berlin (+01:00) on 24 November 2026."""

import pytest

from tests.app.catalogue.forms.desk import Desk

DATE = {"type": "datetime", "subtype": "date"}
BOTH = {"type": "datetime", "subtype": "datetime"}
TIME = {"type": "datetime", "subtype": "time"}


@pytest.mark.parametrize(
    "given", ["2026-12-01", "2026-12-01T08:30", "2026-12-01T00:00:00Z", "2026-12-01T23:59:59+02:00"]
)
def test_a_date_may_come_with_a_time(desk: Desk, given: str) -> None:
    assert desk.one(DATE, given) == "2026-12-01"


@pytest.mark.parametrize(
    "given",
    [
        "2026-02-30",
        "10000-01-01",
        "tomorrow",
        "2026-12-01T00:00:00+25:00",
        "0000-01-01",
        "2026-12-01T25:00",
        "２０２６-12-01",
        "1.12.2026",
        20261201,
        True,
        {"year": 2026},
        "2026-12-01\n2",
        "2026-12-01" + "0" * 5000,
    ],
)
def test_what_is_no_date_is_refused(desk: Desk, given: object) -> None:
    assert "no date" in desk.wrong(DATE, given)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2026-12-01T08:30", "2026-12-01T08:30:00+01:00"),
        ("2026-07-01T08:30:15", "2026-07-01T08:30:15+02:00"),
        ("2026-12-01T08:30:15.123Z", "2026-12-01T08:30:15+00:00"),
        ("2026-12-01 08:30-0500", "2026-12-01T08:30:00-05:00"),
    ],
)
def test_a_moment_with_or_without_seconds_and_zone(desk: Desk, given: str, stored: str) -> None:
    assert desk.one(BOTH, given) == stored
    assert desk.one(BOTH, stored) == stored


def test_form_js_says_how_a_zone_is_written(desk: Desk) -> None:
    assert desk.one({**BOTH, "timeSerializingFormat": "utc_normalized"}, "2026-12-01T08:30") == "2026-12-01T07:30:00Z"
    assert desk.one({**BOTH, "timeSerializingFormat": "no_timezone"}, "2026-12-01T07:30Z") == "2026-12-01T08:30:00"
    assert desk.one({**TIME, "timeSerializingFormat": "utc_offset"}, "08:30") == "08:30:00+01:00"


def test_a_moment_needs_its_time(desk: Desk) -> None:
    assert desk.wrong(BOTH, "2026-12-01")


def test_the_ends_of_the_calendar_are_no_crash(desk: Desk) -> None:
    edge = {**BOTH, "timeSerializingFormat": "utc_normalized"}
    assert desk.wrong(edge, "0001-01-01T00:00+14:00")
    assert desk.wrong(edge, "9999-12-31T23:59-12:00")


@pytest.mark.parametrize(("given", "good"), [("08:30", True), ("23:59:59", True), ("24:00", False), ("8:30", False)])
def test_times(desk: Desk, given: str, good: bool) -> None:
    assert (desk.wrong(TIME, given) == "") is good


def test_days_gone_by_may_be_refused_in_the_zone_of_the_form(desk: Desk) -> None:
    ahead = {**DATE, "disallowPassedDates": True}
    assert desk.wrong(ahead, "2026-11-23") == "This day has passed. Please choose today or later."
    assert desk.wrong(ahead, "2026-11-24") == ""
