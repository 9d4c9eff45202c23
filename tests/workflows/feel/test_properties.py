"""What temporals, ranges and lists tell of themselves."""

import pytest

from tests.workflows.feel.evaluation import explained, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('@"2026-11-22".weekday', "7"),
        ('@"2026-11-22".year', "2026"),
        ('@"10:20:30.5".second', "30"),
        ('@"2026-11-22T10:20:30".minute', "20"),
        ('@"2026-11-22T10:20:30+01:00".time offset', "PT1H"),
        ('@"2026-07-22T10:20:30@Europe/Berlin".time offset', "PT2H"),
        ('@"10:20:30@Europe/Berlin".timezone', '"Europe/Berlin"'),
        ('@"10:20:30".time offset', "null"),
        ('@"-P1DT2H3M4.5S".days', "-1"),
        ('@"P1DT2H3M4.5S".seconds', "4.5"),
        ('@"P14M".years', "1"),
        ('@"P14M".months', "2"),
        ("(1..3].start included", "false"),
        ("[1..3].end", "3"),
        ("[{a: 1}, {b: 2}].a", "[1, null]"),
        ('[@"2026-11-22"].day', "[22]"),
    ],
)
def test_property(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_what_has_none_says_so() -> None:
    assert explained("(1).year").warnings == ("a number has no property year",)


def test_a_date_of_the_variables_is_text() -> None:
    found = explained("due.year", due="2026-11-22")
    assert found.warnings[0].startswith("a string has no property year; date(...)")
    assert shown("date(due).year", due="2026-11-22") == "2026"
