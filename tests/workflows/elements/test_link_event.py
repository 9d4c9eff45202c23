"""Link events (BPMN 2.0.2, 10.5.4): a jump inside one level, from one throwing event or several."""

from tests.workflows.diagrams import (
    catch,
    definition,
    end,
    inc,
    link,
    par,
    path,
    start,
    sub,
    throw,
    user,
)
from tests.workflows.play import Play


def test_several_throw_and_one_catches():
    drawn = definition(
        start(),
        par("p"),
        user("a"),
        user("b"),
        throw("t1", link("L")),
        throw("t2", link("L")),
        catch("c", link("L")),
        user("after"),
        end(),
        path("start", "p", "a", "t1"),
        path("p", "b", "t2"),
        path("c", "after", "end"),
    )
    play = Play(drawn)
    assert play.open == ["a", "b"]
    play.complete("a")
    assert play.open == ["after", "b"]
    play.complete("b")
    assert play.open == ["after", "after"]
    assert {"t1", "t2", "c"} <= play.step.reached


def test_a_link_may_lead_back_and_belongs_to_its_level_alone():
    box = sub("box", start("s2"), throw("t2", link("L")), catch("c2", link("L")), user("in"), path("s2", "t2"),
              path("c2", "in"))  # fmt: skip
    drawn = definition(start(), catch("c1", link("L")), box, throw("t1", link("L")), path("start", "c1", "box", "t1"))
    play = Play(drawn)
    for _turn in range(3):
        assert play.open == ["in"]
        play.complete("in")


def test_an_inclusive_join_waits_for_what_comes_by_a_link():
    drawn = definition(
        start(),
        par("p"),
        user("a"),
        user("b"),
        throw("t", link("L")),
        catch("c", link("L")),
        inc("j"),
        user("after"),
        path("start", "p", "a", "t"),
        path("p", "b", "j", "after"),
        path("c", "j"),
    )
    play = Play(drawn)
    play.complete("b")
    assert play.open == ["a"]
    play.complete("a")
    assert play.open == ["after"]
