"""What one token of look-ahead cannot settle: names, intervals, keys, negated cells."""

import pytest

from workflows.feel.errors import FeelSyntaxError
from workflows.feel.names import KnownNames
from workflows.feel.tokens import MAX_TEXT, Source


def kinds(text: str, *known: str, unary: bool = False) -> list[str]:
    return [token.type for token in Source(text, KnownNames(known), unary).tokens()]


def texts(text: str, *known: str) -> list[str]:
    return [str(token) for token in Source(text, KnownNames(known)).tokens()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1, 2]", ["_LSQB", "NUMBER", "_COMMA", "NUMBER", "_RSQB"]),
        ("]1..2[", ["_RANGE_START", "NUMBER", "_DOTS", "NUMBER", "_RANGE_END"]),
        ("x in ]1..2]", ["NAME", "_IN", "_RANGE_START", "NUMBER", "_DOTS", "NUMBER", "_RSQB"]),
        ("a[1]", ["NAME", "_LSQB", "NUMBER", "_RSQB"]),
        ("[1..2[ and x", ["_LSQB", "NUMBER", "_DOTS", "NUMBER", "_RANGE_END", "_AND", "NAME"]),
        ("[]", ["_LSQB", "_RSQB"]),
        ("a ** -b", ["NAME", "POWER", "MINUS", "NAME"]),
        ("x instance of number", ["NAME", "_INSTANCE_OF", "NAME"]),
        ('@"P1D"', ["AT"]),
        ("1 // to the end", ["NUMBER"]),
        ("1 /* and\nlines */ + 2", ["NUMBER", "PLUS", "NUMBER"]),
        ("1..5", ["NUMBER", "_DOTS", "NUMBER"]),
        (".5", ["NUMBER"]),
        ("a.in", ["NAME", "_DOT", "NAME"]),
    ],
)
def test_kinds(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_words_side_by_side_are_one_name() -> None:
    assert texts("string  length(first name)") == ["string length", "(", "first name", ")"]


def test_keywords_part_names() -> None:
    assert texts("if a b then c d else e") == ["if", "a b", "then", "c d", "else", "e"]


def test_known_names_may_have_signs_and_keywords() -> None:
    assert texts("a-b - c", "a-b") == ["a-b", "-", "c"]
    assert texts("order and payment and x", "order and payment") == ["order and payment", "and", "x"]
    assert texts("a-b - c") == ["a", "-", "b", "-", "c"]


def test_a_key_is_known_after_it_was_read() -> None:
    assert texts('{"a+b": 1, c: a+b}')[-2:] == ["a+b", "}"]


def test_date_and_time_is_a_name_where_it_is_called() -> None:
    assert texts('date and time("x")')[0] == "date and time"
    assert texts("date and time")[1] == "and"


def test_not_around_the_whole_cell() -> None:
    assert kinds("not(1, 2)", unary=True)[0] == "_NOT"
    assert kinds("not(a) and b", unary=True)[0] == "NAME"
    assert kinds('not(")")', unary=True)[0] == "_NOT"


def test_positions_count_from_one() -> None:
    token = list(Source("1 +\n  22", KnownNames()).tokens())[2]
    assert (token.line, token.column) == (2, 3)


@pytest.mark.parametrize("text", ['"open', "a § b", "a # b"])
def test_unreadable(text: str) -> None:
    with pytest.raises(FeelSyntaxError):
        kinds(text)


def test_too_long() -> None:
    with pytest.raises(FeelSyntaxError, match="longer than"):
        kinds("1" * (MAX_TEXT + 1))
