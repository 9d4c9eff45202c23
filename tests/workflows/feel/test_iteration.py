"""Ranges gone through, and ranges refused before anything is built."""

import pytest

from tests.workflows.feel.evaluation import explained, shown
from workflows.feel.errors import FeelFuelError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for i in 1..3 return i", "[1, 2, 3]"),
        ("for i in 3..1 return i", "[3, 2, 1]"),
        ("for i in 1..1 return i", "[1]"),
        ("for i in (1..4) return i", "[2, 3]"),
        ("for i in [1..3) return i", "[1, 2]"),
        ('for d in @"2026-02-27"..@"2026-03-01" return d', "[2026-02-27, 2026-02-28, 2026-03-01]"),
        ("for i in 1.5..3 return i", "null"),
        ('for i in "a".."c" return i', "null"),
    ],
)
def test_go_through(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..1000000000 return i",
        "for i in 1..10 ** 6000 return i",
        "some i in 1..1000000000 satisfies i < 0",
        "count(for i in [1..1000000000] return i)",
        'for d in @"0001-01-01"..@"9999-12-31" return d',
    ],
)
def test_a_huge_range_is_refused_by_name(text: str) -> None:
    with pytest.raises(FeelFuelError, match="this expression may take 100,000 steps") as caught:
        explained(text)
    assert caught.value.what == "steps"
