"""Starts, reachability, dead ends, boundary events, joins that can never happen."""

from tests.workflows.lint.drawings import MESSAGE, START, TIMER, codes, problems
from tests.workflows.loader.diagrams import chain, end, flow, process, user


def test_an_empty_process_and_an_empty_sub_process():
    assert codes(process()) == ["process.empty"]
    assert codes(chain('<subProcess id="t"/>')) == ["process.empty"]


def test_starts():
    assert "start.several" in codes(process(START, '<startEvent id="s2"/>', end(), flow("s", "e"), flow("s2", "e")))
    message = '<startEvent id="s2"><messageEventDefinition messageRef="m"/></startEvent>'
    two = process(START, message, end(), flow("s", "e"), flow("s2", "e"))
    assert codes(two, roots=(MESSAGE,)) == []
    assert "start.none" in codes(process(user("a"), user("b"), flow("a", "b"), flow("b", "a")))


def test_an_island_is_unreachable_and_so_is_what_follows_it():
    found = problems(chain(user(), extra=user("a") + user("b") + flow("a", "b")))
    assert {p.element for p in found if p.code == "node.unreachable"} >= {"a", "b"}


def test_dead_ends():
    assert codes(process(START, '<exclusiveGateway id="g"/>', flow("s", "g"))) == ["node.dead_end"]
    assert codes(process(START)) == ["node.dead_end"]


def test_flows_that_lead_into_a_start_or_out_of_an_end():
    assert "flow.into_start" in codes(process(START, user(), end(), flow("s", "t"), flow("t", "s"), flow("t", "e")))
    assert "flow.after_end" in codes(process(START, user(), end(), flow("s", "e"), flow("e", "t")))


def test_boundary_events_without_a_host():
    ghost = f'<boundaryEvent id="b" attachedToRef="ghost">{TIMER}</boundaryEvent>'
    assert codes(chain(user(), extra=ghost + flow("b", "e"))) == ["boundary.no_host"]
    event = f'<boundaryEvent id="b" attachedToRef="s">{TIMER}</boundaryEvent>'
    assert codes(chain(user(), extra=event + flow("b", "e"))) == ["boundary.no_host"]


def joined(split: str, join: str) -> str:
    return process(
        START, f'<{split} id="g" default="g_a"/>', user("a"), user("b"), f'<{join} id="j"/>', end(),
        flow("s", "g"), flow("g", "a"), flow("g", "b", "x" if split != "parallelGateway" else ""),
        flow("a", "j"), flow("b", "j"), flow("j", "e"),
    )  # fmt: skip


def test_a_parallel_join_behind_a_choice():
    assert codes(joined("exclusiveGateway", "parallelGateway")) == ["join.never"]
    assert codes(joined("exclusiveGateway", "exclusiveGateway")) == []
    assert codes(joined("parallelGateway", "parallelGateway")) == []


def test_a_choice_inside_one_branch_of_a_fork_is_no_trouble():
    drawn = process(
        START, '<parallelGateway id="f"/>', '<exclusiveGateway id="x" default="x_a"/>', user("a"), user("b"),
        '<exclusiveGateway id="y"/>', user("c"), '<parallelGateway id="j"/>', end(),
        flow("s", "f"), flow("f", "x"), flow("x", "a"), flow("x", "b", "z"), flow("a", "y"), flow("b", "y"),
        flow("y", "j"), flow("f", "c"), flow("c", "j"), flow("j", "e"),
    )  # fmt: skip
    assert codes(drawn) == []


def test_a_choice_straight_into_the_join():
    drawn = process(
        START, '<exclusiveGateway id="x" default="a"/>', '<parallelGateway id="j"/>', end(),
        flow("s", "x"), flow("x", "j", key="a"), flow("x", "j", "z", key="b"), flow("j", "e"),
    )  # fmt: skip
    assert codes(drawn) == ["join.never"]
