"""FEEL in every place, names that are written to, multi-instance."""

import pytest

from tests.workflows.lint.drawings import GATEWAY, START, choice, codes, problems, task
from tests.workflows.loader.diagrams import chain, end, extension, flow, process, user


@pytest.mark.parametrize(
    ("condition", "code", "told"),
    [
        ("amount >", "feel.syntax", "column 9"),
        ("=amount == 1", "feel.syntax", "In FEEL it is ="),
        ("${amounts.sum() > 1}", "feel.juel", "FEEL"),
    ],
)
def test_conditions_that_are_no_feel(condition: str, code: str, told: str):
    [problem] = problems(choice(GATEWAY, "", condition.replace(">", "&gt;")))
    assert (problem.code, problem.element) == (code, "g_e2")
    assert told in problem.message + problem.hint


def test_every_place_of_feel_is_compiled():
    wrong = [
        task('<zeebe:assignmentDefinition assignee="=1 +"/>', kind="userTask"),
        task('<zeebe:assignmentDefinition assignee="a"/>', '<zeebe:taskSchedule dueDate="=1 +"/>', kind="userTask"),
        task(
            '<zeebe:taskDefinition type="a"/>',
            '<zeebe:ioMapping><zeebe:input source="=1 +" target="x"/></zeebe:ioMapping>',
        ),
        task('<zeebe:script expression="=1 +" resultVariable="x"/>', kind="scriptTask"),
        task('<zeebe:properties><zeebe:property name="group" value="=1 +"/></zeebe:properties>', kind="userTask"),
    ]
    assert [codes(chain(node)) for node in wrong] == [["feel.syntax"]] * len(wrong)


def test_properties_of_the_process_are_compiled_too():
    subject = '<zeebe:properties><zeebe:property name="subject" value="=1 +"/></zeebe:properties>'
    [problem] = problems(process(extension(subject), START, end(), flow("s", "e")))
    assert (problem.code, problem.element, problem.line) == ("feel.syntax", "item", 2)


def test_names_that_are_written_to():
    mapping = '<zeebe:ioMapping><zeebe:output source="=1" target="%s"/></zeebe:ioMapping>'
    assert codes(chain(task('<zeebe:taskDefinition type="a"/>', mapping % "a.b"))) == []
    assert codes(chain(task('<zeebe:taskDefinition type="a"/>', mapping % "a b"))) == ["name.invalid"]
    assert codes(chain(task('<zeebe:taskDefinition type="a"/>', mapping % ""))) == ["name.invalid"]


def looped(inner: str) -> str:
    return chain(user(inner=f"<multiInstanceLoopCharacteristics>{inner}</multiInstanceLoopCharacteristics>"))


def test_loops():
    zeebe = extension('<zeebe:loopCharacteristics inputCollection="=items" inputElement="item" %s/>')
    assert codes(looped(zeebe % "")) == []
    assert codes(looped("")) == ["loop.no_collection"]
    assert codes(looped(zeebe % 'outputElement="=1"')) == ["loop.no_output"]
    assert codes(looped(zeebe % "" + "<loopCardinality>3</loopCardinality>")) == ["loop.both"]
    assert codes(looped("<loopCardinality>-5</loopCardinality>")) == ["loop.negative"]


def test_a_loop_says_how_long_it_goes_on():
    assert codes(chain(user(inner="<standardLoopCharacteristics/>"))) == ["loop.no_condition"]
    assert codes(chain(user(inner='<standardLoopCharacteristics loopMaximum="3"/>'))) == []
    bad = "<standardLoopCharacteristics><loopCondition>a + </loopCondition></standardLoopCharacteristics>"
    assert codes(chain(user(inner=bad))) == ["feel.syntax"]
