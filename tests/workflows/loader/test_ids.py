"""Ids: given where missing, moved out of the engine's way, never guessed where two nodes share one."""

from tests.workflows.loader.diagrams import chain, definitions, end, flow, process, user
from workflows.loader.canonical import Canonical, read


def codes(canonical: Canonical) -> list[str]:
    return [problem.code for problem in canonical.problems]


def test_a_good_diagram_is_left_alone():
    canonical = read(definitions(chain(user())))
    assert canonical.problems == ()
    assert [(row.element, row.tier) for row in canonical.report] == [("s", "kept"), ("t", "kept"), ("e", "kept")]
    assert set(canonical.processes["item"].elements) == {"s", "t", "e"}


def test_names_of_the_engine_are_rewritten_with_everything_that_refers_to_them():
    gateway = '<exclusiveGateway id="End" default="Root"/>'
    boundary = '<boundaryEvent id="Start" attachedToRef="t"><signalEventDefinition/></boundaryEvent>'
    drawn = process(
        '<laneSet><lane id="l" name="Desk"><flowNodeRef>End</flowNodeRef></lane></laneSet><startEvent id="s"/>',
        user(), gateway, boundary, end(), end("e2"),
        flow("s", "t"), flow("t", "End"), flow("End", "e", key="Root"), flow("End", "e2", "x"), flow("Start", "e2"),
    )  # fmt: skip
    shape = (
        '<bpmndi:BPMNShape id="x" bpmnElement="End"><dc:Bounds x="1" y="7" width="1" height="1"/></bpmndi:BPMNShape>'
    )
    canonical = read(
        definitions(drawn, f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{shape}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>")
    )
    elements, flows = canonical.processes["item"].elements, canonical.processes["item"].flows
    assert elements["End_2"].extra["original_id"] == "End"
    assert elements["End_2"].lane == "l"
    assert flows["t_End"].target == "End_2"
    assert flows["Root_2"].source == "End_2"
    assert flows["Root_2"].default
    assert elements["Start_2"].attached_to == "t"
    assert flows["Start_e2"].source == "Start_2"
    assert [s.get("bpmnElement") for s in canonical.root.iter("{*}BPMNShape")] == ["End_2"]
    assert {row.element for row in canonical.report if row.tier == "rewritten"} == {"Start", "End", "Root"}


def test_flows_and_nodes_without_ids_get_them():
    drawn = process(
        '<startEvent id="s"/>', user(), end(),
        '<sequenceFlow sourceRef="s" targetRef="t"/>', '<sequenceFlow sourceRef="t" targetRef="e"/>',
    )  # fmt: skip
    canonical = read(definitions(drawn))
    assert set(canonical.processes["item"].flows) == {"s_to_t", "t_to_e"}
    assert canonical.processes["item"].elements["t"].outgoing == ("t_to_e",)


def test_a_form_field_or_message_with_the_id_of_a_node_shadows_nothing():
    field = '<extensionElements><camunda:formData><camunda:formField id="e"/></camunda:formData></extensionElements>'
    receive = '<receiveTask id="r" messageRef="t"/>'
    drawn = chain(f'<userTask id="t">{field}</userTask>', receive, keys="t r")
    canonical = read(definitions('<message id="t" name="paid"/>', drawn))
    assert canonical.processes["item"].elements["r"].event.name == "paid"
    assert canonical.root.xpath("count(//*[@id='t'])") == 1
    assert canonical.root.xpath("count(//*[@id='e'])") == 1


def test_two_nodes_with_one_id_are_a_problem_with_a_line():
    canonical = read(definitions(chain(user(), user())))
    [problem] = canonical.problems
    assert (problem.code, problem.element, problem.severity) == ("id.duplicate", "t", "error")
    assert problem.line == 5


def test_the_same_id_in_two_processes_is_rewritten_in_the_second():
    other = process('<startEvent id="s"/>', user(), end(), flow("s", "t"), flow("t", "e"), key="other")
    canonical = read(definitions(chain(user()), other))
    assert codes(canonical) == []
    second = canonical.processes["other"]
    assert set(second.elements) == {"s_2", "t_2", "e_2"}
    assert {(f.source, f.target) for f in second.flows.values()} == {("s_2", "t_2"), ("t_2", "e_2")}


def test_the_id_of_a_process_is_its_key_and_stays():
    assert list(read(definitions(chain(user()).replace('"item"', '"End"'))).processes) == ["End"]


def test_two_processes_with_one_id_are_a_problem():
    assert codes(read(definitions(chain(user()), chain(user("u"), keys="u"))))[0] == "id.duplicate"
