"""Loading: what a definition knows, what it refuses, and that running never changes it."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.workflows.diagrams import (
    boundary,
    call,
    catch,
    definition,
    diagram,
    end,
    error,
    escalation,
    event_gateway,
    extensions,
    flow,
    loop,
    mappings,
    node,
    path,
    script,
    start,
    timer,
    user,
    xor,
)
from tests.workflows.play import BEGIN, Play
from workflows.commands import Complete, Start
from workflows.definition import Source, load
from workflows.engine import run
from workflows.errors import DefinitionRefused

CALLED = diagram(start("s2"), user("a"), path("s2", "a"), process="q")


def test_a_definition_knows_its_processes_elements_and_start_form():
    form = extensions('<zeebe:formDefinition formId="order"/>')
    loaded = load(
        Source(
            diagram(start("start", form), call("c", "q"), path("start", "c")),
            called={"q": CALLED},
            forms={"p": {"order": {"components": []}}},
        )
    )
    assert (loaded.key, set(loaded.processes), loaded.start_form) == ("p", {"p", "q"}, "order")
    assert {"start", "c"} <= set(loaded.elements)
    assert "a" not in loaded.elements
    assert loaded.processes["q"].elements["a"].type == "userTask"


@pytest.mark.parametrize(
    ("inside", "element"),
    [
        (script("bad", "1 +", "x"), "bad"),
        (user("bad", ext=mappings({"x": "((("})), "bad"),
        (catch("bad", timer("=not a timer(")), "bad"),
        (user("bad", loop("[1,", "x")), "bad"),
        (node("scriptTask", "bad", "<script>x = 1</script>", scriptFormat="ruby"), "bad"),
        (node("scriptTask", "bad", "<script>import os</script>", scriptFormat="python"), "bad"),
        (node("businessRuleTask", "bad"), "bad"),
        (node("serviceTask", "bad"), "bad"),
        (node("subProcess", "box", start("bad"), triggeredByEvent="true"), "bad"),
        (node("startEvent", "bad", error()), "bad"),
        (node("startEvent", "bad", escalation()), "bad"),
        (node("endEvent", "bad", timer("PT1H")), "bad"),
        (node("endEvent", "bad", '<linkEventDefinition name="x"/>'), "bad"),
        (node("endEvent", "bad", "<conditionalEventDefinition/>"), "bad"),
        (boundary("bad", "other", ""), "bad"),
        (boundary("bad", "other", "<compensateEventDefinition/>"), "bad"),
        (boundary("bad", "other", "<cancelEventDefinition/>"), "bad"),
    ],
)
def test_what_cannot_run_is_refused_with_its_element_also_where_nothing_leads(inside, element):
    for way in (path("start", "bad"), path("start", "other")):
        with pytest.raises(DefinitionRefused) as refused:
            definition(start(), inside, user("other"), way)
        assert element in [problem.element for problem in refused.value.problems]
        assert all(problem.hint for problem in refused.value.problems)


def test_a_task_may_not_follow_an_event_based_gateway():
    with pytest.raises(DefinitionRefused) as refused:
        definition(
            start(), event_gateway("g"), catch("c", timer("PT1H")), user("u"), path("start", "g", "c"), path("g", "u")
        )
    assert "u" in [problem.element for problem in refused.value.problems]


def test_a_condition_that_cannot_be_read_is_refused_with_its_flow():
    with pytest.raises(DefinitionRefused) as refused:
        definition(start(), xor("x"), user("a"), user("b"), path("start", "x"), flow("x", "a", "n +"), flow("x", "b"))
    assert "x_a" in [problem.element for problem in refused.value.problems]


def test_a_thousand_nodes_in_a_row_load_and_run():
    keys = [f"n{i}" for i in range(900)]
    loaded = definition(start(), *[script(key, "1", "x") for key in keys], end(), path("start", *keys, "end"))
    assert Play(loaded).step.ended


def test_running_never_changes_the_definition_in_any_thread():
    loaded = definition(
        start(),
        xor("again"),
        user("t", loop("[1,2]", "n")),
        call("c", "q"),
        user("last"),
        path("start", "again", "t", "c", "last"),
        called={"q": CALLED},
    )
    before = [_fingerprint(one) for one in loaded.nodes]

    def whole_life(_):
        step = run(loaded, None, None, Start(at=BEGIN))
        steps = [step]
        while not step.ended:
            step = run(loaded, step.state, step.variables, Complete(at=BEGIN, task=step.tasks[0].id))
            steps.append(step)
        return [(s.state, s.tasks, s.passed) for s in steps]

    with ThreadPoolExecutor(8) as threads:
        lives = list(threads.map(whole_life, range(64)))
    assert all(life == lives[0] for life in lives)
    assert [_fingerprint(one) for one in loaded.nodes] == before


def test_an_empty_process_is_refused():
    with pytest.raises(DefinitionRefused):
        definition()


def _fingerprint(one):
    if one is None:
        return None
    plain = {name: value for name, value in vars(one).items() if isinstance(value, (str, int, list, dict, frozenset))}
    return pickle.dumps({name: value for name, value in sorted(plain.items()) if name != "reach"})
