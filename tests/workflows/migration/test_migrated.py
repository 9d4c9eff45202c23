"""An instance taken to another version of its diagram: what stays as it was, what is refused and where."""

from datetime import timedelta

import pytest

from tests.workflows.diagrams import (
    boundary,
    call,
    catch,
    conditional,
    definition,
    diagram,
    end,
    event_gateway,
    handler,
    loop,
    mappings,
    message,
    messages,
    par,
    path,
    receive,
    script,
    service,
    start,
    sub,
    timer,
    user,
)
from tests.workflows.play import BEGIN, Play
from tests.workflows.undoing import undoer, undone
from workflows import values
from workflows.commands import Tick
from workflows.migration import Unknown, migrated

SPLIT = start() + par("split") + user("a") + user("b") + par("join") + end()
BOTH = path("start", "split", "a", "join", "end") + path("split", "b", "join")


def line(*keys: str, extra: str = "", **parts: str) -> str:
    """start, the steps in a row, end; a step is a user task unless `parts` draws it."""
    drawn = "".join(parts.get(key) or user(key) for key in keys)
    return start() + drawn + end() + path("start", *keys, "end") + extra


def take(play: Play, *inside: str, around: str = "", **mapping: str):
    new = definition(*inside, around=around)
    return migrated(play.definition, new, play.state, values.loads(play.text), Tick(at=play.at), mapping), new


def taken(play: Play, *inside: str, around: str = "", **mapping: str) -> Play:
    """It goes on there."""
    found, new = take(play, *inside, around=around, **mapping)
    assert found.refusal is None, found.refusal
    play.definition, play.state, play.step = new, found.step.state, found.step
    play.text = found.step.variables.text()
    return play


def refused(play: Play, *inside: str, around: str = "", **mapping: str) -> tuple[str, str]:
    before = play.state, play.text
    found, _ = take(play, *inside, around=around, **mapping)
    assert found.refusal is not None
    assert found.step is None
    assert (play.state, play.text) == before
    return found.refusal.why, found.refusal.element


def test_a_task_stays_the_same_task_and_goes_the_new_way() -> None:
    play = Play(definition(line("a", "b")))
    task = play.task("a")
    taken(play, line("zero", "a", "between", "b"))
    assert play.task("a") == task
    assert not any(one.new for one in play.step.tasks)
    play.complete("a")
    assert play.open == ["between"]
    assert {"zero"}.isdisjoint(play.step.reached)


def test_where_the_step_is_gone_it_stays_unless_somebody_says_what_it_is_now() -> None:
    play = Play(definition(line("a", "b")))
    assert refused(play, line("c", "b")) == ("gone", "a")
    task = play.task("a")
    taken(play, line("c", "b"), a="c")
    assert play.task("c") == task
    with pytest.raises(Unknown):
        take(play, line("c"), nowhere="c")
    with pytest.raises(Unknown):
        take(play, line("c"), c="nowhere")


def test_at_once_and_in_a_row_are_not_the_same() -> None:
    play = Play(definition(SPLIT, BOTH))
    more = SPLIT + BOTH + user("c") + path("split", "c", "join")
    assert refused(play, more)[0] == "unreachable"
    play.complete("a")
    assert refused(play, more)[0] == "unreachable"
    assert refused(play, line("a", "b"))[0] in ("gone", "kind", "flow")
    assert refused(Play(definition(line("a", "b"))), SPLIT, BOTH) == ("unreachable", "a")
    assert refused(Play(definition(SPLIT, BOTH)), line("a", "b")) == ("unreachable", "a")


def test_a_token_at_a_join_came_by_a_way_that_must_lead_there() -> None:
    play = Play(definition(SPLIT, BOTH))
    play.complete("a")
    between = start() + par("split") + user("a") + user("b") + user("c") + par("join") + end()
    ways = path("start", "split", "a", "c", "join", "end") + path("split", "b", "join")
    assert refused(play, between, ways) == ("flow", "join")
    later = path("start", "split", "a", "join", "c", "end") + path("split", "b", "join")
    taken(play, between, later).complete("b")
    assert play.open == ["c"]


def test_a_timer_keeps_its_moment_and_a_new_one_begins_now() -> None:
    late = boundary("late", "a", timer("PT4H")) + user("l") + end("e2") + path("late", "l", "e2")
    play = Play(definition(line("a"), late)).wait(hours=1)
    later = boundary("late", "a", timer("PT9H")) + boundary("soon", "a", timer("PT1H"), interrupting=False)
    found, _ = take(play, line("a"), later + user("l") + end("e2") + path("late", "l", "e2") + path("soon", "l"))
    assert {t.element: t.due for t in found.step.timers} == {
        "late": BEGIN + timedelta(hours=4),
        "soon": BEGIN + timedelta(hours=2),
    }
    assert [t.element for t in found.step.timers if t.new] == ["soon"]
    told = {(c.what, c.element or c.to) for c in found.changes}
    assert told == {
        ("stays", "a"),
        ("keeps", "late"),
        ("begins", "soon"),
    }
    taken(play, line("a"))
    assert play.open == ["a"]


def test_what_has_happened_beside_is_not_waited_for_again() -> None:
    once = boundary("once", "a", timer("PT1H"), interrupting=False) + user("l") + end("e2") + path("once", "l", "e2")
    play = Play(definition(line("a"), once)).wait(hours=2)
    play.tick()
    taken(play, line("a", "b"), once)
    assert play.open == ["a", "l"]


