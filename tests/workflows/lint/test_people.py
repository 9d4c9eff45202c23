"""Somebody to do it, a group that exists, a form that is there, a connector that can call."""

import pytest

from tests.workflows.lint.drawings import FORMS, codes, problems, task
from tests.workflows.loader.diagrams import chain
from workflows.lint import Known


@pytest.mark.parametrize("kind", ["userTask", "manualTask", "task"])
@pytest.mark.parametrize(("name", "value"), [("group", "it"), ("approver", "=manager"), ("kind", "requester")])
def test_somebody_by_a_property(kind: str, name: str, value: str):
    given = f'<zeebe:properties><zeebe:property name="{name}" value="{value}"/></zeebe:properties>'
    assert codes(chain(task(given, kind=kind))) == []
    assert codes(chain(task(kind=kind))) == ["task.nobody"]


def test_groups():
    known = Known(groups=frozenset({"it"}))
    given = '<zeebe:assignmentDefinition candidateGroups="it, hr"/>'
    [problem] = problems(chain(task(given, kind="userTask")), known=known)
    assert problem.code == "group.unknown"
    assert " hr," in problem.message
    chosen = '<zeebe:assignmentDefinition candidateGroups="=groups"/>'
    assert codes(chain(task(chosen, kind="userTask")), known=known) == []
    lane = '<zeebe:properties><zeebe:property name="group" value="hr"/></zeebe:properties>'
    assert codes(chain(task(lane, kind="userTask")), known=known) == ["group.unknown"]


def test_forms():
    def shown(form: str) -> str:
        return chain(
            task(
                '<zeebe:assignmentDefinition assignee="a"/>',
                f'<zeebe:formDefinition formId="{form}"/>',
                kind="userTask",
            )
        )

    known = Known(forms=FORMS)
    assert codes(shown("order"), known=known) == []
    assert codes(shown("ghost"), known=known) == ["form.missing"]
    assert codes(shown("../../etc/passwd"), known=known) == ["form.missing"]
    assert codes(shown("=x"), known=known) == ["form.dynamic"]
    assert codes(shown("ghost")) == []


def test_connectors():
    def called(type_: str) -> str:
        return chain(task(f'<zeebe:taskDefinition type="{type_}"/>'))

    known = Known(connectors=frozenset({"mail"}))
    assert codes(called("mail"), known=known) == []
    assert codes(called("email"), known=known) == ["connector.unknown"]
    assert codes(called("x" * 61), known=known) == ["connector.long"]
    assert codes(called("fax"), known=known) == ["connector.program"]
    assert codes(called("=x"), known=known) == ["connector.dynamic"]
    assert codes(chain('<serviceTask id="t"/>')) == ["connector.missing"]
