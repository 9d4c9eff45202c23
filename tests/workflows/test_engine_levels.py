"""Sub-processes, called processes, multi-instance, and which variables are seen where."""

import pytest

from tests.workflows.diagrams import (
    boundary,
    call,
    definition,
    diagram,
    end,
    flow,
    loop,
    mappings,
    message,
    messages,
    node,
    par,
    path,
    script,
    service,
    start,
    sub,
    timer,
    user,
    xor,
)
from tests.workflows.play import Play
from workflows.bounds import Bounds
from workflows.commands import Complete
from workflows.errors import BadValue, BoundCrossed, NotWaiting, StepFailed


def test_a_sub_process_is_over_with_its_last_token():
    play = Play(
        definition(
            start(),
            sub("box", start("s2"), par("p"), user("a"), user("b"), path("s2", "p", "a"), path("p", "b")),
            user("after"),
            path("start", "box", "after"),
        )
    )
    play.complete("a")
    assert play.open == ["b"]
    play.complete("b")
    assert play.open == ["after"]


def test_a_timer_on_a_sub_process_ends_everything_in_it():
    play = Play(
        definition(
            start(),
            sub("box", start("s2"), sub("in", start("s3"), user("a", ext=""), path("s3", "a")), path("s2", "in")),
            boundary("b", "box", timer("P1D")),
            user("x"),
            path("start", "box"),
            path("b", "x"),
        )
    )
    play.wait(days=1).tick()
    assert play.open == ["x"]


def test_a_result_goes_to_the_nearest_scope_that_has_the_name_else_to_the_root():
    play = Play(
        definition(
            start(),
            sub("box", start("s2"), user("a"), path("s2", "a"), ext=mappings({"local": "1"})),
            user("after"),
            path("start", "box", "after"),
        )
    )
    scope = play.step.tasks[0].scope
    assert play.seen(scope) == {"local": 1}
    play.complete("a", local=2, new=3)
    assert play.data == {"new": 3}
    assert list(play.step.variables) == [""]


def test_parallel_branches_never_overwrite_each_other_unless_drawn_so():
    play = Play(
        definition(
            start(),
            par("s"),
            user("a", ext=mappings({"form": "draft"}, {"left": "form"})),
            user("b", ext=mappings({"form": "draft"}, {"right": "form"})),
            par("j"),
            user("c"),
            path("start", "s", "a", "j", "c"),
            path("s", "b", "j"),
        ),
        draft={"sub": [1, 1, 3]},
    )
    play.complete("a", form={"sub": [9]})
    assert play.seen(play.task("b"))["form"] == {"sub": [1, 1, 3]}
    play.complete("b", form={"sub": [1, 1, 3]}, secret="stays inside")
    assert play.data == {"draft": {"sub": [1, 1, 3]}, "left": {"sub": [9]}, "right": {"sub": [1, 1, 3]}}


def test_mappings_into_paths_keep_what_is_beside():
    play = Play(
        definition(
            start(),
            service("s", ext=mappings({"to.name": "person.name", "to.mail": '"x@y"'}, {"person.id": "number"})),
            path("start", "s"),
        ),
        person={"name": "Ada", "age": 36},
    )
    assert play.step.calls[0].data == {"to": {"name": "Ada", "mail": "x@y"}}
    play.resume("s", number=7, other=8)
    assert play.data == {"person": {"name": "Ada", "age": 36, "id": 7}}


def test_a_script_gives_its_value_and_knows_decimals():
    play = Play(
        definition(
            start(),
            script("s", "0.1 + 0.2", "sum"),
            script("t", '{a: "x" + "y", b: [1, 2]}'),
            user("u"),
            path("start", "s", "t", "u"),
        )
    )
    assert str(play.data["sum"]) == "0.3"
    assert play.data["a"] == "xy"
    assert play.data["b"] == [1, 2]


CALLED = diagram(start("s2"), user("a"), end("e2", outcome="inner"), path("s2", "a", "e2"), process="q")


def called(ext="", **given):
    return definition(
        start(),
        call("c", "q", ext=ext, **given),
        user("after"),
        end(outcome="outer"),
        path("start", "c", "after", "end"),
        called={"q": CALLED},
    )


def test_a_called_process_sees_its_inputs_only_and_gives_its_outputs_only():
    play = Play(called(mappings({"x": "n + 1"}, {"y": "x * 10"})), n=1)
    assert play.seen(play.step.tasks[0].scope) == {"x": 2}
    assert play.step.tasks[0].process == "q"
    assert "q/a" in play.step.reached
    assert "a" not in play.step.reached
    play.complete("a", x=5, noise=True)
    assert play.data == {"n": 1, "y": 50}
    assert play.complete("after").outcome == "outer"


