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
from workflows.errors import DefinitionRefused, StepFailed

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


BASE = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="b" name="b" namespace="base">
<businessKnowledgeModel id="tax" name="tax"><encapsulatedLogic><formalParameter name="net" typeRef="number"/>
<literalExpression><text>net * 0.19</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
</definitions>"""
TOP = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="a" name="a" namespace="top">
<import name="base" namespace="base" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>
<inputData id="net" name="net"/><decision id="gross" name="gross">
<informationRequirement><requiredInput href="#net"/></informationRequirement>
<knowledgeRequirement><requiredKnowledge href="base#tax"/></knowledgeRequirement>
<literalExpression><text>net + base.tax(net)</text></literalExpression></decision>
<decisionService id="pay" name="pay"><outputDecision href="#gross"/><inputData href="#net"/></decisionService>
</definitions>"""


def test_a_task_may_ask_a_service_whose_file_imports_another():
    drawn = definition(start(), rule("s", "pay", "sum"), user("t"), path("start", "s", "t"), decisions=(BASE, TOP))
    assert Play(drawn, net=100).data == {"net": 100, "sum": 119}


def test_a_file_whose_import_is_not_there_is_refused():
    with pytest.raises(DefinitionRefused) as refused:
        definition(start(), rule("s", "pay", "sum"), path("start", "s"), decisions=(TOP,))
    assert "decision.import" in {problem.code for problem in refused.value.problems}
