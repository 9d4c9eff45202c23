"""Flows, starts, ends and gateways: what the drawing implies is added, what leads nowhere is reported."""

from tests.workflows.loader.diagrams import chain, definitions, end, flow, process, user
from workflows.element import Process
from workflows.loader.canonical import Canonical, read

START = '<startEvent id="s"/>'


def drawn(*parts: str) -> Process:
    return load(*parts).processes["item"]


def load(*parts: str) -> Canonical:
    return read(definitions(process(*parts)))


def ways(found: Process) -> set[tuple[str, str]]:
    return {(f.source, f.target) for f in found.flows.values()}


def test_a_missing_start_begins_at_every_node_nothing_leads_to():
    found = drawn(user("a"), user("b"), end(), flow("a", "e"), flow("b", "e"))
    assert found.starts == ("item_start",)
    assert ways(found) >= {("item_start_fork", "a"), ("item_start_fork", "b"), ("item_start", "item_start_fork")}
    assert found.elements["item_start"].extra["inserted"]


def test_a_path_that_stops_gets_an_end():
    found = drawn(START, user(), flow("s", "t"))
    assert ("t", "t_end") in ways(found)
    assert found.elements["t_end"].type == "endEvent"


def test_boundary_events_that_lead_nowhere_get_an_end_but_gateways_do_not():
    timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    found = drawn(
        START, user(), end(), f'<boundaryEvent id="b" attachedToRef="t">{timer}</boundaryEvent>',
        '<exclusiveGateway id="g"/>', flow("s", "t"), flow("t", "e"), flow("s", "g"),
    )  # fmt: skip
    assert ("b", "b_end") in ways(found)
    assert found.elements["g"].outgoing == ()


def test_sub_processes_get_starts_and_ends_of_their_own():
    found = drawn(START, f'<subProcess id="p">{user()}</subProcess>', end(), flow("s", "p"), flow("p", "e"))
    assert ways(found) >= {("p_start", "t"), ("t", "t_end")}
    assert found.elements["t_end"].parent == "p"


def test_a_flow_to_nowhere_is_dropped_and_reported():
    canonical = load(START, user(), end(), flow("s", "t"), flow("t", "e"), flow("t", "ghost"))
    [problem] = canonical.problems
    assert (problem.code, problem.severity, problem.element) == ("flow.dangling", "error", "t_ghost")
    assert "ghost" in problem.message
    assert "t_ghost" not in canonical.processes["item"].flows


def test_a_flow_without_an_end_is_a_warning():
    canonical = load(START, user(), end(), flow("s", "t"), flow("t", "e"), '<sequenceFlow id="f" sourceRef="t"/>')
    assert [(p.code, p.severity) for p in canonical.problems] == [("flow.dangling", "warning")]


def test_a_flow_out_of_a_sub_process_is_reported():
    canonical = load(
        START, f'<subProcess id="p"><startEvent id="i"/>{user()}{flow("i", "t")}</subProcess>', end(),
        flow("s", "p"), flow("p", "e"), flow("t", "e"),
    )  # fmt: skip
    assert [p.code for p in canonical.problems] == ["flow.dangling"]


def test_flows_of_a_sub_process_written_beside_it_come_home():
    canonical = load(
        START, f'<subProcess id="p"><startEvent id="i"/>{user()}</subProcess>', end(),
        flow("s", "p"), flow("p", "e"), flow("i", "t"),
    )  # fmt: skip
    assert canonical.problems == ()
    assert canonical.root.xpath("count(//*[@id='p']/*[@id='i_t'])") == 1


def test_several_flows_out_of_a_task_fork():
    found = drawn(START, user(), end(), end("e2"), flow("s", "t"), flow("t", "e"), flow("t", "e2"))
    assert found.elements["t_fork"].type == "parallelGateway"
    assert ways(found) == {("s", "t"), ("t", "t_fork"), ("t_fork", "e"), ("t_fork", "e2")}
    assert found.flows["t_e"].source == "t_fork"


def test_a_condition_behind_a_task_becomes_an_inclusive_choice():
    task = '<userTask id="t" default="t_e2"/>'
    found = drawn(START, task, end(), end("e2"), flow("s", "t"), flow("t", "e", "=x > 1"), flow("t", "e2"))
    assert found.elements["t_choice"].type == "inclusiveGateway"
    assert found.flows["t_e"].condition == "x > 1"
    assert found.flows["t_e2"].default
    assert found.elements["t"].extra.get("default") is None


def test_flows_with_and_without_condition_fork_first():
    found = drawn(START, user(), end(), end("e2"), flow("s", "t"), flow("t", "e", "x"), flow("t", "e2"))
    assert ways(found) >= {("t", "t_fork"), ("t_fork", "e2"), ("t_fork", "t_choice"), ("t_choice", "e")}
    assert ("t_choice", "t_choice_none") in ways(found), "none of the conditions need hold beside a plain flow"


def test_a_single_conditional_flow_is_asked():
    found = drawn(START, user(), end(), flow("s", "t"), flow("t", "e", "x"))
    assert found.elements["t_choice"].type == "inclusiveGateway"


def test_the_one_bare_flow_of_a_choice_is_its_default():
    gateway = '<exclusiveGateway id="g"/>'
    found = drawn(START, gateway, end(), end("e2"), flow("s", "g"), flow("g", "e", "x"), flow("g", "e2"))
    assert found.flows["g_e2"].default
    both = drawn(START, gateway, end(), end("e2"), flow("s", "g"), flow("g", "e"), flow("g", "e2"))
    assert not any(f.default for f in both.flows.values())


def test_a_default_that_is_not_there_is_reported():
    canonical = read(definitions(chain('<exclusiveGateway id="g" default="nope"/>', keys="g")))
    assert [p.code for p in canonical.problems] == ["flow.default_missing"]


def test_incoming_and_outgoing_follow_the_flows():
    task = "<userTask id='t'><incoming>lie</incoming><outgoing>lie</outgoing></userTask>"
    found = read(definitions(chain(task))).processes["item"]
    assert (found.elements["t"].incoming, found.elements["t"].outgoing) == (("s_t",), ("t_e",))