def test_propagating_all_parent_and_all_child_variables():
    play = Play(called(parent=True, children=True), n=1)
    assert play.seen(play.step.tasks[0].scope) == {"n": 1}
    play.complete("a", n=2, m=3)
    assert play.data == {"n": 2, "m": 3}
    quiet = Play(called(), n=1)
    quiet.complete("a", n=2, m=3)
    assert quiet.data == {"n": 1}


def test_a_process_that_calls_itself_is_stopped():
    again = diagram(start("s2"), call("c2", "q"), path("s2", "c2"), process="q")
    with pytest.raises(BoundCrossed) as crossed:
        Play(definition(start(), call("c", "q"), path("start", "c"), called={"q": again}))
    assert (crossed.value.bound, crossed.value.element) == ("call_depth", "c2")


def test_parallel_instances_gather_their_outputs_in_the_order_of_the_items():
    play = Play(
        definition(
            start(),
            user("t", loop("people", "who", into="answers", each='who + ": " + said')),
            user("after"),
            path("start", "t", "after"),
        ),
        people=["a", "b", "c"],
    )
    tasks = play.step.tasks
    assert [t.loop for t in tasks] == [1, 2, 3]
    assert [play.seen(t.scope)["who"] for t in tasks] == ["a", "b", "c"]
    for task in reversed(tasks):
        play.give(Complete(task=task.id, data={"said": f"yes {task.loop}"}, at=play.at))
    assert play.data["answers"] == ["a: yes 1", "b: yes 2", "c: yes 3"]
    assert play.open == ["after"]
    assert list(play.step.variables) == [""]


def test_sequential_instances_come_one_after_another_with_the_items_of_the_beginning():
    play = Play(
        definition(
            start(),
            service(
                "s",
                loop("list", "n", sequential=True, into="out", each="r"),
                ext=mappings({"now": "n", "turn": "loopCounter"}),
            ),
            path("start", "s"),
        ),
        list=[10, None, 30],
    )
    seen = []
    while not play.step.ended:
        assert len(play.step.calls) == 1
        seen.append((play.step.calls[0].data, play.step.calls[0].execution))
        play.change(list=[])
        play.resume("s", r=len(seen))
    assert [(d["now"], d["turn"]) for d, _ in seen] == [(10, 1), (None, 2), (30, 3)]
    assert [execution for _, execution in seen] == [1, 2, 3]
    assert play.data["out"] == [1, 2, 3]


@pytest.mark.parametrize("sequential", [True, False])
def test_a_completion_condition_stops_the_rest(sequential):
    play = Play(
        definition(
            start(),
            user(
                "t",
                loop(
                    "[1,2,3,4]",
                    "n",
                    sequential=sequential,
                    into="votes",
                    each="ok",
                    until="count(votes[item = true]) = 2 or numberOfCompletedInstances = 4",
                ),
            ),
            user("after"),
            path("start", "t", "after"),
        )
    )
    play.complete("t", ok=True)
    play.complete("t", ok=False)
    assert "t" in play.open
    play.complete("t", ok=True)
    assert play.open == ["after"]
    assert play.data["votes"] == [True, False, True, None]


def test_no_items_no_instances_and_the_output_is_an_empty_list():
    play = Play(
        definition(
            start(), user("t", loop("[]", "n", into="out", each="x")), user("after"), path("start", "t", "after")
        )
    )
    assert play.open == ["after"]
    assert play.data == {"out": []}


def test_a_multi_instance_sub_process_and_call_and_cardinality():
    play = Play(
        definition(
            start(),
            node("subProcess", "box", loop(times="2"), start("s2"), user("a"), path("s2", "a")),
            node(
                "callActivity",
                "c",
                '<extensionElements><zeebe:calledElement processId="q" propagateAllChildVariables='
                '"false"/><zeebe:ioMapping><zeebe:input source="=n" target="n"/><zeebe:output source="=r" target="r"/>'
                "</zeebe:ioMapping></extensionElements>",
                loop("[5,6]", "n", into="all", each="r"),
            ),
            path("start", "box", "c"),
            called={"q": diagram(start("s3"), script("sc", "n * 2", "r"), path("s3", "sc"), process="q")},
        )
    )
    assert play.open == ["a", "a"]
    play.complete("a")
    play.complete("a")
    assert play.step.ended
    assert play.data["all"] == [10, 12]


def test_a_boundary_event_belongs_to_the_whole_multi_instance():
    play = Play(
        definition(
            start(),
            user("t", loop("[1,2,3]", "n")),
            boundary("b", "t", message("halt")),
            user("x"),
            path("start", "t"),
            path("b", "x"),
            around=messages(halt=None),
        )
    )
    assert len(play.step.messages) == 1
    play.complete("t")
    play.send("halt")
    assert play.open == ["x"]


