"""What may enter the variables, and that their text keeps every digit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.errors import BadValue
from workflows.values import check, dumps, loads, plain_text

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
NUMBERS = st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=6)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT.map(lambda key: f"k{key}"), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_checked_values_come_back_from_their_text_as_they_were(value):
    checked = check(value)
    assert loads(dumps(checked)) == checked
    assert dumps(loads(dumps(checked))) == dumps(checked)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-0", 0),
        ("[1.5]", [Decimal("1.5")]),
        ("1.10", Decimal("1.10")),
        ("1e3", Decimal("1E+3")),
        ("-7E2", Decimal("-7E+2")),
        ("999999999999999999", 999999999999999999),
        ("9223372036854775808", Decimal("9223372036854775808")),
        ('{"a": "1.5", "b": 2}', {"a": "1.5", "b": 2}),
        ('"\\ud800"', "\ud800"),
        (b"\xff\xfe1\x00", 1),
    ],
)
def test_a_number_is_read_whole_whatever_it_looks_like(text, value):
    """None of them as a float, whichever reader is the quicker."""
    assert repr(loads(text)) == repr(value)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"a": {"b": ["fine", "\x00"]}}, "a.b[1]"),
        ({"a": "\ud800"}, "a"),
        ({"\udfff": 1}, ""),
        ({"a": float("nan")}, "a"),
        ({"a": Decimal("Infinity")}, "a"),
        ({"a": [{"typename": 1}]}, "a[0]"),
        ({"__proto__": 1}, ""),
        ({1: 2}, ""),
        ({"a": b"bytes"}, "a"),
        ({"a": {1, 2}}, "a"),
        ({"a": Decimal("1E+999999999")}, "a"),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(value, path):
    with pytest.raises(BadValue) as refused:
        check(value)
    assert refused.value.path == path


def test_depth_and_size_are_bounded():
    deep: object = 1
    for _ in range(31):
        deep = [deep]
    assert check(deep) == deep
    with pytest.raises(BadValue):
        check([deep])
    with pytest.raises(BadValue):
        check(["x" * 100], limit=100)


def test_numbers_are_decimals_of_34_digits_and_never_floats():
    assert check(0.1) == Decimal("0.1")
    assert check(Decimal("1.23456789012345678901234567890123456789")) == Decimal("1.234567890123456789012345678901235")
    assert type(check(10**30)) is Decimal
    assert loads(dumps(check(2**62))) == 2**62
    assert loads('{"a": 1, "b": 1.50, "c": true}') == {"a": 1, "b": Decimal("1.50"), "c": True}
    assert dumps({"b": Decimal("1.50")}) == '{"b":1.50}'


@pytest.mark.parametrize(
    ("value", "text"),
    [("x 1", "x 1"), (True, "true"), (5, "5"), (Decimal("5.00"), "5"), (Decimal("1E+3"), "1000"), (0, "0")],
)
def test_plain_text_does_not_tell_how_a_number_came_about(value, text):
    assert plain_text(value) == text


def test_nothing_is_changed_in_place():
    given_data = {"a": [1.5, {"b": 2.5}]}
    check(given_data)
    assert given_data == {"a": [1.5, {"b": 2.5}]}
