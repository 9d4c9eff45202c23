"""Kinds and numbers."""

from decimal import Decimal
from typing import Any

import pytest

from workflows.feel.temporals import Date, Time
from workflows.feel.values import Range, kind_of, number_of, phrase


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "null"),
        (True, "boolean"),
        (1, "number"),
        (Decimal("1.5"), "number"),
        ("a", "string"),
        ([], "list"),
        ({}, "context"),
        (Date(2026, 1, 1), "date"),
        (Time(0), "time"),
        (Range(1, 2, True, True), "range"),
        (object(), "unknown"),
    ],
)
def test_kind(value: Any, kind: str) -> None:
    assert kind_of(value) == kind


def test_a_boolean_is_no_number() -> None:
    assert number_of(True) is None


def test_a_float_is_read_by_its_digits() -> None:
    assert number_of(0.1) == Decimal("0.1")
    assert number_of(float("nan")) is None


def test_phrase() -> None:
    assert phrase(1) == "a number"
    assert phrase(None) == "null"
