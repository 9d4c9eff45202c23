"""New lists from old ones."""

import pytest

from tests.workflows.feel.evaluation import shown
from workflows.feel import FeelFuelError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sublist([1, 2, 3], 2)", "[2, 3]"),
        ("sublist([1, 2, 3], -2, 1)", "[2]"),
        ("sublist([1, 2, 3], 0)", "null"),
        ("append([1], 2, [3])", "[1, 2, [3]]"),
        ("append(1, 2)", "[1, 2]"),
        ("concatenate([1], 2, [3])", "[1, 2, 3]"),
        ("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
        ("insert before([1, 3], -1, 2)", "[1, 2, 3]"),
        ("insert before([1], 3, 2)", "null"),
        ("remove([1, 2, 3], -1)", "[1, 2]"),
        ("remove([1], 2)", "null"),
        ("reverse([1, 2])", "[2, 1]"),
        ("union([1, 2], [2, 3])", "[1, 2, 3]"),
        ('distinct values([1, 1.0, "1", null, null])', '[1, "1", null]'),
        ("duplicate values([1, 2, 1, 1])", "[1]"),
        ("flatten([1, [2, [3]], []])", "[1, 2, 3]"),
        ("list replace([1, 2], 1, 9)", "[9, 2]"),
        ("list replace([1, 2, 3], function(item, new) item > 1, 0)", "[1, 0, 0]"),
        ("list replace([1, 2], function(item, new) 5, 0)", "null"),
        ("list replace([1], 2, 0)", "null"),
        ("partition([1, 2, 3], 2)", "[[1, 2], [3]]"),
        ("partition([1], 0)", "null"),
        ("sort([3, 1, 2])", "[1, 2, 3]"),
        ('sort([3, "a"])', "null"),
        ("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]"),
        ("sort([{k: 2}, {k: 1}], function(a, b) a.k < b.k).k", "[1, 2]"),
    ],
)
def test_list_changes(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_sorting_keeps_the_order_of_equals() -> None:
    assert shown('sort([[1, "a"], [1, "b"]], function(x, y) x[1] < y[1])') == '[[1, "a"], [1, "b"]]'


def test_building_is_paid_for() -> None:
    with pytest.raises(FeelFuelError):
        shown("for i in 1..1000 return append(xs, i)", xs=list(range(1_000)))
