"""Every hit policy and aggregator on the same three rules."""

from decimal import Decimal
from typing import Any

import pytest

from tests.workflows.decisions.tables import column, definitions, made, output, rule, table
from workflows.decisions import DecisionError

RULES = (rule("> 10", '"low"'), rule("> 100", '"high"'), rule("> 1000", '"low"'))


def outcome(policy: str, amount: int, values: str = "") -> Any:
    return made(definitions(table(column("amount"), output("band", values), *RULES, policy=policy)), amount=amount)


@pytest.mark.parametrize(
    ("policy", "amount", "expected"),
    [
        ("UNIQUE", 50, "low"),
        ("FIRST", 5000, "low"),
        ("ANY", 50, "low"),
        ("RULE ORDER", 5000, ["low", "high", "low"]),
        ("COLLECT", 500, ["low", "high"]),
        ("COLLECT", 1, None),
        ("UNIQUE", 1, None),
    ],
)
def test_policies(policy: str, amount: int, expected: Any):
    assert outcome(policy, amount) == expected


def test_unique_and_any_say_which_rules_clash():
    with pytest.raises(DecisionError, match="rules 1, 2 all match") as caught:
        outcome("UNIQUE", 500)
    assert (caught.value.kind, caught.value.element) == ("decision", "x")
    with pytest.raises(DecisionError, match="rules 1 and 2 match with different results"):
        outcome("ANY", 500)


def test_priority_and_output_order_follow_the_listed_values():
    assert outcome("PRIORITY", 5000, '"high","low"') == "high"
    assert outcome("PRIORITY", 5000, '"low","high"') == "low"
    assert outcome("OUTPUT ORDER", 5000, '"high","low"') == ["high", "low", "low"]


def test_any_accepts_the_same_result_twice():
    rules = (rule("> 10", '"low"'), rule("> 100", '"low"'))
    assert made(definitions(table(column("a"), output("b"), *rules, policy="ANY")), a=500) == "low"


@pytest.mark.parametrize(("how", "expected"), [("SUM", 60), ("MIN", 10), ("MAX", 30), ("COUNT", 3)])
def test_aggregators(how: str, expected: int):
    rules = (rule("> 1", "10"), rule("> 2", "20"), rule("> 3", "30"))
    file = definitions(table(column("a"), output("b"), *rules, policy="COLLECT", aggregation=how))
    assert made(file, a=5) == Decimal(expected)
    assert made(file, a=0) == (0 if how == "COUNT" else None)


def test_a_sum_of_texts_says_so():
    file = definitions(table(column("a"), output("b"), rule("> 1", '"x"'), policy="COLLECT", aggregation="SUM"))
    with pytest.raises(DecisionError, match="no number"):
        made(file, a=5)


def test_several_outputs_become_an_object():
    file = definitions(table(column("a"), output("who"), output("days"), rule("> 1", '"boss" | 3')))
    assert made(file, a=5) == {"who": "boss", "days": 3}


def test_default_outputs():
    outputs = output("who", default='"nobody"'), output("days")
    file = definitions(table(column("a"), *outputs, rule("> 1", '"boss" | 3')))
    assert made(file, a=0) == {"who": "nobody", "days": None}
    assert made(definitions(table(column("a"), output("b", default="7"), rule("> 1", "1"))), a=0) == 7
