"""Range functions (DMN 1.5, 10.3.4.9 and table 78): Allen's relations between points and ranges."""

from collections.abc import Callable
from typing import Any

from workflows.feel.comparison import compare
from workflows.feel.comparison import includes as lies_in
from workflows.feel.functions.registry import builtin
from workflows.feel.run import Run
from workflows.feel.values import Range


class Unordered(Exception):
    """Two ends do not compare; the function answers null."""


def as_range(value: Any) -> Range:
    """A point as the range of itself alone."""
    return value if isinstance(value, Range) else Range(value, value, True, True)


def order(run: Run, one: Any, other: Any) -> int:
    """-1, 0, 1; raises Unordered."""
    run.charge(1)
    found = compare(run, one, other)
    if found is None:
        raise Unordered
    return found


def _ends_before(run: Run, one: Range, other: Range) -> bool:
    at = order(run, one.end, other.start)
    return at < 0 or (at == 0 and not (one.end_included and other.start_included))


def _starts(run: Run, one: Range, other: Range) -> int:
    """-1, 0, 1 as one begins before, with or after the other; a start that is left out begins later."""
    return order(run, one.start, other.start) or other.start_included - one.start_included


def _ends(run: Run, one: Range, other: Range) -> int:
    """-1, 0, 1 as one ends before, with or after the other; an end that is left out ends sooner."""
    return order(run, one.end, other.end) or one.end_included - other.end_included


def _before(run: Run, one: Range, other: Range) -> bool:
    return _ends_before(run, one, other)


def _meets(run: Run, one: Range, other: Range) -> bool:
    return one.end_included and other.start_included and order(run, one.end, other.start) == 0


def _overlaps(run: Run, one: Range, other: Range) -> bool:
    return not _ends_before(run, one, other) and not _ends_before(run, other, one)


def _overlaps_before(run: Run, one: Range, other: Range) -> bool:
    return _starts(run, one, other) < 0 and _overlaps(run, one, other) and _ends(run, one, other) <= 0


def _finishes(run: Run, one: Range, other: Range) -> bool:
    return _ends(run, one, other) == 0 and _starts(run, one, other) >= 0


def _starts_within(run: Run, one: Range, other: Range) -> bool:
    return _starts(run, one, other) == 0 and _ends(run, one, other) <= 0


def _during(run: Run, one: Range, other: Range) -> bool:
    if one.start is one.end:  # a point, as as_range makes it; the other may be open to one side
        return lies_in(run, other, one.start) is True
    return _starts(run, one, other) >= 0 and _ends(run, one, other) <= 0


def _coincides(run: Run, one: Range, other: Range) -> bool:
    return _starts(run, one, other) == 0 and _ends(run, one, other) == 0


Relation = Callable[[Run, Range, Range], bool]


def _register(label: str, parameters: str, relation: Relation, turned: bool = False) -> None:
    @builtin(label, parameters)
    def relate(run: Run, one: Any, other: Any) -> bool | None:
        if one is None or other is None:
            return None
        pair = (as_range(other), as_range(one)) if turned else (as_range(one), as_range(other))
        try:
            return relation(run, *pair)
        except Unordered:
            return run.null(f"{label}() takes two values that have an order")


_PAIRS: tuple[tuple[str, str, Relation, bool], ...] = (
    ("before", "any any", _before, False),
    ("after", "any any", _before, True),
    ("meets", "range range", _meets, False),
    ("met by", "range range", _meets, True),
    ("overlaps", "range range", _overlaps, False),
    ("overlaps before", "range range", _overlaps_before, False),
    ("overlaps after", "range range", _overlaps_before, True),
    ("finishes", "any range", _finishes, False),
    ("finished by", "range any", _finishes, True),
    ("includes", "range any", _during, True),
    ("during", "any range", _during, False),
    ("starts", "any range", _starts_within, False),
    ("started by", "range any", _starts_within, True),
    ("coincides", "any any", _coincides, False),
)
# The names the specification gives the two parameters, by kind: points, ranges, or one of each.
_NAMES = {
    "any any": (("point1", "point2"), ("range1", "range2"), ("point", "range"), ("range", "point")),
    "range range": (("range1", "range2"),),
    "any range": (("range1", "range2"), ("point", "range")),
    "range any": (("range1", "range2"), ("range", "point")),
}
for _label, _kinds, _relation, _turned in _PAIRS:
    for _one, _other in _NAMES[_kinds]:
        _first, _second = _kinds.split()
        _register(_label, f"{_one}: {_first}, {_other}: {_second}", _relation, _turned)
