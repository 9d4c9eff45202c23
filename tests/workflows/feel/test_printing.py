"""Values as text and as JSON."""

from decimal import Decimal
from typing import Any

import pytest

from tests.workflows.feel.evaluation import a_run, value
from workflows.feel import FeelFuelError, FeelTypeError, to_json
from workflows.feel.printing import number_text, text_of


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1.50", "1.5"),
        ("1E+3", "1000"),
        ("-0", "0"),
        ("0.00", "0"),
        ("1E-7", "0.0000001"),
        ("1E+99", "1E+99"),
        ("9" * 33 + "1E+40", "9." + "9" * 32 + "1E+73"),
    ],
)
def test_numbers(number: str, text: str) -> None:
    assert number_text(Decimal(number)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('@"2026-11-22T10:00:00Z"', "2026-11-22T10:00:00Z"),
        ('@"2026-07-22T10:00:00@Europe/Berlin"', "2026-07-22T10:00:00+02:00"),
        ('{a: [@"P1D", 1.5, null, true, "x"]}', {"a": ["P1D", Decimal("1.5"), None, True, "x"]}),
    ],
)
def test_json(text: str, expected: Any) -> None:
    assert to_json(value(text)) == expected


@pytest.mark.parametrize("text", ["[1..2]", "function(a) a", "[{a: [1..2]}]", "count"])
def test_ranges_and_functions_are_no_json(text: str) -> None:
    with pytest.raises(FeelTypeError, match="no place in a variable"):
        to_json(value(text))


def test_json_is_bounded_in_depth_and_number() -> None:
    with pytest.raises(FeelTypeError, match="levels deep"):
        to_json(value("(for i in 1..50 return [partial[-1]])[-1]"))
    with pytest.raises(FeelFuelError, match="values"):
        to_json(value("(for i in 1..25 return [partial[-1], partial[-1]])[-1]"))


def test_text_of_a_tower_is_bounded() -> None:
    with pytest.raises(FeelFuelError):
        value("string((for i in 1..40 return [partial[-1], partial[-1]])[-1])")


def test_strings_keep_quotes_inside_only() -> None:
    assert text_of(a_run(), 'a"b') == 'a"b'
    assert text_of(a_run(), ['a"b', {"k": None}]) == r'["a\"b", {k: null}]'
