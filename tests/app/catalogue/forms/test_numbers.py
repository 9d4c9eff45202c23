"""Number and money answers."""

from decimal import Decimal
from typing import Any

import pytest

from app.catalogue.forms.numbers import said
from tests.app.catalogue.forms.desk import Desk

NUMBER = {"type": "number"}
MONEY = {"type": "number", "properties": {"currency": "EUR"}}


@pytest.mark.parametrize(
    ("given", "stored"),
    [(900, 900), ("900", 900), (" 12.50 ", Decimal("12.50")), (0.1, Decimal("0.1")), ("-0", 0), (Decimal("3.0"), 3)],
)
def test_numbers_are_exact(desk: Desk, given: Any, stored: Any) -> None:
    value = desk.one(NUMBER, given)
    assert value == stored
    assert type(value) is type(stored)


@pytest.mark.parametrize(
    "given",
    [
        "NaN",
        "Infinity",
        float("nan"),
        float("inf"),
        "9" * 5000,
        "1e9999",
        "1e5",
        "0x1F",
        "1_000",
        "٣٤",
        "1,5",
        "0.1+0.2",
        True,
        {},
        [],
        [1],
        "abc",
        10**40,
        Decimal("NaN"),
        "9" * 40,
        "--1",
        "+1",
        "1.",
        ".5",
        {"amount": 1},
    ],
)
def test_what_is_no_plain_number_is_refused(desk: Desk, given: Any) -> None:
    assert desk.wrong(NUMBER, given)


@pytest.mark.parametrize("given", [None, ""])
def test_an_empty_number_is_null(desk: Desk, given: Any) -> None:
    assert desk.one(NUMBER, given) is None
    assert desk.wrong({**NUMBER, "validate": {"required": True}}, given)
    assert not desk.wrong({**NUMBER, "validate": {"required": True}}, 0)


def test_ranges_say_their_ends(desk: Desk) -> None:
    ranged = {**NUMBER, "validate": {"min": 1, "max": "=top"}}
    assert desk.wrong(ranged, 0) == "This must be at least 1."
    assert desk.wrong(ranged, 10_001, top=10_000) == "This must be at most 10,000."
    assert desk.wrong(ranged, 10_000, top=10_000) == ""


def test_digits_and_steps(desk: Desk) -> None:
    assert desk.wrong({**NUMBER, "decimalDigits": 0}, "1.5") == "Please write a whole number."
    assert desk.wrong({**NUMBER, "decimalDigits": 0}, "1.0") == ""
    assert desk.wrong({**NUMBER, "decimalDigits": 1}, "1.55").startswith("At most 1 digit ")
    assert desk.wrong({**NUMBER, "increment": "0.25"}, "0.3") == "Please use steps of 0.25, for example 0.25."
    assert desk.wrong({**NUMBER, "increment": "0.25"}, "0.75") == ""


def test_a_number_may_be_stored_as_text(desk: Desk) -> None:
    assert desk.one({**NUMBER, "serializeToString": True}, "12.50") == "12.50"
    assert desk.wrong({**NUMBER, "serializeToString": True, "validate": {"max": 5}}, "12")


def test_money_carries_its_currency(desk: Desk) -> None:
    assert desk.one(MONEY, "12.50") == {"amount": Decimal("12.50"), "currency": "EUR"}
    assert desk.one(MONEY, {"amount": 3, "currency": "EUR"}) == {"amount": 3, "currency": "EUR"}
    assert desk.wrong(MONEY, "0.125")
    assert desk.wrong({**MONEY, "validate": {"max": 100}}, "100.01")


@pytest.mark.parametrize(
    "given", [{"amount": 3, "currency": "USD"}, {"amount": 3}, {"amount": 3, "currency": "EUR", "x": 1}]
)
def test_money_in_another_shape_is_refused(desk: Desk, given: Any) -> None:
    assert desk.wrong(MONEY, given) == "This must be an amount in EUR."


def test_long_numbers_keep_every_digit(desk: Desk) -> None:
    long = "1234567890123456789012345678901234"
    assert desk.one(NUMBER, long) == Decimal(long)
    assert desk.one(NUMBER, 2**63) == Decimal(2**63)
    assert isinstance(desk.one(NUMBER, 2**63), Decimal)
    assert desk.one({**NUMBER, "increment": "0.25"}, long) == Decimal(long)
    assert desk.wrong({**NUMBER, "decimalDigits": 2}, "12345678901234567890123456789012.345")
    assert desk.wrong({**NUMBER, "validate": {"max": 5}}, long) == "This must be at most 5."


def test_long_numbers_can_be_read() -> None:
    assert (
        said(Decimal("12345678901234567890123456789012.34")).replace(",", "") == "12345678901234567890123456789012.34"
    )
    assert said(Decimal("1e500")) == "1E+500"
