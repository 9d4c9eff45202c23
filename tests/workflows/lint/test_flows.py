"""Conditions and default flows."""

from tests.workflows.lint.drawings import GATEWAY, choice, codes


def test_conditions_and_defaults():
    assert codes(choice('<exclusiveGateway id="g"/>', "", "")) == ["flow.condition_missing"] * 2
    assert codes(choice('<inclusiveGateway id="g"/>', "x", "y")) == ["flow.no_default"]
    assert codes(choice(GATEWAY, "x", "y")) == ["flow.default_condition"]
    assert codes(choice('<parallelGateway id="g"/>', "x", "")) == ["flow.condition_ignored"]
