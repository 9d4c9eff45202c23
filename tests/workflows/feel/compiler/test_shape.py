"""What the compiler finds out: free names, cost, nesting."""

from datetime import UTC, datetime

import pytest

from workflows.feel import FeelSyntaxError, compile_expression, compile_unary_tests
from workflows.feel.compiler.shape import MAX_NESTING


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('amount.amount > 1000 and category = "x"', {"amount", "category"}),
        ("for i in items return i + limit", {"items", "limit"}),
        ("some x in xs satisfies x > y", {"xs", "y"}),
        ("{a: b, c: a}", {"b"}),
        ("(function(p) p + q)(r)", {"q", "r"}),
        ("count(items)", {"items"}),
        ("today() > due date", {"due date"}),
        ("for i in 1..3 return partial", set()),
        ("my rule(1)", {"my rule"}),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    assert compile_expression(text).names == names


def test_names_inside_a_filter_may_be_entries() -> None:
    found = compile_expression("items[price > limit].name")
    assert (found.names, found.maybe_names) == ({"items"}, {"price", "limit"})


def test_names_of_a_cell_leave_out_the_input() -> None:
    assert compile_unary_tests("? > limit, < most").names == {"limit", "most"}


def test_nesting_is_bounded_the_same_wherever_it_is_compiled() -> None:
    compile_expression("not(" * (MAX_NESTING - 1) + "a" + ")" * (MAX_NESTING - 1))
    with pytest.raises(FeelSyntaxError, match="nested more than"):
        compile_expression("not(" * MAX_NESTING + "a" + ")" * MAX_NESTING)


def test_long_chains_are_not_nested() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    assert compile_expression(" or ".join(["a = 1"] * 1000)).evaluate({"a": 1}, at=at) is True
    assert compile_expression(" + ".join(["a"] * 1000)).evaluate({"a": 1}, at=at) == 1000