def test_a_cycle_goes_on_at_its_moment_and_then_as_drawn() -> None:
    def cycle(text: str) -> str:
        return boundary("again", "a", timer(text, "Cycle"), interrupting=False) + end("e2") + path("again", "e2")

    play = Play(definition(line("a"), cycle("R/PT4H")))
    taken(play, line("a"), cycle("R/PT1H"))
    play.wait(hours=4).tick()
    assert [t.due for t in play.step.timers] == [BEGIN + timedelta(hours=5)]


def test_messages_keep_their_key_and_another_message_is_refused() -> None:
    def heard(name: str) -> str:
        return catch("c", message(name))

    around = messages(m="key", n="key")
    play = Play(definition(line("c", c=heard("m")), around=around), key="K1")
    wait = play.step.messages[0]
    taken(play, line("c", "b", c=heard("m")), around=around)
    assert (play.step.messages[0].id, play.step.messages[0].correlation_key) == (wait.id, "K1")
    assert refused(play, line("c", c=heard("n")), around=around) == ("event", "c")


def test_events_behind_a_gateway_stand_together() -> None:
    def race(*more: str) -> str:
        events = catch("c", timer("PT5H")) + receive("r", "m") + "".join(catch(key, timer("PT9H")) for key in more)
        ways = "".join(path("gate", key, "end") for key in ("c", "r", *more))
        return start() + event_gateway("gate") + events + end() + path("start", "gate") + ways

    around = messages(m="key")
    play = Play(definition(race(), around=around), key="K1")
    assert refused(play, race("d"), around=around)[0] == "choices"
    taken(play, user("before") + race().replace('id="start_gate"', 'id="other"'), around=around)
    assert play.send("m").ended


def test_a_condition_that_holds_there_happens_at_once() -> None:
    play = Play(definition(line("a")), over=True)
    now = boundary("now", "a", conditional("over")) + user("l") + end("e2") + path("now", "l", "e2")
    taken(play, line("a"), now)
    assert play.open == ["l"]


def test_what_was_settled_on_entry_must_be_the_same() -> None:
    play = Play(definition(line("a")), x=1)
    assert refused(play, line("a", a=user("a", ext=mappings({"mine": "x"})))) == ("inputs", "a")
    assert refused(play, line("a", a=service("a"))) == ("kind", "a")
    assert refused(play, line("a", a=user("a", loop(times="2")))) == ("loop", "a")
    assert refused(Play(definition(line("s", s=service("s")))), line("s", s=service("s", kind="mail"))) == ("call", "s")
    inside = sub("box", start("s2"), user("a"), end("e2"), path("s2", "a", "e2"))
    assert refused(play, line("box", box=inside)) == ("level", "a")


def test_a_called_process_is_that_of_the_new_version() -> None:
    def called(*keys: str) -> bytes:
        return diagram(line(*keys), process="q")

    play = Play(definition(line("c", c=call("c", "q")), called={"q": called("x")}))
    new = definition(line("c", "d", c=call("c", "q")), called={"q": called("x", "y")})
    found = migrated(play.definition, new, play.state, values.loads(play.text), Tick(at=play.at))
    assert [t.id for t in found.step.tasks] == [t.id for t in play.step.tasks]
    assert [c.process for c in found.changes] == ["q"]
    gone = definition(line("c", c=call("c", "q")), called={"q": called("y")})
    found = migrated(play.definition, gone, play.state, values.loads(play.text), Tick(at=play.at))
    assert (found.refusal.why, found.refusal.process, found.refusal.element) == ("gone", "q", "x")
    mapping = {"q/x": "q/y"}
    assert migrated(play.definition, gone, play.state, values.loads(play.text), Tick(at=play.at), mapping).step


def test_instances_go_on_counting() -> None:
    several = loop("[1, 2, 3]", "item", into="all", each="item", sequential=True)
    play = Play(definition(line("a", a=user("a", several))))
    play.complete("a")
    taken(play, line("a", "b", a=user("a", several)))
    play.complete("a")
    play.complete("a")
    assert (play.open, play.data["all"]) == (["b"], [1, 2, 3])


def test_an_event_handler_that_runs_goes_on() -> None:
    def handled(*more: str, interrupting: bool = True) -> str:
        inside = user("h") + end("he") + path("help_start", "h", "he")
        return line("a", *more) + handler("help", message("m"), inside, interrupting=interrupting)

    play = Play(definition(handled(), around=messages(m=None)))
    play.send("m")
    assert refused(play, handled(interrupting=False), around=messages(m=None)) == ("handler", "help")
    taken(play, handled("b"), around=messages(m=None))
    assert play.open == ["h"]
    assert play.complete("h").ended


def test_what_can_be_undone_can_be_undone_there() -> None:
    can = undoer("back") + undone("a", "back")
    play = Play(definition(line("a", "b"), can))
    play.complete("a")
    assert refused(play, line("a", "b")) == ("undo", "a")
    taken(play, line("a", "b", "c"), can)
    plain = Play(definition(line("a", "b")))
    plain.complete("a")
    assert refused(plain, line("a", "b"), can) == ("undo", "a")


def test_what_fails_there_is_told() -> None:
    play = Play(definition(line("a")))
    broken = boundary("now", "a", timer('=nothing + "x"')) + end("e2") + path("now", "e2")
    assert refused(play, line("a"), broken)[0] == "run"
    assert taken(play, line("a", "s", s=script("s", "1", "x"))).complete("a").ended
