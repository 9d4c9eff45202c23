"""Global tasks stand where they are called."""

import pytest

from tests.workflows.loader.diagrams import chain, definitions, extension
from workflows.loader.canonical import read

PEOPLE = extension('<zeebe:assignmentDefinition assignee="anna"/>')


def read_one(call, *tasks):
    canonical = read(definitions(*tasks, chain(call)))
    return canonical, canonical.processes["item"].elements["t"]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [("globalTask", "task"), ("globalUserTask", "userTask"), ("globalManualTask", "manualTask")],
)
def test_a_call_becomes_the_task_with_its_people(tag, kind):
    canonical, element = read_one(
        '<callActivity id="t" calledElement="g"/>', f'<{tag} id="g" name="Look">{PEOPLE}</{tag}>'
    )
    assert (element.type, element.name, element.assignee) == (kind, "Look", "anna")
    assert [row.tier for row in canonical.report if row.element == "t"] == ["rewritten"]


def test_what_the_call_says_itself_stays():
    own = '<zeebe:ioMapping><zeebe:input source="=1" target="x"/></zeebe:ioMapping>'
    loop = "<standardLoopCharacteristics><loopCondition>x</loopCondition></standardLoopCharacteristics>"
    call = f'<callActivity id="t" name="Mine" calledElement="tns:g">{extension(own)}{loop}</callActivity>'
    _, element = read_one(call, f'<globalUserTask id="g" name="Theirs">{PEOPLE}</globalUserTask>')
    assert (element.name, element.assignee, element.inputs[0].target) == ("Mine", "anna", "x")
    assert element.loop is not None


def test_a_global_script_keeps_its_language():
    script = "<globalScriptTask id='g' scriptLanguage='feel'><script>1 + 1</script></globalScriptTask>"
    _, element = read_one('<callActivity id="t" calledElement="g"/>', script)
    assert (element.type, element.script) == ("scriptTask", "1 + 1")


def test_a_call_of_something_else_stays_a_call():
    _, element = read_one('<callActivity id="t" calledElement="other"/>', '<globalTask id="g"/>')
    assert element.type == "callActivity"
