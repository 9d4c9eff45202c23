"""External topics, job types and external workers stay a program's, in each tool's words."""

import pytest

from tests.workflows.translation.test_dialects import START, canonical, element, extended, flow, line, process, tiers
from workflows.loader.canonical import Canonical

EXTERNAL = 'camunda:type="external" camunda:topic="stock-check"'
TYPE = '<zeebe:taskDefinition xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" type="stock-check"/>'
MESSAGE = '<messageEventDefinition messageRef="m" {}/>'
WORKER = 'flowable:type="external-worker" flowable:topic="stock-check"'


def said(found: Canonical, key: str = "t") -> str:
    return " ".join(row.what for row in found.report if row.element == key)


@pytest.mark.parametrize(
    ("drawn", "name"),
    [
        (f'<serviceTask id="t" {EXTERNAL}/>', "camunda"),
        (f'<sendTask id="t" {EXTERNAL}/>', "camunda"),
        (f'<businessRuleTask id="t" {EXTERNAL}/>', "camunda"),
        (extended("serviceTask", TYPE), "camunda"),
        (extended("task", TYPE), "camunda"),
        (f'<serviceTask id="t" {WORKER}/>', "flowable"),
        (f'<intermediateThrowEvent id="t"><messageEventDefinition {EXTERNAL}/></intermediateThrowEvent>', "camunda"),
    ],
)
def test_a_program_must_take_it(drawn: str, name: str) -> None:
    found = line(drawn, name)
    assert found.processes["item"].elements["t"].task_type == "stock-check"
    assert (tiers(found)["t"], said(found)) == (
        {"rewritten"},
        "A program must take jobs of the type stock-check (POST /api/v1/jobs/claim).",
    )


def test_a_message_that_a_program_sends_at_the_end() -> None:
    last = f'<endEvent id="t"><messageEventDefinition {EXTERNAL}/></endEvent>'
    found = canonical(process(START, last, flow("s", "t")))
    assert found.processes["item"].elements["t"].task_type == "stock-check"


def test_the_message_that_it_sends_is_no_message_of_ours() -> None:
    """It may be declared or not: the program knows it, and nothing is thrown here beside its job."""
    for drawn in (
        f'<sendTask id="t" messageRef="m" {EXTERNAL}/>',
        f'<intermediateThrowEvent id="t">{MESSAGE.format(EXTERNAL)}</intermediateThrowEvent>',
    ):
        found = line(drawn)
        assert [problem.message for problem in found.problems if problem.severity == "error"] == []
        assert found.processes["item"].elements["t"].task_type == "stock-check"


def test_its_inputs_go_beside_everything_that_it_saw_there() -> None:
    given = '<camunda:inputOutput><camunda:inputParameter name="a">${b}</camunda:inputParameter></camunda:inputOutput>'
    found = element(extended("serviceTask", given, EXTERNAL))
    assert (found.inputs[0].source, found.properties["data"]) == ("b", "all")
    assert "data" not in element(f'<serviceTask id="t" {EXTERNAL}/>').properties


@pytest.mark.parametrize(
    "attributes",
    [
        'camunda:expression="${execution.removeVariable(name)}"',
        'camunda:expression="${flag ? one.run() : other.run()}"',
        'camunda:delegateExpression="${beans[name]}"',
        'camunda:type="external"',
        'camunda:type="external" camunda:topic="${topic}"',
        'camunda:type="external" camunda:topic="mail"',
        f'camunda:type="external" camunda:topic="{"x" * 61}"',
    ],
)
def test_what_no_program_asks_for_is_a_persons(attributes: str) -> None:
    found = line(f'<serviceTask id="t" {attributes}/>')
    assert found.processes["item"].elements["t"].type == "userTask"
    assert "human_task" in tiers(found)["t"]
