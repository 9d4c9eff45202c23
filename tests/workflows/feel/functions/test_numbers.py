"""Rounding, roots and remainders."""

from decimal import Decimal

import pytest

from tests.workflows.feel.evaluation import explained, shown
from workflows.feel.functions.registry import BUILTINS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("decimal(1/3, 2)", "0.33"),
        ("decimal(2.5, 0)", "2"),
        ("decimal(1234.5, -2)", "1200"),
        ("decimal(1, 6177)", "null"),
        ("floor(-1.5)", "-2"),
        ("floor(1.56, 1)", "1.5"),
        ("ceiling(-1.5)", "-1"),
        ("ceiling(1.51, 1)", "1.6"),
        ("round up(-5.5, 0)", "-6"),
        ("round down(-5.5, 0)", "-5"),
        ("round half up(-2.5, 0)", "-3"),
        ("round half down(2.5, 0)", "2"),
        ("round half down(2.51, 0)", "3"),
        ("abs(-1)", "1"),
        ('abs(@"-P1D")', "P1D"),
        ('abs(@"-P1M")', "P1M"),
        ('abs("a")', "null"),
        ("modulo(-12, 5)", "3"),
        ("modulo(12, -5)", "-3"),
        ("modulo(10, 5)", "0"),
        ("modulo(1, 0)", "null"),
        ("sqrt(2)", "1.414213562373095048801688724209698"),
        ("sqrt(-1)", "null"),
        ("decimal(log(10), 6)", "2.302585"),
        ("log(0)", "null"),
        ("exp(0)", "1"),
        ("exp(100000)", "null"),
        ("odd(-3)", "true"),
        ("even(0)", "true"),
        ("even(1.5)", "false"),
        ("floor([1.5])", "1"),
    ],
)
def test_numbers(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_nothing_is_left_to_chance() -> None:
    assert "random number" not in BUILTINS
    assert "uuid" not in BUILTINS


def test_a_money_amount_is_rounded_as_people_do() -> None:
    assert explained("round half up(amount * 0.19, 2)", amount=Decimal("12.45")).value == Decimal("2.37")
