"""Texts to nodes, and the sentences for texts that are no FEEL."""

from decimal import Decimal

import pytest

from workflows.feel import nodes
from workflows.feel.errors import FeelSyntaxError
from workflows.feel.nodes import Call, Chain, Literal, Name
from workflows.feel.parsing import parse


def number(value: int) -> Literal:
    return Literal(Decimal(value))


def test_precedence() -> None:
    assert parse("1 + 2 * 3") == Chain(number(1), (("+", Chain(number(2), (("*", number(3)),))),))


def test_powers_go_from_left_to_right() -> None:
    assert parse("2 ** 3 ** 4") == Chain(number(2), (("**", number(3)), ("**", number(4))))


def test_minus_binds_closer_than_power() -> None:
    assert parse("-2 ** 2") == Chain(number(-2), (("**", number(2)),))


def test_and_binds_closer_than_or() -> None:
    tree = parse("a or b and c")
    assert tree == nodes.Logic(True, (Name("a"), nodes.Logic(False, (Name("b"), Name("c")))))


def test_between_keeps_its_own_and() -> None:
    tree = parse("a between 1 and 2 and b")
    assert tree == nodes.Logic(False, (nodes.Between(Name("a"), number(1), number(2)), Name("b")))


def test_parenthesis_or_list_of_tests() -> None:
    assert parse("a in (1)") == nodes.In(Name("a"), (number(1),))
    assert parse("a in (1, < 2)") == nodes.In(Name("a"), (number(1), nodes.Comparison("<", number(2))))
    assert parse("a in (1 + 2) * 3") == nodes.In(
        Name("a"), (Chain(Chain(number(1), (("+", number(2)),)), (("*", number(3)),)),)
    )


def test_arguments_by_place_or_name() -> None:
    assert parse("f(1, 2)") == Call(Name("f"), (number(1), number(2)))
    assert parse("f(a b: 1)") == Call(Name("f"), (number(1),), ("a b",))


def test_types() -> None:
    assert parse("a instance of list<number>").type == nodes.Type("list", (nodes.Type("number"),))
    assert parse("a instance of function<number, string> -> boolean").type.name == "function"
    assert parse("a instance of context<b: number>").type == nodes.Type("context", (nodes.Type("number"),), ("b",))


@pytest.mark.parametrize("text", ["-", " - "])
def test_any_value(text: str) -> None:
    assert parse(text, unary=True) == nodes.Tests(())


def test_negated_cell() -> None:
    assert parse("not(1, 2)", unary=True) == nodes.Tests((number(1), number(2)), negated=True)


@pytest.mark.parametrize(
    ("text", "line", "column", "sentence"),
    [
        ("", 1, 1, "empty"),
        ("1 +", 1, 4, "too early"),
        ("1 2", 1, 3, "2 is not expected here"),
        ("[1, 2", 1, 6, "too early"),
        ("a +\n* b", 2, 1, r"\* is not expected here"),
        ("if a then b", 1, 12, "too early"),
        ("for x return 1", 1, 7, "return is not expected"),
        ("a b 1", 1, 5, "1 is not expected"),
    ],
)
def test_syntax_errors_say_where(text: str, line: int, column: int, sentence: str) -> None:
    with pytest.raises(FeelSyntaxError, match=sentence) as caught:
        parse(text)
    assert (caught.value.line, caught.value.column) == (line, column)
