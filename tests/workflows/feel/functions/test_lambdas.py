"""Functions written in FEEL: their types and their frames."""

import pytest

from tests.workflows.feel.evaluation import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('(function(a: number, b: string) b)(1, "x")', '"x"'),
        ("(function(a: number) a)([1])", "1"),
        ("(function(a: number) a)([1, 2])", "null"),
        ("(function(a: list<number>) a)(1)", "[1]"),
        ("(function(a: number) a)(null)", "null"),
        ("{add: function(n) function(m) n + m, r: add(1)(2)}.r", "3"),
        ("string(function(a, b) a)", '"function(a, b)"'),
    ],
)
def test_lambdas(text: str, expected: str) -> None:
    assert shown(text) == expected
