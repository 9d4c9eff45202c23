"""not, is, and Camunda's questions about null."""

import pytest

from tests.workflows.feel.evaluation import shown, value
from workflows.feel import FeelAssertionError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not(true)", "false"),
        ("not(null)", "null"),
        ("not(1)", "null"),
        ("is(1, 1.0)", "true"),
        ('is(1, "1")', "false"),
        ("is(null, null)", "true"),
        ('is(@"10:00:00Z", @"11:00:00+01:00")', "false"),
        ('is(@"2026-11-22T10:00:00Z", @"2026-11-22T10:00:00Z")', "true"),
        ("is defined(1)", "true"),
        ("is defined(unknown)", "false"),
        ("is empty([])", "true"),
        ('is empty("")', "true"),
        ("is empty({a: 1})", "false"),
        ("is empty(1)", "null"),
        ("get or else(null, 1)", "1"),
        ("get or else(false, 1)", "false"),
        ("assert(1, true)", "1"),
    ],
)
def test_booleans(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_assert_stops_with_its_cause() -> None:
    with pytest.raises(FeelAssertionError, match="no amount"):
        value('assert(amount, amount != null, "There is no amount.")')
