"""Nothing leaves the tree in silence: what is only shown has a row, what would change the way has a problem."""

import pytest

from tests.workflows.loader.diagrams import chain, definitions, extension, flow, process, user
from workflows.loader.canonical import Canonical, read


def ignored(canonical: Canonical) -> dict[str, str]:
    return {row.name: row.what for row in canonical.report if row.tier == "ignored"}


def codes(canonical: Canonical) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.element) for problem in canonical.problems]


def test_what_is_only_shown():
    inner = "<ioSpecification/><potentialOwner/><property name='p'/><documentation>x</documentation>"
    notes = '<textAnnotation id="n"/><association id="a" sourceRef="t" targetRef="n"/><dataObject id="o"/>'
    found = ignored(read(definitions("<itemDefinition/>", "<interface/>", chain(user(inner=inner), extra=notes))))
    assert set(found) == {"interface", "ioSpecification of t", "potentialOwner of t", "p of t", "textAnnotation"}
    assert "assignment" in found["potentialOwner of t"]
    assert found["interface"] == "The interface is not read."


def test_listeners_on_flows_and_processes_are_told():
    listener = extension('<camunda:executionListener class="org.X"/>')
    way = '<sequenceFlow id="f" sourceRef="s" targetRef="t">' + listener + "</sequenceFlow>"
    drawn = process(listener, '<startEvent id="s"/>', user(), way)
    assert codes(read(definitions(drawn))) == [("listener.ignored", "item"), ("listener.ignored", "f")]


def test_what_stands_inside_an_event_counts_as_its_own():
    event = '<boundaryEvent id="b" attachedToRef="t"><errorEventDefinition camunda:unheardOf="x"/></boundaryEvent>'
    found = read(definitions(chain(user(), extra=event + flow("b", "e")))).processes["item"].elements["b"]
    assert found.extra["foreign"] == ["camunda:unheardOf"]


@pytest.mark.parametrize(("language", "found"), [("xpath", [("script.language", "f")]), ("feel", []), ("", [])])
def test_conditions_in_another_language(language: str, found: list[tuple[str, str]]):
    condition = f'<conditionExpression language="{language}">x</conditionExpression>'
    way = f'<sequenceFlow id="f" sourceRef="s" targetRef="t">{condition}</sequenceFlow>'
    assert codes(read(definitions(process('<startEvent id="s"/>', user(), way)))) == found


@pytest.mark.parametrize("kind", ["choreographyTask", "subChoreography", "callChoreography"])
def test_what_no_process_can_hold_is_refused(kind: str):
    found = read(definitions(chain(user(), extra=f'<{kind} id="x"/>')))
    assert codes(found) == [("unsupported.element", "x")]
