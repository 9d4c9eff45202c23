"""Numbers, text, durations and dates added, multiplied and divided."""

from decimal import Decimal

import pytest

from tests.workflows.feel.evaluation import explained, shown, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0.3333333333333333333333333333333333"),
        ("0 ** 0", "1"),
        ("2 ** 0.5", "1.414213562373095048801688724209698"),
        ("10 ** 6145", "null"),
        ("1 / 0", "null"),
        ("(-8) ** 0.5", "null"),
        ('"a" + "b"', '"ab"'),
        ('"a" - "b"', "null"),
        ('"a" + 1', "null"),
        ("1 + null", "null"),
        ('@"2024-02-29" + @"P1Y"', "2025-02-28"),
        ('@"2026-01-31" + @"P1M"', "2026-02-28"),
        ('@"P1M" + @"2026-01-31"', "2026-02-28"),
        ('@"2026-03-01" - @"P1D"', "2026-02-28"),
        ('@"2026-03-01" - @"2026-02-01"', "P28D"),
        ('@"2026-03-28T23:00:00@Europe/Berlin" + @"P1D"', "2026-03-30T00:00:00@Europe/Berlin"),
        ('@"2026-03-28T10:00:00@Europe/Berlin" + @"P1M"', "2026-04-28T10:00:00@Europe/Berlin"),
        ('@"23:30:00" + @"PT1H"', "00:30:00"),
        ('@"10:00:00+01:00" - @"10:00:00Z"', "-PT1H"),
        ('@"P1D" * 1.5', "P1DT12H"),
        ('@"P1D" / 3', "PT8H"),
        ('@"P1Y" / 5', "P2M"),
        ('@"P1D" / @"PT8H"', "3"),
        ('@"P1D" / 0', "null"),
        ('@"P1D" + @"P1M"', "null"),
        ('@"P1D" - @"P2D"', "-P1D"),
        ('@"999999999-12-31" + @"P1D"', "null"),
    ],
)
def test_calculate(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('due + duration("P2D")', "2026-11-24"),
        ("due - today()", "PT0S"),
        ('today() + "P1D"', "2026-11-23"),
        ('due + " days"', '"2026-11-22 days"'),
    ],
)
def test_iso_text_beside_a_temporal_is_read(text: str, expected: str) -> None:
    assert shown(text, due="2026-11-22") == expected


def test_ints_of_variables_stay_exact_and_never_become_floats() -> None:
    assert value("a / b", a=1, b=4) == Decimal("0.25")
    assert isinstance(value("a / b", a=1, b=4), Decimal)
    assert isinstance(value("a ** b", a=9, b=9999), type(None))


def test_thirty_four_digits() -> None:
    assert str(value("2 / 3")) == "0." + "6" * 33 + "7"


def test_the_warning_says_what_does_not_go_together() -> None:
    assert explained('1 + "a"').warnings == ("a number + a string has no result",)
    assert explained("1 / 0").warnings == ("1 / 0 has no finite result",)
