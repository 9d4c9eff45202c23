"""Logic in three values, comparison chains, and what is said when kinds do not fit."""

import itertools

import pytest

from tests.workflows.feel.evaluation import explained, shown

VALUES = ("true", "false", "null")


@pytest.mark.parametrize(("one", "other"), list(itertools.product(VALUES, VALUES)))
def test_and_or_by_the_tables_of_kleene(one: str, other: str) -> None:
    rank = {"false": 0, "null": 1, "true": 2}
    assert shown(f"{one} and {other}") == min(one, other, key=rank.__getitem__)
    assert shown(f"{one} or {other}") == max(one, other, key=rank.__getitem__)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true and 1", "null"),
        ("false and 1", "false"),
        ("1 between 1 and 1", "true"),
        ("null between 1 and 2", "null"),
        ("3 between 1 and null", "null"),
        ("0 between 1 and null", "false"),
        ("1 = 1 = true", "true"),
        ("-(2 + 3)", "-5"),
        ('-@"P1D"', "-P1D"),
        ('-"a"', "null"),
        ("1 - 2 - 3", "-4"),
    ],
)
def test_operators(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_the_first_decisive_operand_ends_it() -> None:
    assert explained("false and unknown").warnings == ()
    assert explained("true or unknown").warnings == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('1 < "a"', "a number and a string have no order"),
        ('1 = "a"', "a number and a string are of different kinds"),
        ("1 and true", "a number beside and is no boolean"),
        ('-"a"', "a string cannot be negated"),
    ],
)
def test_warnings(text: str, sentence: str) -> None:
    assert explained(text).warnings == (sentence,)


@pytest.mark.parametrize("amount", [1200, 1200.5])
def test_numbers_of_json(amount: float) -> None:
    assert shown("amount > 1000 and amount < 2000", amount=amount) == "true"
