"""Correlation keys at events become the message's."""

import pytest

from tests.workflows.loader.diagrams import definitions
from tests.workflows.translation.test_dialects import END, START, flow, process
from workflows.lint import lint
from workflows.loader.canonical import Canonical, read

ACTIVITI = 'xmlns:camunda="http://activiti.org/bpmn"'


def waiting(first: str, second: str) -> Canonical:
    def event(key: str, said: str) -> str:
        inside = f'<messageEventDefinition messageRef="m" camunda:correlationKey="{said}"/>'
        return f'<intermediateCatchEvent id="{key}">{inside}</intermediateCatchEvent>'

    flows = flow("s", "a"), flow("a", "b"), flow("b", "e")
    drawn = process(START, event("a", first), event("b", second), END, *flows)
    file = definitions('<message id="m" name="parcel"/>', drawn)
    return read(file.replace(b'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"', ACTIVITI.encode()))


def key(found: Canonical) -> str | None:
    event = found.processes["item"].elements["a"].event
    return event.correlation_key if event is not None else None


def test_the_same_key_everywhere_is_the_messages() -> None:
    assert key(waiting("${order}", "${order}")) == "order"


@pytest.mark.parametrize("second", ["${other}", "${bean.key(1)}"])
def test_keys_that_differ_stay_for_lint(second: str) -> None:
    found = waiting("${order}", second)
    assert key(found) == "request.number"
    assert "unsupported.extension" in {problem.code for problem in lint(found.processes)}
