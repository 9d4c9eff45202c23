"""The whole way: which processes are meant, what leaves the tree, and that SpiffWorkflow takes the rest."""

import pytest
from SpiffWorkflow.bpmn.parser import BpmnParser

from tests.workflows.loader.diagrams import chain, definitions, end, extension, flow, process, user
from workflows.errors import DefinitionRefused
from workflows.loader.canonical import Canonical, read


def parsed(canonical: Canonical) -> list[str]:
    """What SpiffWorkflow's own parser makes of the tree: the specs' names."""
    parser = BpmnParser()
    parser.add_bpmn_xml(canonical.root)
    return [parser.get_spec(key).name for key in canonical.processes]


def test_extensions_data_drawings_and_notes_leave_the_tree():
    task = (
        '<userTask id="t"><ioSpecification><dataInput id="di"/></ioSpecification>'
        "<dataInputAssociation><sourceRef>d</sourceRef><targetRef>di</targetRef></dataInputAssociation>"
        + extension('<zeebe:formDefinition formId="f"/>')
        + "</userTask>"
    )
    extra = '<dataObject id="o"/><dataObjectReference id="d" dataObjectRef="o"/><textAnnotation id="n"/><group id="g"/>'
    canonical = read(definitions(chain(task, extra=extra)))
    left = {element.tag.rpartition("}")[2] for element in canonical.root.iter()}
    assert left <= {
        "definitions", "process", "startEvent", "userTask", "endEvent", "sequenceFlow", "incoming", "outgoing",
        "BPMNDiagram", "BPMNPlane",
    }  # fmt: skip
    assert {row.element for row in canonical.report if row.tier == "ignored"} == {"d", "n", "g", None}
    assert parsed(canonical) == ["item"]


def test_data_objects_of_an_outer_level_do_not_hang_the_parser():
    inner = "".join(f'<subProcess id="p{n}"><startEvent id="s{n}"/>' for n in range(3))
    inner += '<userTask id="t"><dataInputAssociation><sourceRef>d</sourceRef></dataInputAssociation></userTask>'
    inner += flow("s2", "t") + "</subProcess>" + flow("s1", "p2") + "</subProcess>" + flow("s0", "p1") + "</subProcess>"
    data = '<dataObject id="o"/><dataObjectReference id="d" dataObjectRef="o"/>'
    assert parsed(read(definitions(process('<startEvent id="s"/>', inner, data, flow("s", "p0"))))) == ["item"]


def test_every_supported_element_reaches_the_parser():
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    multi = extension('<zeebe:loopCharacteristics inputCollection="=items" inputElement="item"/>')
    script = extension('<zeebe:script expression="=1" resultVariable="x"/>')
    canonical = read(
        definitions(
            '<signal id="sg" name="stop"/>',
            chain(
                user("a", f"<multiInstanceLoopCharacteristics>{multi}</multiInstanceLoopCharacteristics>"),
                '<manualTask id="b"/>', '<task id="c"/>', '<serviceTask id="d"/>',
                f'<scriptTask id="f">{script}</scriptTask>',
                f'<intermediateCatchEvent id="g">{timer}</intermediateCatchEvent>',
                '<intermediateThrowEvent id="h"><signalEventDefinition signalRef="sg"/></intermediateThrowEvent>',
                f'<boundaryEvent id="k" attachedToRef="a">{timer}</boundaryEvent>',
                keys="a b c d f g h",
            ),
        )
    )  # fmt: skip
    assert parsed(canonical) == ["item"]
    texts = {
        e.tag.rpartition("}")[2]: e.text
        for e in canonical.root.iter("{*}script", "{*}timeDuration", "{*}loopCardinality")
    }
    assert texts == {"script": "1", "timeDuration": "PT1H", "loopCardinality": "count(items)"}


def test_branches_keep_their_places():
    shape = '<bpmndi:BPMNShape bpmnElement="t"><dc:Bounds x="abc" y="40" width="1e999" height="-5"/></bpmndi:BPMNShape>'
    diagram = f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{shape}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    canonical = read(definitions(chain(user()), diagram))
    [bounds] = canonical.root.iter("{*}Bounds")
    assert dict(bounds.attrib) == {"x": "0.0", "y": "40.0"}
    assert parsed(canonical) == ["item"]


def test_data_stores_that_nothing_shows_are_refused():
    canonical = read(definitions('<dataStore id="ds" name="os.system"/>', chain(user())))
    assert [(p.code, p.element, p.line) for p in canonical.problems] == [("unsupported.data_store", "ds", 2)]


@pytest.mark.parametrize("kind", ["message", "signal", "error", "escalation"])
def test_a_reference_to_nothing_names_the_event(kind: str):
    node = f'<endEvent id="t"><{kind}EventDefinition {kind}Ref="ghost"/></endEvent>'
    canonical = read(definitions(process('<startEvent id="s"/>', node, flow("s", "t"))))
    [problem] = canonical.problems
    assert (problem.code, problem.element, problem.line) == ("reference.missing", "t", 4)
    assert "ghost" in problem.message
    assert parsed(canonical) == ["item"]


def executable(*flags: str) -> bytes:
    return definitions(
        *(
            process(f'<startEvent id="s{n}"/>', end(f"e{n}"), flow(f"s{n}", f"e{n}"), key=f"p{n}", attributes=flag)
            for n, flag in enumerate(flags)
        )
    )


def test_only_executable_processes_are_loaded():
    canonical = read(executable('isExecutable="false"', 'isExecutable="1"', ""))
    assert list(canonical.processes) == ["p1"]
    left = [row.element for row in canonical.report if row.tier == "ignored"]
    assert left == ["p0", "s0", "e0", "p2", "s2", "e2"]
    assert parsed(canonical) == ["p1"]


def test_a_process_that_does_not_say_is_executable():
    canonical = read(executable(""))
    assert [row.element for row in canonical.report if row.tier == "rewritten"] == ["p0"]
    assert parsed(canonical) == ["p0"]


def test_a_file_of_pictures_only_is_a_problem():
    assert [p.code for p in read(executable('isExecutable="false"')).problems] == ["process.not_executable"]


def test_the_process_asked_for_and_what_it_calls():
    call = '<callActivity id="c" calledElement="shared"/>'
    data = definitions(
        process(call, key="item"), process(user("u"), key="shared"), process(user("v"), key="other"),
    )  # fmt: skip
    assert list(read(data, "item").processes) == ["item", "shared"]
    with pytest.raises(DefinitionRefused, match="no process ghost"):
        read(data, "ghost")


def test_a_file_without_a_process_is_refused():
    with pytest.raises(DefinitionRefused) as caught:
        read(definitions('<message id="m"/>'))
    assert [p.code for p in caught.value.problems] == ["process.none"]


def test_more_processes_or_elements_than_anybody_drew():
    with pytest.raises(DefinitionRefused) as caught:
        read(executable(*["isExecutable='true'"] * 101))
    assert [p.code for p in caught.value.problems] == ["process.many"]
    with pytest.raises(DefinitionRefused, match="15,001 elements"):
        read(definitions(process("<task/>" * 15_001)))
