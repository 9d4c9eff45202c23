"""Ranges read from text."""

import pytest

from tests.workflows.feel.evaluation import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('range("[1..5)")', "[1..5)"),
        (r'range("[@\"2026-01-01\"..@\"2026-02-01\"]")', "[2026-01-01..2026-02-01]"),
        ('range("[5..1]")', "null"),
        ('range("1 + 1")', "null"),
        ('range("[a..b]")', "null"),
        ('range("]1..5[")', "(1..5)"),
        (r'range("[\"a\"..\"c\"]")', '["a".."c"]'),
        (r'range("[date(\"2026-01-01\")..date(\"2026-02-01\"))")', "[2026-01-01..2026-02-01)"),
        (r'range("[duration(\"P1D\")..duration(\"P2D\")]")', "[P1D..P2D]"),
        ('5 in range("[2..)")', "true"),
        ('1 in range("[2..)")', "false"),
        ('2 in range("(..2)")', "false"),
        ('range("(..2]") = (<= 2)', "true"),
        ('range("[..2]")', "null"),
        ('range("(..)")', "null"),
        ('range("")', "null"),
        ('range("[1..abs(2)]")', "null"),
        ('range("[1...2]")', "null"),
        ('range("[null..2]")', "null"),
    ],
)
def test_ranges(text: str, expected: str) -> None:
    assert shown(text) == expected
