"""Data objects and data associations: variables, and mappings between them, played on the engine (BPMN 2.0.2, 10.4)."""

import pytest

from tests.workflows.diagrams import (
    call,
    definition,
    diagram,
    flow,
    mappings,
    message,
    messages,
    node,
    path,
    service,
    start,
    sub,
    throw,
    user,
)
from tests.workflows.play import Play
from workflows.element import Mapping
from workflows.loader.canonical import Canonical, read

ORDER = node("dataObject", "DO_1") + node("dataObjectReference", "order_ref", name="Order", dataObjectRef="DO_1")
PAPER = '<ioSpecification><dataInput id="in_1" name="paper"/><dataOutput id="out_1" name="answer"/></ioSpecification>'
STORE = node("dataStoreReference", "store", name="Archive")


def given(source: str, target: str, *inside: str) -> str:
    """A data input association."""
    ends = f"<sourceRef>{source}</sourceRef>" * bool(source) + f"<targetRef>{target}</targetRef>" * bool(target)
    return f"<dataInputAssociation>{ends}{''.join(inside)}</dataInputAssociation>"


def gives(source: str, target: str, *inside: str) -> str:
    """A data output association."""
    return given(source, target, *inside).replace("InputAssociation", "OutputAssociation")


def change(feel: str) -> str:
    return f"<transformation>{feel}</transformation>"


def assign(source: str, target: str) -> str:
    return f"<assignment><from>{source}</from><to>{target}</to></assignment>"


def seen(*inside: str) -> Canonical:
    return read(diagram(start(), *inside, path("start", "a")))


def io(*inside: str) -> tuple[tuple[Mapping, ...], tuple[Mapping, ...]]:
    element = seen(ORDER, user("a", *inside)).processes["p"].elements["a"]
    return element.inputs, element.outputs


def codes(found: Canonical) -> list[tuple[str, str, str | None]]:
    return [(problem.severity, problem.code, problem.element) for problem in found.problems]


def test_data_go_in_under_the_name_of_the_input_and_out_under_that_of_the_object():
    task = user("a", PAPER, given("order_ref", "in_1"), gives("out_1", "order_ref"))
    play = Play(definition(start(), ORDER, task, user("b"), path("start", "a", "b")), Order="a desk")
    assert play.seen(play.step.tasks[0].scope)["paper"] == "a desk"
    play.complete("a", answer="a chair", gossip="stays")
    assert play.data == {"Order": "a chair"}


def test_all_references_to_an_object_are_one_variable():
    again = node("dataObjectReference", "again", name="Order [approved]", dataObjectRef="DO_1")
    task = user("a", PAPER, given("order_ref", "in_1"), gives("out_1", "again"))
    play = Play(definition(start(), ORDER, again, task, user("b"), path("start", "a", "b")), Order=1)
    play.complete("a", answer=2)
    assert play.data == {"Order": 2}


def test_a_transformation_and_assignments():
    assert io(PAPER, given("order_ref", "in_1", change("=Order.price * 2"))) == (
        (Mapping("Order.price * 2", "paper"),), (),
    )  # fmt: skip
    parts = assign("Order.price", "in_1.price"), assign('"EUR"', "in_1.currency")
    assert io(PAPER, given("order_ref", "in_1", *parts))[0] == (
        Mapping("Order.price", "paper.price"), Mapping('"EUR"', "paper.currency"),
    )  # fmt: skip
    assert io(gives("", "order_ref", change("upper case(answer)")))[1] == (Mapping("upper case(answer)", "Order"),)


def test_a_transformation_of_what_an_arrow_only_leads_in_keeps_the_name():
    end = node("property", "end", name="__targetRef_placeholder")
    assert io(end, given("order_ref", "end", change("Order + 1")))[0] == (Mapping("Order + 1", "Order"),)


def test_what_has_no_effect_changes_nothing():
    end = node("property", "end", name="__targetRef_placeholder")
    same = '<ioSpecification><dataInput id="in_1" name="Order"/><dataOutput id="out_1" name="Order"/></ioSpecification>'
    assert io(end, given("order_ref", "end"), gives("", "order_ref")) == ((), ())
    assert io(given("order_ref", "a"), gives("a", "order_ref")) == ((), ())
    assert io(same, given("order_ref", "in_1"), gives("out_1", "order_ref")) == ((), ())


def test_beside_one_output_that_changes_its_name_the_drawn_ones_leave_too():
    other = node("dataObject", "total")
    task = user("a", PAPER, gives("out_1", "order_ref"), gives("", "total"))
    play = Play(definition(start(), ORDER, other, task, user("b"), path("start", "a", "b")))
    play.complete("a", answer=1, total=2, gossip=3)
    assert play.data == {"Order": 1, "total": 2}


