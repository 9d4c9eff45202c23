"""Scripts that end by an error of BPMN, what is caught of one, and what SpiffWorkflow's messages carry; played."""

import pytest

from tests.workflows.diagrams import (
    boundary,
    catch,
    declared,
    definition,
    diagram,
    error,
    extensions,
    message,
    node,
    path,
    start,
    throw,
    user,
)
from tests.workflows.play import Play
from workflows.loader.canonical import read

FLOWABLE = (
    'xmlns:flowable="http://flowable.org/bpmn" flowable:errorCodeVariable="code" flowable:errorMessageVariable="m"'
)
SPIFF = 'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"'


def scripted(said: str, language: str = "groovy") -> str:
    return node("scriptTask", "s", f"<script><![CDATA[{said}]]></script>", scriptFormat=language)


def played(said: str, language: str = "groovy", **data: object) -> Play:
    caught = boundary("b", "s", error("E").replace("<errorEventDefinition", f"<errorEventDefinition {FLOWABLE}"))
    parts = start(), scripted(said, language), caught, user("ok"), user("failed"), path("start", "s", "ok")
    return Play(definition(*parts, path("b", "failed"), around=declared("error", "E")), **data)


CHOICE = """import org.flowable.engine.delegate.BpmnError
total = amount * 2
execution.setVariable("kept", total)
if (total > 10) {
  throw new BpmnError("E", "too much")
}"""


@pytest.mark.parametrize(("amount", "open_"), [(4, ["ok"]), (6, ["failed"])])
def test_an_error_at_the_end_of_a_choice(amount: int, open_: list[str]) -> None:
    play = played(CHOICE, amount=amount)
    assert play.open == open_
    assert play.data["kept"] == amount * 2
    assert play.data.get("code") == ("E" if open_ == ["failed"] else None)
    assert play.data.get("m") == ("too much" if open_ == ["failed"] else None)


@pytest.mark.parametrize("language", ["groovy", "javascript"])
def test_a_script_that_does_nothing_else(language: str) -> None:
    play = played("throw new org.flowable.engine.delegate.BpmnError('E');", language)
    assert play.open == ["failed"]


@pytest.mark.parametrize(
    "said",
    [
        'throw new RuntimeException("E")',
        'if (a > 1) { x = 1; throw new BpmnError("E") }',
        'if (a > 1) { throw new BpmnError("E") } x = 2',
        'if (a > 1) { x = 1 } else { throw new BpmnError("E") }',
        'if (a) { throw new BpmnError("E") }',
        'throw new BpmnError("E${a}")',
        'for (i in 1..3) { throw new BpmnError("E") }',
        'for (i in 1..3) throw new BpmnError("E")',
        'if (a > 1)\n  if (b > 1) throw new BpmnError("E")',
    ],
)
def test_what_throws_in_another_way_stays_for_lint_to_name(said: str) -> None:
    found = read(diagram(start(), scripted(said), path("start", "s"))).processes["p"].elements["s"]
    assert found.extra.get("script_format") == "groovy"


def test_a_payload_travels_under_the_name_of_its_variable() -> None:
    told = f"<spiffworkflow:messagePayload {SPIFF}>{{'n': n + 1}}</spiffworkflow:messagePayload>"
    told += f"<spiffworkflow:messageVariable {SPIFF}>order</spiffworkflow:messageVariable>"
    around = node("message", "M", extensions(told), name="M")
    parts = start(), throw("t", message("M")), catch("c", message("M")), user("a"), path("start", "t", "c", "a")
    play = Play(definition(*parts, around=around), n=1, request={"number": "1"})
    assert play.step.thrown[0].data == {"order": {"n": 2}}


def test_an_older_file_says_it_at_the_event() -> None:
    told = f"<spiffworkflow:messageVariable {SPIFF}>order</spiffworkflow:messageVariable>"
    paid = f"<spiffworkflow:messagePayload {SPIFF}>n + 1</spiffworkflow:messagePayload>"
    around = node("message", "M", name="M")
    sent = message("M").replace("/>", f">{extensions(paid, told)}</messageEventDefinition>")
    heard = message("M").replace("/>", f">{extensions(told)}</messageEventDefinition>")
    parts = start(), throw("t", sent), catch("c", heard), user("a"), path("start", "t", "c", "a")
    play = Play(definition(*parts, around=around), n=1, request={"number": "1"})
    assert play.step.thrown[0].data == {"order": 2}
