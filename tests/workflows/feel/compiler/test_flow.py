"""if, for, some, every."""

import pytest

from tests.workflows.feel.evaluation import explained, shown
from workflows.feel import FeelFuelError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if true then 1 else 2", "1"),
        ("if null then 1 else 2", "2"),
        ('if "true" then 1 else 2', "2"),
        ("for i in [1, 2], j in [i, 10] return i * j", "[1, 10, 4, 20]"),
        ("for i in 0..5 return if i < 2 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3, 5, 8]"),
        ("for i in null return i", "null"),
        ("for i in 5 return i", "[5]"),
        ("for x in (for y in 1..2 return y * 2) return x + 1", "[3, 5]"),
        ("some i in [1, 2] satisfies i > 1", "true"),
        ("some i in [] satisfies true", "false"),
        ("every i in [] satisfies false", "true"),
        ("every i in [1, null] satisfies i > 0", "null"),
        ("every i in [0, null] satisfies i > 0", "false"),
        ("some i in 1..3, j in i..3 satisfies i * j = 9", "true"),
    ],
)
def test_flow(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..1000, j in 1..1000 return 1",
        "for i in 1..1000, j in 1..1000, k in [] return 1",
        "every i in 1..1000, j in 1..1000 satisfies true",
        "for i in 1..90000 return partial",
        'for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1]',
        "for i in 1..40 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])",
    ],
)
def test_no_loop_outruns_its_fuel(text: str) -> None:
    with pytest.raises(FeelFuelError):
        explained(text)
