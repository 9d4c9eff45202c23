"""Multi-instance: for each item, at once or one after another (BPMN 2.0.2, 13.3.7)."""

import pytest

from tests.workflows.diagrams import (
    attributes,
    boundary,
    definition,
    diagram,
    extensions,
    loop,
    mappings,
    message,
    messages,
    node,
    path,
    script,
    service,
    start,
    user,
)
from tests.workflows.play import Play
from workflows.commands import Complete
from workflows.errors import StepFailed


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


def test_what_one_instance_answers_is_never_seen_by_another_nor_outside():
    """The output element's variable belongs to each instance alone; anything else goes out as from any activity."""
    play = Play(
        definition(
            start(),
            user("t", loop("[1,2,3]", "n", into="votes", each="vote.ok")),
            user("after"),
            path("start", "t", "after"),
        )
    )
    play.complete("t", vote={"ok": True}, note="first")
    play.complete("t")
    assert play.seen(play.task("t"))["vote"] is None
    play.complete("t", vote={"ok": False})
    assert play.data == {"votes": [True, None, False], "note": "first"}


def test_output_mappings_of_an_instance_reach_its_output_element():
    play = Play(
        definition(
            start(),
            user("t", loop("[1,2]", "n", into="all", each="sum"), ext=mappings(outputs={"sum": "n + given"})),
            user("after"),
            path("start", "t", "after"),
        )
    )
    play.complete("t", given=10)
    play.complete("t", given=20)
    assert play.data == {"all": [11, 22]}


@pytest.mark.parametrize("children", [True, False])
def test_a_called_process_for_each_item_gives_only_its_own_result(children):
    inner = diagram(
        start("s2"), script("a", "n * 2", "r"), script("b", "1", "noise"), path("s2", "a", "b"), process="q"
    )
    told = attributes(processId="q", propagateAllChildVariables=str(children).lower())
    ext = extensions(f"<zeebe:calledElement{told}/>", mappings({"n": "n"}))
    drawn = definition(
        start(),
        node("callActivity", "c", ext, loop("[1,2]", "n", into="all", each="r")),
        user("after"),
        path("start", "c", "after"),
        called={"q": inner},
    )
    assert Play(drawn).data == ({"all": [2, 4], "noise": 1} if children else {"all": [None, None]})
