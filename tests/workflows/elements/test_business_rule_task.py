"""Business rule tasks: a decision of the definition, made with what the task sees."""

import pytest

from tests.workflows.diagrams import (
    attributes,
    definition,
    extensions,
    mappings,
    node,
    path,
    start,
    user,
)
from tests.workflows.play import Play
from workflows.errors import StepFailed

RULES = (('"DE"', "500"), ('"FR"', "4 + 0.5"), ('"DE", "AT"', "1"))


ROWS = "".join(
    f'<rule id="r{n}"><inputEntry id="a{n}"><text>{test}</text></inputEntry>'
    f'<outputEntry id="b{n}"><text>{value}</text></outputEntry></rule>'
    for n, (test, value) in enumerate(RULES)
)


TABLE = f"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="laneway">
<decision id="limit" name="limit"><decisionTable id="t" hitPolicy="UNIQUE">
<input id="i"><inputExpression id="ie"><text>country</text></inputExpression></input>
<output id="o" name="limit"/>{ROWS}</decisionTable></decision></definitions>""".encode()


def rule(key, decision, into=None, ext=""):
    told = f"<zeebe:calledDecision{attributes(decisionId=decision, resultVariable=into)}/>"
    return node("businessRuleTask", key, extensions(told, ext))


def test_the_decision_becomes_the_result_variable_and_leaves_by_the_mappings():
    drawn = definition(
        start(),
        rule("plain", "limit", "amount"),
        rule("mapped", "limit", "x", mappings({"country": '"AT"'}, {"other": "x + 1"})),
        user("t"),
        path("start", "plain", "mapped", "t"),
        decisions=(TABLE,),
    )
    assert Play(drawn, country="FR").data == {"country": "FR", "amount": 4.5, "other": 2}


def test_a_decision_that_cannot_be_made_is_an_incident_at_the_task():
    drawn = definition(start(), rule("r", "limit", "x"), path("start", "r"), decisions=(TABLE,))
    with pytest.raises(StepFailed) as failed:
        Play(drawn, country="DE")
    assert (failed.value.kind, failed.value.element) == ("decision", "r")


def test_a_decision_that_the_definition_lacks_is_an_incident():
    with pytest.raises(StepFailed) as failed:
        Play(definition(start(), rule("r", "nowhere", "x"), path("start", "r")))
    assert (failed.value.kind, failed.value.element) == ("decision", "r")
