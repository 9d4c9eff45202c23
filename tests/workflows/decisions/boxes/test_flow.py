"""Boxed conditionals, filters and iterators."""

from typing import Any

import pytest

from tests.workflows.decisions.tables import literal, value
from workflows.decisions import DecisionError


def boxed(tag: str, attributes: str = "", **parts: str) -> str:
    inner = "".join(f"<{name.rstrip('_')}>{literal(said)}</{name.rstrip('_')}>" for name, said in parts.items())
    return f"<{tag} {attributes}>{inner}</{tag}>"


@pytest.mark.parametrize(("a", "expected"), [(1, "small"), (9, "large"), (None, "large")])
def test_what_is_not_true_is_otherwise(a: Any, expected: str):
    assert value(boxed("conditional", if_="a < 5", then='"small"', else_='"large"'), a=a) == expected


def test_a_filter_keeps_what_matches():
    rows = [{"n": 1}, {"n": 2}, {"n": 3}]
    assert value(boxed("filter", in_="rows", match="n > 1 and item.n < 3"), rows=rows) == [{"n": 2}]
    assert value(boxed("filter", in_="null", match="true")) == []


def test_a_match_that_is_no_boolean():
    with pytest.raises(DecisionError, match="The match of a filter is a number"):
        value(boxed("filter", in_="[1, 2]", match="item"))


@pytest.mark.parametrize("source", ["[1..5]", "1..5", "[1, 2, 3, 4, 5]"])
def test_for_sees_its_results_so_far(source: str):
    rule = "if i <= 2 then 1 else partial[-1] + partial[-2]"
    assert value(boxed("for", 'iteratorVariable="i"', in_=source, return_=rule)) == [1, 1, 2, 3, 5]


@pytest.mark.parametrize(("tag", "bound", "expected"), [("some", 2, True), ("some", 3, False), ("every", 0, True)])
def test_quantifiers(tag: str, bound: int, expected: bool):
    assert (
        value(boxed(tag, 'iteratorVariable="one item"', in_="[1, 2, 3]", satisfies=f"one item > {bound}")) is expected
    )


def test_a_condition_that_is_no_boolean():
    with pytest.raises(DecisionError, match="The condition of an iterator is a string"):
        value(boxed("some", 'iteratorVariable="i"', in_="[1, 2]", satisfies='if i = 1 then true else "x"'))
