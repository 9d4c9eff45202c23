"""Arguments made to fit."""

from decimal import Decimal
from typing import Any

import pytest

from workflows.feel.functions.fitting import MISFIT, fit
from workflows.feel.temporals import Date, DateTime, Time


@pytest.mark.parametrize(
    ("kind", "value", "fitted"),
    [
        ("number", 1, Decimal(1)),
        ("number", [1], Decimal(1)),
        ("number", True, MISFIT),
        ("number", [1, 2], MISFIT),
        ("list", 1, [1]),
        ("list", None, MISFIT),
        ("string", "a", "a"),
        ("string", 1, MISFIT),
        ("date", "2026-11-22T10:00:00", Date(2026, 11, 22)),
        ("date or date and time", "2026-11-22T00:00:00", DateTime(Date(2026, 11, 22), Time(0))),
        ("any", None, None),
        ("function", 1, MISFIT),
    ],
)
def test_fit(kind: str, value: Any, fitted: Any) -> None:
    assert fit(kind, value) == fitted