def test_mappings_of_the_diagram_win():
    task = user("a", PAPER, given("order_ref", "in_1"), ext=mappings({"paper": "1"}))
    assert seen(ORDER, task).processes["p"].elements["a"].inputs == (Mapping("1", "paper"),)


def test_an_object_of_a_sub_process_lives_with_it():
    inner = node("dataObject", "note")
    task = user("a", PAPER, gives("out_1", "note"))
    box = sub("box", start("s"), inner, task, user("b"), path("s", "a", "b"))
    play = Play(definition(start(), box, user("after"), path("start", "box", "after")), note="outside")
    assert play.seen(play.step.tasks[0].scope) == {"note": None}
    play.complete("a", answer="inside")
    assert play.seen(play.step.tasks[0].scope) == {"note": "inside"}
    play.complete("b")
    assert play.data == {"note": "outside"}


def test_what_is_called_sent_or_asked_is_given_its_inputs_even_under_their_own_names():
    own = '<ioSpecification><dataInput id="in_1" name="Order"/></ioSpecification>'
    asked = service("s", own, given("order_ref", "in_1"))
    play = Play(definition(start(), ORDER, asked, path("start", "s")), Order=7, other=8)
    assert play.step.calls[0].data == {"Order": 7}
    called = diagram(start(), user("in"), path("start", "in"), process="q")
    run = call("c", "q", own, given("order_ref", "in_1"))
    play = Play(definition(start(), ORDER, run, path("start", "c"), called={"q": called}), Order=7, other=8)
    assert play.seen(play.step.tasks[0].scope) == {"Order": 7}


def test_events_send_and_bring_data():
    word = '<dataInput id="word" name="news"/>' + given("order_ref", "word")
    play = Play(
        definition(
            start(), ORDER, throw("t", word + message("m")), user("a"), path("start", "t", "a"), around=messages(m=None)
        ),
        Order=7,
    )
    assert play.step.thrown[0].data == {"news": 7}
    news = '<dataOutput id="out_1" name="news"/>' + gives("out_1", "order_ref")
    heard = node("intermediateCatchEvent", "c", news, message("m"))
    play = Play(definition(start(), ORDER, heard, user("a"), path("start", "c", "a"), around=messages(m="1")))
    play.send("m", news="good", more="not")
    assert play.data == {"Order": "good"}


@pytest.mark.parametrize("sequential", ["true", "false"])
def test_several_instances_go_through_one_object_and_gather_into_another(sequential: str):
    data = "".join(node("dataObject", key) for key in ("people", "words"))
    marker = (
        f'<multiInstanceLoopCharacteristics isSequential="{sequential}"><loopDataInputRef>in_1</loopDataInputRef>'
        '<loopDataOutputRef>out_1</loopDataOutputRef><inputDataItem id="one" name="person"/>'
        '<outputDataItem id="word"/></multiInstanceLoopCharacteristics>'
    )
    task = user("a", PAPER, given("people", "in_1"), gives("out_1", "words"), marker)
    play = Play(definition(start(), data, task, user("b"), path("start", "a", "b")), people=["Ada", "Bob"])
    assert play.seen(play.step.tasks[0].scope)["person"] == "Ada"
    for word in ("ada", "bob"):
        play.complete("a", word=word)
    assert play.data == {"people": ["Ada", "Bob"], "words": ["ada", "bob"]}


def test_an_arrow_to_nothing_is_an_error():
    found = seen(user("a", given("gone", "a")))
    assert codes(found) == [("error", "reference.missing", "a")]
    assert "gone" in found.problems[0].message


def test_a_data_store_that_no_arrow_gives_a_value_is_a_drawing_and_says_so():
    found = seen(STORE, user("a", gives("", "store")))
    assert codes(found) == [("info", "data_store.shown", "store")]
    assert found.processes["p"].elements["a"].outputs == ()


def test_another_language_is_refused_by_name():
    foreign = '<transformation language="http://www.w3.org/1999/XPath">x</transformation>'
    found = seen(ORDER, user("a", PAPER, given("order_ref", "in_1", foreign)))
    assert ("error", "script.language", "a") in codes(found)


def test_references_follow_ids_that_are_rewritten():
    data = node("dataObject", "DO_1") + node("dataObjectReference", "End", name="Order", dataObjectRef="DO_1")
    found = seen(data, user("a", PAPER, given("End", "in_1"))).processes["p"].elements["a"]
    assert found.inputs == (Mapping("Order", "paper"),)


def test_the_name_of_an_object_becomes_that_of_a_variable():
    data = node("dataObject", "DO_1", name="2nd order\n(final)")
    found = seen(data, user("a", PAPER, given("DO_1", "in_1")), flow("a", "b"), user("b")).processes["p"].elements["a"]
    assert found.inputs == (Mapping("_2nd_order_final", "paper"),)
