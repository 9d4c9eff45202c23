"""Business knowledge models and decision services: called, made, typed."""

import pytest

from tests.workflows.decisions.tables import (
    AT,
    column,
    decision,
    definitions,
    knowledge,
    literal,
    made,
    output,
    requires,
    rule,
)  # fmt: skip
from workflows.decisions import DecisionError, load
from workflows.errors import BoundCrossed


def calling(said: str, needs: str, key: str = "x", inputs: str = "") -> str:
    return decision(literal(said) + requires("Knowledge", needs) + requires("Input", inputs), key=key)


TABLE = f'<decisionTable hitPolicy="FIRST">{column("n")}{output()}{rule("> 9", "2")}{rule("-", "1")}</decisionTable>'


def test_a_knowledge_model_is_a_function():
    file = definitions(calling("rate(10) + rate(n: 1)", "rate"), knowledge("rate", "n:number", TABLE))
    assert made(file) == 3


def test_a_knowledge_model_uses_others():
    twice = knowledge("twice", "n", literal("n * 2"))
    assert (
        made(
            definitions(
                calling("four(3)", "four"), twice, knowledge("four", "n", literal("twice(twice(n))"), needs="twice")
            )
        )
        == 12
    )


def test_what_is_not_required_is_not_seen():
    assert made(definitions(calling("rate(1)", ""), knowledge("rate", "n", literal("n")))) is None


def test_arguments_and_results_are_of_the_types_drawn():
    file = definitions(calling('rate("x")', "rate"), knowledge("rate", "n:number", literal("n")))
    with pytest.raises(DecisionError, match="a string is not the number"):
        made(file)
    wrong = definitions(
        calling("rate(1)", "rate"), knowledge("rate", "n:number", literal("string(n)"), result="number")
    )
    with pytest.raises(DecisionError, match="The result of rate is a string"):
        made(wrong)
    one = definitions(calling("rate([5])", "rate"), knowledge("rate", "n:number", literal("[n]"), result="number"))
    assert made(one) == 5


def test_a_knowledge_model_that_calls_itself_for_ever():
    file = definitions(calling("f(1)", "f"), knowledge("f", "n", literal("f(n + 1)"), needs="f"))
    with pytest.raises(BoundCrossed, match="calls itself more than 60 levels deep"):
        made(file)


SERVICE = """<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#total"/>
<encapsulatedDecision href="#tax"/><inputDecision href="#net"/><inputData href="#country"/></decisionService>"""
PARTS = (
    '<inputData id="country" name="country"><variable name="country" typeRef="string"/></inputData>',
    decision(literal("net + tax") + requires("Decision", "net tax"), key="total"),
    decision(
        literal('if country = "DE" then net / 10 else 0') + requires("Decision", "net") + requires("Input", "country"),
        key="tax",
    ),
    decision(literal("price * 2"), key="net"),
    SERVICE,
)


def test_a_service_is_called_with_its_data_before_its_decisions():
    assert made(definitions(*PARTS, calling('s("DE", 100)', "s"))) == 110
    assert made(definitions(*PARTS, calling('s(net: 100, country: "FR")', "s"))) == 100


def test_a_service_is_made_like_a_decision():
    file = definitions(*PARTS)
    assert made(file, key="s", net=100, country="DE") == 110
    assert made(file, key="total", price=50, country="DE") == 110
    assert [step.id for step in load(file)["s"].order] == ["tax", "total"]


def test_several_outputs_are_a_context():
    both = SERVICE.replace(
        '<outputDecision href="#total"/>', '<outputDecision href="#total"/><outputDecision href="#tax"/>'
    )
    file = definitions(*PARTS[:-1], both, calling('s("DE", 100).tax', "s"))
    assert load(file)["s"].evaluate({"net": 100, "country": "DE"}, at=AT) == {"total": 110, "tax": 10}
    assert made(file) == 10


def test_a_service_refuses_other_arguments():
    with pytest.raises(DecisionError, match="s cannot be called with 1 arguments"):
        made(definitions(*PARTS, calling('s("DE")', "s")))
    with pytest.raises(DecisionError, match="a number is not the string"):
        made(definitions(*PARTS, calling("s(1, 100)", "s")))


def test_what_is_drawn_tells_its_type():
    rate = knowledge("rate", "n:number", literal("n"), result="number")
    kinds = ("<number> -> number", "<Any> -> number", "<number> -> string", "<> -> number")
    asked = ", ".join(f"rate instance of function{kind}" for kind in kinds)
    assert made(definitions(calling(f"[{asked}]", "rate"), rate)) == [True, False, False, False]
    asked = "[s instance of function<string, Any> -> Any, s instance of function<number, Any> -> Any]"
    assert made(definitions(*PARTS, calling(asked, "s"))) == [True, False]


def test_a_model_of_functions_alone_is_a_model():
    assert load(definitions(knowledge("rate", "n", literal("n")))) == {}
