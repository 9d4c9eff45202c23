"""Elements, events and dialects that nothing here runs are refused by name."""

import pytest

from tests.workflows.lint.drawings import MESSAGE, TIMER, catch, codes, problems, task
from tests.workflows.loader.diagrams import chain, end, flow, process, user


@pytest.mark.parametrize(
    "node",
    [
        '<receiveTask id="t" messageRef="m" instantiate="true"/>',
    ],
)  # fmt: skip
def test_unsupported_elements(node: str):
    assert "unsupported.element" in codes(chain(node), roots=(MESSAGE,))


@pytest.mark.parametrize(
    "node",
    [
        catch(f'{TIMER}<linkEventDefinition name="L"/>'),
        catch(""),
        catch("<errorEventDefinition/>"),
        f'<intermediateThrowEvent id="t">{TIMER}</intermediateThrowEvent>',
    ],
)
def test_unsupported_events(node: str):
    assert "unsupported.event" in codes(chain(node))


def test_unsupported_starts_ends_and_boundaries():
    starts = '<startEvent id="s"><errorEventDefinition/></startEvent>'
    assert "unsupported.event" in codes(process(starts, end(), flow("s", "e")))
    inner = f'<subProcess id="t"><startEvent id="i">{TIMER}</startEvent>{end("j")}{flow("i", "j")}</subProcess>'
    assert "unsupported.event" in codes(chain(inner))
    error = '<boundaryEvent id="b" attachedToRef="t" cancelActivity="false"><errorEventDefinition/></boundaryEvent>'
    assert "unsupported.event" in codes(chain(user(), extra=error))


def test_what_a_dialect_says_and_nobody_reads():
    assert codes(chain('<serviceTask id="t" camunda:topic="mail" camunda:class="org.X"/>')) == ["unsupported.extension"]
    assert codes(chain(task('<zeebe:taskDefinition type="mail"/>', "<zeebe:unheardOf/>"))) == ["unsupported.extension"]
    other = '<x:paint xmlns:x="urn:paint"/>'
    [problem] = problems(chain(task('<zeebe:taskDefinition type="mail"/>', other)))
    assert (problem.severity, problem.code) == ("info", "extension.ignored")
