"""Allen's relations, with the examples of the specification's table 78."""

import pytest

from tests.workflows.feel.evaluation import explained, shown

TRUE = """
before(1, 10) · before(1, [2..3]) · before([1..2), 2) · before([1..5), [5..10]) · after(10, 5) · after([5..10], [1..5))
meets([1..5], [5..10]) · met by([5..10], [1..5]) · overlaps([1..5], [3..8]) · overlaps([3..8], [1..5])
overlaps([1..5], [5..8]) · overlaps before([1..5], [3..8]) · overlaps before([1..5], (1..5])
overlaps after([3..8], [1..5]) · overlaps after((1..5], [1..5]) · includes((> 5), 6)
finishes(10, [1..10]) · finishes([5..10), [1..10)) · finished by([1..10], 10) · includes([1..10], 5)
includes([1..10], (1..10)) · during(5, [1..10]) · during([1..5), [1..10]) · starts(1, [1..10]) · starts([1..5], [1..10])
started by([1..10], 1) · coincides([1..5], [1..5]) · coincides(3, 3) · before(point1: 1, point2: 2)
before(point: 1, range: [2..3]) · includes(range: [1..10], point: 5) · overlaps(range1: [1..5], range2: [3..8])
before(@"2026-01-01", [@"2026-02-01"..@"2026-03-01"])
"""
FALSE = """
before(10, 1) · before([1..5], [5..10]) · meets([1..5), [5..10]) · overlaps([1..5), [5..8])
overlaps before([3..8], [1..5]) · overlaps before([1..5), [1..5]) · finishes(10, [1..10)) · includes([1..10), 10)
during(10, [1..10))
starts(1, (1..10]) · coincides([1..5], (1..5]) · after(5, 10)
"""


def cases(text: str) -> list[str]:
    return [case.strip() for line in text.split("\n") for case in line.split(" · ") if case.strip()]


@pytest.mark.parametrize("text", cases(TRUE))
def test_holds(text: str) -> None:
    assert shown(text) == "true"


@pytest.mark.parametrize("text", cases(FALSE))
def test_does_not_hold(text: str) -> None:
    assert shown(text) == "false"


def test_what_has_no_order_is_null_and_said() -> None:
    found = explained('before(1, "a")')
    assert found.value is None
    assert found.warnings == ("before() takes two values that have an order",)
