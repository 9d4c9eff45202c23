"""Lists looked at."""

import pytest

from tests.workflows.feel.evaluation import shown
from workflows.feel import FeelFuelError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("list contains([1, null], null)", "true"),
        ("count([1, [2, 3]])", "2"),
        ("count(1, 2)", "2"),
        ("count(null)", "null"),
        ("min([3, 1, 2])", "1"),
        ('max("a", "b")', '"b"'),
        ('max(@"2026-01-01", @"2026-01-02")', "2026-01-02"),
        ('max([1, "a"])', "null"),
        ("max([null])", "null"),
        ("min([])", "null"),
        ("sum([0.1, 0.2])", "0.3"),
        ("sum([])", "null"),
        ("sum([1, null])", "null"),
        ('sum([@"P1D", @"PT12H"])', "P1DT12H"),
        ('sum("a")', "null"),
        ("mean([1, 2, 4])", "2.333333333333333333333333333333333"),
        ("median([8, 2, 5, 3])", "4"),
        ("median([])", "null"),
        ("stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"),
        ("stddev([1])", "null"),
        ("mode([6, 1, 9, 6, 1])", "[1, 6]"),
        ("mode([])", "[]"),
        ("product([2, 3, 4])", "24"),
        ("product([1e6000, 1e6000])", "null"),
        ("all([true, null])", "null"),
        ("all([false, null])", "false"),
        ("all([])", "true"),
        ("any([null, true])", "true"),
        ("any([null, false])", "null"),
        ("any([])", "false"),
        ("index of([1, 2, 1], 1)", "[1, 3]"),
        ("sum(5)", "5"),
    ],
)
def test_lists(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_long_list_of_the_variables_is_paid_for() -> None:
    with pytest.raises(FeelFuelError):
        shown("list contains(xs, -1)", xs=list(range(200_000)))
