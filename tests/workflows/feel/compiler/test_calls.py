"""Invocations."""

import pytest

from tests.workflows.feel.evaluation import explained, shown
from workflows.feel import FeelFuelError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('substring(string: "foobar", start position: 3)', '"obar"'),
        ('substring(length: 2, start position: 3, string: "foobar")', '"ob"'),
        ("sort(list: [2, 1], precedes: function(a, b) a < b)", "[1, 2]"),
        ("{apply: function(f, x) f(x), r: apply(abs, -3)}.r", "3"),
        ("(function(contains) contains(1))(function(x) x + 1)", "2"),
    ],
)
def test_calls(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("abs()", "abs() cannot be called with 0 arguments"),
        ("abs(a: 1)", "abs() has no parameters named a"),
        ('floor("a")', "floor() takes a number as n, not a string"),
        ("(1)(2)", "a number cannot be called"),
        ("(function(a) a)(1, 2)", "function(a) cannot be called with 2 arguments"),
        ("(function(a) a)(b: 1)", "function(a) has no parameters named b"),
    ],
)
def test_what_does_not_fit_is_null_and_said(text: str, sentence: str) -> None:
    found = explained(text)
    assert found.value is None
    assert found.warnings == (sentence,)


def test_a_function_without_end_is_stopped() -> None:
    with pytest.raises(FeelFuelError) as caught:
        explained("{f: function(x) f(x + 1), r: f(1)}.r")
    assert caught.value.what == "depth"


def test_a_function_that_doubles_its_calls_is_stopped() -> None:
    with pytest.raises(FeelFuelError):
        explained("{f: function(n) if n = 0 then 1 else f(n - 1) + f(n - 1), r: f(40)}.r")
