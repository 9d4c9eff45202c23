"""Elements in places where BPMN has none for them."""

import pytest

from tests.workflows.loader.diagrams import chain, definitions, extension, user
from workflows.loader.canonical import read


@pytest.mark.parametrize(
    "inner",
    [
        '<startEvent id="x"/>',
        '<sequenceFlow id="x" sourceRef="t" targetRef="e"/>',
        '<lane id="x"/>',
        '<process id="x"/>',
        "<flowNodeRef>t</flowNodeRef>",
    ],
)
def test_inside_a_task(inner: str):
    canonical = read(definitions(chain(user(inner=inner))))
    [problem] = canonical.problems
    assert (problem.code, problem.severity, problem.line) == ("element.misplaced", "error", 4)
    assert list(canonical.processes["item"].elements) == ["s", "t", "e"]


def test_inside_extension_elements_it_is_nobodys():
    canonical = read(definitions(chain(f'<userTask id="t">{extension(user("x"))}</userTask>')))
    assert canonical.problems == ()
    assert list(canonical.processes["item"].elements) == ["s", "t", "e"]
