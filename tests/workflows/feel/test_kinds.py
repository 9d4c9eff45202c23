"""instance of."""

import pytest

from tests.workflows.feel.evaluation import shown
from workflows.feel import FeelFuelError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 instance of number", "true"),
        ("1 instance of string", "false"),
        ("null instance of number", "false"),
        ("null instance of Null", "true"),
        ("1 instance of Any", "true"),
        ("[1, 2] instance of list<number>", "true"),
        ('[1, "a"] instance of list<number>', "false"),
        ("{a: 1} instance of context<a: number>", "true"),
        ("{a: 1} instance of context<b: number>", "false"),
        ("[1..2] instance of range<number>", "true"),
        ('@"P1D" instance of days and time duration', "true"),
        ('@"P1D" instance of years and months duration', "false"),
        ("(function(a) a) instance of function<Any> -> Any", "true"),
    ],
)
def test_instance_of(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_looking_into_lists_costs_fuel() -> None:
    deep = "list<" * 30 + "number" + ">" * 30
    with pytest.raises(FeelFuelError):
        shown(f"(for i in 1..31 return if i = 1 then 1 else [partial[-1], partial[-1]])[-1] instance of {deep}")
