"""Names, paths, filters."""

import pytest

from tests.workflows.feel.evaluation import explained, shown

ITEMS = [{"name": "a", "price": 5}, {"name": "b", "price": 20}, {"name": "c", "price": 30, "item": 1}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("items[price > 10].name", '["b", "c"]'),
        ("items[item.price > 10][1].name", '"b"'),
        ("items[price > limit].name", '["c"]'),
        ("items[-1].name", '"c"'),
        ("items[9]", "null"),
        ("items[0]", "null"),
        ("items[limit - 24].name", '"a"'),
        ("items[name = null]", "[]"),
        ("[1, 2, 3][item > 1]", "[2, 3]"),
        ("5[1]", "5"),
        ("5[2]", "null"),
        ("null[1]", "null"),
        ("items.price", "[5, 20, 30]"),
        ("first name", '"Ada"'),
        ("a+b", "3"),
        ("`a+b` + 1", "4"),
        ("order.ship to", '"Bern"'),
    ],
)
def test_paths(text: str, expected: str) -> None:
    variables = {"items": ITEMS, "limit": 25, "first name": "Ada", "a+b": 3, "order": {"ship to": "Bern"}}
    assert shown(text, **variables) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("unknown", "name not found: unknown"),
        ("{a: 1}.b", "entry not found: b"),
        ("unknown.b", "name not found: unknown"),
        ("[1][2]", "there is no item 2 in a list of 1"),
    ],
)
def test_why_it_is_null(text: str, sentence: str) -> None:
    found = explained(text)
    assert found.value is None
    assert found.warnings[0] == sentence


def test_a_variable_hides_no_function_that_is_called() -> None:
    assert shown("count(list)", count=5, list=[1, 2]) == "2"
    assert shown("count + 1", count=5) == "6"
