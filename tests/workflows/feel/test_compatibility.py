"""The official compatibility kit of DMN, its cases of literal expressions; all of them hold."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.workflows.feel.compatibility import Elsewhere, cases
from workflows.feel import FeelError


def same(found: Any, expected: Any) -> bool:
    """The kit writes numbers to some digits only."""
    if isinstance(found, Decimal | int) and isinstance(expected, Decimal) and not isinstance(found, bool):
        return abs(found - expected) <= Decimal("1e-8") * max(1, abs(expected))
    if isinstance(found, list) and isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(found, dict) and isinstance(expected, dict):
        return found.keys() == expected.keys() and all(same(found[key], expected[key]) for key in found)
    return type(found) is type(expected) and bool(found == expected)


def test_every_literal_expression_of_the_kit(corpus: Path) -> None:
    wrong, held = [], 0
    for case in cases(corpus):
        try:
            found = case.model.value(case.decision, case.inputs)
        except Elsewhere:
            continue
        except FeelError:
            found = None  # the kit expects null of what cannot be read
        if same(found, case.expected):
            held += 1
        else:
            wrong.append(f"{case.name}: {found} instead of {case.expected}")
    assert wrong == []
    assert held > 1_200
