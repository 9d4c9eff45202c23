"""Ad-hoc sub-processes: steps that people begin (BPMN 2.0.2, 10.3.5)."""

import pytest

from tests.workflows.diagrams import ad_hoc, boundary, definition, loop, message, messages, path, start, sub, user
from tests.workflows.play import Play
from workflows.commands import Begin
from workflows.errors import NotWaiting, StepFailed


def drawn(*inside, more="", **given):
    box = ad_hoc("box", *inside, **given)
    return definition(start(), box, user("after"), path("start", "box", "after"), more, around=messages(halt=None))


def test_people_begin_what_nothing_leads_to_as_often_as_they_like():
    play = Play(drawn(user("a"), user("b"), user("c"), path("b", "c")))
    (choice,) = play.step.choices
    assert (choice.element, choice.steps, choice.may_finish) == ("box", ("a", "b"), True)
    assert play.open == []
    play.begin("b")
    play.begin("a")
    play.begin("a")
    assert play.open == ["a", "a", "b"]
    play.complete("b")
    assert play.open == ["a", "a", "c"]


def test_somebody_says_that_nothing_more_is_to_be_done():
    play = Play(drawn(user("a"), user("b")))
    play.begin("a")
    play.begin(None)
    assert play.open == ["a"]
    assert play.step.choices[0].steps == ()
    with pytest.raises(NotWaiting):
        play.begin("b")
    with pytest.raises(NotWaiting):
        play.begin(None)
    play.complete("a")
    assert play.open == ["after"]


def test_nothing_need_be_done_at_all():
    play = Play(drawn(user("a")))
    play.begin(None)
    assert play.open == ["after"]


def test_one_after_another():
    play = Play(drawn(user("a"), user("b"), ordering="Sequential"))
    play.begin("a")
    assert play.step.choices[0].steps == ()
    with pytest.raises(NotWaiting):
        play.begin("b")
    play.complete("a")
    assert play.step.choices[0].steps == ("a", "b")


@pytest.mark.parametrize(("cancels", "left"), [("true", ["after"]), ("false", ["b"])])
def test_the_completion_condition_is_asked_after_each_activity(cancels, left):
    play = Play(drawn(user("a"), user("b"), until="enough", cancelRemainingInstances=cancels), enough=False)
    assert not play.step.choices[0].may_finish
    with pytest.raises(NotWaiting):
        play.begin(None)
    play.begin("a")
    play.begin("b")
    play.complete("a")
    assert play.open == ["b"]
    play.begin("a")
    play.complete("a", enough=True)
    assert play.open == left
    if left == ["b"]:
        assert play.step.choices[0].steps == ()
        play.complete("b")
    assert play.open == ["after"]


def test_elements_that_begin_with_it_end_it():
    play = Play(drawn(user("a"), user("b"), user("c"), active="wanted"), wanted=["a", "c"])
    assert play.open == ["a", "c"]
    play.begin("b")
    for key in "acb":
        play.complete(key)
    assert play.open == ["after"]


def test_elements_that_begin_with_it_one_after_another():
    play = Play(drawn(user("a"), user("b"), active='["b", "a"]', ordering="Sequential"))
    assert play.open == ["b"]
    play.complete("b")
    assert play.open == ["a"]
    play.complete("a")
    assert play.open == ["after"]


def test_with_an_empty_list_it_is_over_at_once():
    assert Play(drawn(user("a"), active="[]")).open == ["after"]


@pytest.mark.parametrize("wanted", ['["no such"]', '"a"', "null", "[1]"])
def test_a_list_that_names_nothing_of_it_is_an_incident(wanted):
    with pytest.raises(StepFailed) as failed:
        Play(drawn(user("a"), active=wanted))
    assert (failed.value.kind, failed.value.element) == ("expression", "box")


def test_a_step_may_be_a_sub_process_or_for_several():
    play = Play(drawn(sub("x", start("s"), user("in"), path("s", "in")), user("m", loop(times="2"))))
    play.begin("x")
    play.begin("m")
    assert play.open == ["in", "m", "m"]


def test_what_is_on_its_border_ends_it():
    play = Play(drawn(user("a"), more=boundary("b", "box", message("halt")) + user("x") + path("b", "x")))
    play.begin("a")
    play.send("halt")
    assert play.open == ["x"]
    assert play.step.choices == ()


def test_what_nobody_may_begin_is_refused():
    play = Play(drawn(user("a"), user("b"), path("a", "b")))
    for element in ("b", "after", "nothing"):
        with pytest.raises(NotWaiting):
            play.begin(element)
    with pytest.raises(NotWaiting):
        play.give(Begin(choice="99", element="a", at=play.at))
