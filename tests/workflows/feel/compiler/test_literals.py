"""Lists, contexts, ranges and functions written in the text."""

import pytest

from tests.workflows.feel.evaluation import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", "[]"),
        ('[1, "a", null]', '[1, "a", null]'),
        ("{}", "{}"),
        ("{a: 1, b: a + 1, c: a + b}", "{a: 1, b: 2, c: 3}"),
        ('{"a b": 1, c: a b}', "{a b: 1, c: 1}"),
        ("{a+b: 1, c: a+b + 1}", "{a+b: 1, c: 2}"),
        ("{a: 1, a: 2}", "null"),
        ("{a: {b: 1}, c: a.b}", "{a: {b: 1}, c: 1}"),
        ("[1..2]", "[1..2]"),
        ("]1..2[", "(1..2)"),
        ('["a"..2]', "null"),
        ("(> 5)", "(5..null)"),
        ("(<= 5)", "(null..5]"),
        ("(function(a, b) a - b)(b: 1, a: 5)", "4"),
        ("{f: function(n) if n < 2 then 1 else n * f(n - 1), x: f(20)}.x", "2432902008176640000"),
        ('(function(a: number) a)("x")', "null"),
        ("(function(a: list<number>) count(a))(3)", "1"),
        ("(function() 1)()", "1"),
        ('@"P1D"', "P1D"),
        ('@"nothing"', "null"),
    ],
)
def test_literal(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_function_sees_the_names_where_it_was_written() -> None:
    assert shown("{a: 1, f: function() a, g: {a: 2, x: f()}}.g.x") == "1"
