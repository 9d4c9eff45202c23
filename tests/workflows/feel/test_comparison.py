"""Equality and order, three-valued; ISO text beside temporals; zones."""

import pytest

from tests.workflows.feel.evaluation import a_run, shown, value
from workflows.feel.comparison import compare, equal, includes
from workflows.feel.errors import FeelFuelError
from workflows.feel.values import Range


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 = 1.0", "true"),
        ('1 = "1"', "null"),
        ("null = null", "true"),
        ("1 = null", "false"),
        ("[1, [2]] = [1, [2]]", "true"),
        ('[1] = ["1"]', "null"),
        ("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
        ("[1..2] = [1..2]", "true"),
        ("[1..2] = [1..2)", "false"),
        ('"a" < "b"', "true"),
        ("null < 1", "null"),
        ("true < false", "null"),
        ('duration("PT24H") = duration("P1D")', "true"),
        ('duration("P1Y") = duration("P365D")', "null"),
        ('@"2026-01-01T12:00:00Z" = @"2026-01-01T13:00:00+01:00"', "true"),
        ('@"2026-01-01T12:00:00Z" < @"2026-01-01T13:00:01+01:00"', "true"),
        ('@"2026-07-01T12:00:00@Europe/Berlin" = @"2026-07-01T10:00:00Z"', "true"),
        ('time("10:00:00Z") = time("11:00:00+01:00")', "true"),
    ],
)
def test_compare(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("due < today()", "2026-11-21"),
        ('due = date("2026-11-22")', "2026-11-22"),
        ("due > now()", "2026-11-22T10:00:00Z"),
        ("due > now()", "2026-11-22T10:00Z"),
        ('due in [date("2026-11-01")..date("2026-11-30")]', "2026-11-22"),
        ('due <= duration("P2D")', "P1D"),
        ('time("10:00:00") < due', "10:00:01"),
    ],
)
def test_iso_text_beside_a_temporal_is_read(text: str, due: str) -> None:
    assert value(text, due=due) is True


def test_other_text_beside_a_temporal_is_of_another_kind() -> None:
    assert value("due < today()", due="soon") is None


def test_a_time_without_zone_is_read_in_the_zone_of_the_evaluation() -> None:
    text = '@"2026-11-22T10:30:00" > now()'
    assert shown(text, "UTC") == "true"
    assert shown(text, "Europe/Berlin") == "true"
    assert shown(text, "Asia/Tokyo") == "false"


def test_a_day_begins_in_the_zone_of_the_evaluation() -> None:
    assert shown("today() <= now()", "Pacific/Auckland") == "true"


def test_includes() -> None:
    run = a_run()
    assert includes(run, Range(1, 3, True, False), 3) is False
    assert includes(run, Range(1, None, True, False, half=True), 3) is True
    assert includes(run, Range(1, None, True, False), 3) is None
    assert includes(run, Range(1, 3, True, True), "a") is None


def test_comparing_costs_by_size() -> None:
    with pytest.raises(FeelFuelError):
        equal(a_run(fuel=50), list(range(100)), list(range(100)))


def test_a_list_that_is_many_times_in_itself_is_still_bounded() -> None:
    tower: list[object] = []
    for _ in range(60):
        tower = [tower, tower]
    with pytest.raises(FeelFuelError):
        equal(a_run(), tower, [tower[0], tower[1]])


def test_order_of_unlike_kinds() -> None:
    assert compare(a_run(), 1, "a") is None
