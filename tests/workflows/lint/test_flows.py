"""Conditions and default flows."""

from tests.workflows.lint.drawings import GATEWAY, choice, codes
from tests.workflows.loader.diagrams import chain


def test_conditions_and_defaults():
    assert codes(choice('<exclusiveGateway id="g"/>', "", "")) == ["flow.condition_missing"] * 2
    assert codes(choice('<inclusiveGateway id="g"/>', "x", "y")) == ["flow.no_default"]
    assert codes(choice(GATEWAY, "x", "y")) == ["flow.default_condition"]
    assert codes(choice('<parallelGateway id="g"/>', "x", "")) == ["flow.condition_ignored"]


def test_a_complex_join_says_when_it_goes_on():
    assert "complex.no_condition" in codes(chain('<complexGateway id="t"/>'))
    told = '<complexGateway id="t"><activationCondition>activationCount = 1</activationCondition></complexGateway>'
    assert codes(chain(told)) == []
    bad = told.replace("= 1", "==1")
    assert codes(chain(bad)) == ["feel.syntax"]
