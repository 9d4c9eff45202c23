"""Cells, inputs, literal expressions and decisions that require each other."""

import pytest

from tests.workflows.decisions.tables import AT, column, decision, definitions, made, output, rule, table, text
from workflows.decisions import DecisionError, load
from workflows.errors import BoundCrossed


def accepts(cell: str, value: object, type_: str = "") -> bool:
    return made(definitions(table(column("a", type_), output("b"), rule(cell, "true"))), a=value) is True


@pytest.mark.parametrize(
    ("cell", "yes", "no"),
    [
        ("> 100", 101, 100),
        ("100", 100, 101),
        ("[100..600]", 600, 601),
        ("]100..600[", 101, 100),
        ("100,500", 500, 300),
        ("not(500)", 300, 500),
        ('"a","b"', "b", "c"),
        ("true", True, False),
        ("null", None, 1),
        ("-", None, object),
        ("", 5, object),
        ("? > 1 and ? < 5", 3, 7),
        ("> limit", 11, 10),
    ],
)
def test_cells(cell: str, yes: object, no: object):
    file = definitions(table(column("a"), output("b"), rule(cell, "true")))
    assert made(file, a=yes, limit=10) is True
    if no is not object:
        assert made(file, a=no, limit=10) is None


def test_a_date_as_text_is_read_as_a_date_where_the_column_says_so():
    assert accepts('> date("2026-01-01")', "2026-02-01", "date")
    assert not accepts('> date("2026-01-01")', "2025-02-01", "date")
    assert accepts('< duration("P3D")', "P2D", "feel:dayTimeDuration")


def test_results_are_feel_and_leave_as_json():
    file = definitions(table(column("a"), output("b"), rule("> 1", 'date("2026-01-01") + duration("P1D") * a')))
    assert made(file, a=5) == "2026-01-06"


def test_a_value_that_the_input_does_not_allow():
    file = definitions(table(column("a", values='"x","y"'), output("b"), rule("-", "1")))
    assert made(file, a="x") == 1
    assert made(file, a=None) == 1
    with pytest.raises(DecisionError, match="not allowed"):
        made(file, a="z")


def test_names_with_spaces():
    file = definitions(
        '<inputData id="i" name="Order amount"/>', table(column("Order amount"), output("b"), rule("> 1", "1"))
    )
    assert made(file, **{"Order amount": 5}) == 1


def test_a_literal_expression():
    assert made(definitions(decision(text("literalExpression", "a * 2"))), a=4) == 8


def test_required_decisions_are_made_first_and_once():
    file = definitions(
        decision(text("literalExpression", "base + extra"), needs="one two"),
        decision(text("literalExpression", "root * 10"), key="one", needs="root", variable="base"),
        decision(text("literalExpression", "root + 1"), key="two", needs="root", name="extra"),
        decision(text("literalExpression", "a"), key="root"),
    )
    assert made(file, a=4) == 45
    assert made(file, key="two", a=4) == 5
    assert [step.id for step in load(file)["x"].order] == ["root", "one", "two", "x"]


def test_the_fuel_is_one_for_all_rules():
    rules = [rule("count(for i in 1..200 return i) > 1", "1")] * 50
    file = definitions(table(column("a"), output("b"), *rules, policy="COLLECT"))
    assert len(load(file)["x"].evaluate({"a": 1}, at=AT)) == 50
    with pytest.raises(BoundCrossed) as caught:
        load(file)["x"].evaluate({"a": 1}, at=AT, fuel=2_000)
    assert caught.value.bound == "fuel"


def test_a_result_that_is_no_value():
    with pytest.raises(DecisionError, match="cannot be kept"):
        made(definitions(decision(text("literalExpression", "function(x) x"))))