@pytest.mark.parametrize("items", [None, "text", 5, {"a": 1}])
def test_a_collection_that_is_no_list_is_an_incident(items):
    with pytest.raises(StepFailed) as failed:
        Play(definition(start(), user("t", loop("list", "n")), path("start", "t")), list=items)
    assert (failed.value.kind, failed.value.element) == ("expression", "t")


def test_every_bound_is_a_sentence_and_never_a_hang():
    circle = definition(start(), xor("a"), script("b", "1", "n"), path("start", "a", "b", "a"))
    growing = definition(start(), xor("a"), par("b"), user("t"), path("start", "a", "b", "a"), path("b", "t"))
    many = definition(start(), user("t", loop("for i in 1..n return i", "x")), path("start", "t"))
    double = definition(start(), xor("a"), script("b", "concatenate(l, l)", "l"), path("start", "a", "b", "a"))
    for drawn, bound, data in (
        (circle, "steps", {}),
        (growing, "tokens", {}),
        (many, "items", {"n": 1001}),
        (double, "variables_bytes", {"l": ["x" * 50]}),
    ):
        with pytest.raises(StepFailed) as crossed:
            Play(drawn, bounds=Bounds(tokens=300, variables_bytes=100_000), **data)
        if drawn is not double:
            assert isinstance(crossed.value, BoundCrossed)
            assert crossed.value.bound == bound
        assert str(crossed.value).endswith((".", "?"))


def test_the_state_may_not_outgrow_its_bound():
    drawn = definition(start(), user("t", loop("for i in 1..900 return i", "x")), path("start", "t"))
    with pytest.raises(BoundCrossed) as crossed:
        Play(drawn, bounds=Bounds(state_bytes=1000))
    assert crossed.value.bound == "state_bytes"


def test_a_bad_value_is_not_accepted():
    drawn = definition(start(), user("t"), path("start", "t"))
    play = Play(drawn)
    for data in ({"a": "\x00"}, {"__class__": 1}, {"typename": "x"}, {"a": float("nan")}, {"a": object()}):
        with pytest.raises(BadValue):
            play.complete("t", **data)
    assert play.complete("t", a=1.5).ended


def test_conditional_default_after_call():
    """What a called process gives is there for the gateway behind it."""
    play = Play(
        definition(
            start(),
            call("c", "q", ext=mappings(outputs={"ok": "fine"})),
            xor("x", default="x_no"),
            user("yes"),
            user("no"),
            path("start", "c", "x"),
            flow("x", "yes", "ok"),
            flow("x", "no"),
            called={"q": CALLED},
        )
    )
    play.complete("a", fine=True)
    assert play.open == ["yes"]


def test_executions_count_on_over_all_processes_of_the_instance():
    """The same element id in a called process never gets the same idempotency key."""
    inner = diagram(start("s2"), service("work"), path("s2", "work"), process="q")
    drawn = definition(start(), service("work"), call("c", "q"), path("start", "work", "c"), called={"q": inner})
    play = Play(drawn)
    first = play.step.calls[0]
    play.resume("work")
    second = play.step.calls[0]
    assert (first.process, first.execution, second.process, second.execution) == ("p", 1, "q", 2)


def test_a_repair_sets_variables_where_the_element_lives():
    drawn = definition(
        start(),
        sub("box", start("s2"), user("a"), xor("x"), path("s2", "a", "x"), ext=mappings({"n": "1"})),
        path("start", "box"),
    )
    play = Play(drawn)
    play.change("x", n=2)
    assert [scope["data"] for key, scope in play.step.variables.items() if key] == [{"n": 2}]
    play.change(n=3)
    assert play.data == {"n": 3}
    with pytest.raises(NotWaiting):
        play.change("nowhere", n=4)


def test_two_multi_instances_may_use_the_same_names_and_leak_nothing():
    play = Play(
        definition(
            start(),
            user("a", loop("[1,2]", "item")),
            user("b", loop("[3]", "item", into="out", each="item")),
            user("c", loop(times="2", into="out", each="loopCounter * 10")),
            user("after"),
            path("start", "a", "b", "c", "after"),
        )
    )
    for element in ("a", "a", "b", "c", "c"):
        play.complete(element)
    assert play.open == ["after"]
    assert play.data == {"out": [10, 20]}


def nested(inner, levels):
    for level in range(levels):
        inner = sub(f"box{level}", inner)
    return (start("begin"), inner, path("begin", f"box{levels - 1}"))


def test_a_thousand_levels_run_and_can_be_cancelled():
    called = {"q0": diagram(*nested(user("deep"), 150), process="q0")}
    for number in range(1, 8):
        called[f"q{number}"] = diagram(*nested(call("c", f"q{number - 1}"), 150), process=f"q{number}")
    play = Play(definition(start(), call("c", "q7"), path("start", "c"), called=called), bounds=Bounds(steps=10_000))
    assert play.open == ["deep"]
    assert play.cancel().ended
