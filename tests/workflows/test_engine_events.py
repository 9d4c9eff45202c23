"""Timers, messages, signals, conditions, terminate: caught, thrown, on boundaries (BPMN 2.0.2, 10.5 and 13.5)."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.workflows.diagrams import (
    TERMINATE,
    boundary,
    catch,
    declared,
    definition,
    end,
    mappings,
    message,
    messages,
    node,
    par,
    path,
    service,
    signal,
    start,
    sub,
    throw,
    timer,
    user,
)
from tests.workflows.play import BEGIN, Play
from workflows.errors import BoundCrossed, DefinitionRefused, NotWaiting, StepFailed


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("PT1H", "Duration", BEGIN + timedelta(hours=1)),
        ('"PT1H"', "Duration", BEGIN + timedelta(hours=1)),
        ("=span", "Duration", BEGIN + timedelta(minutes=90)),
        ('=duration("P1D") * 2', "Duration", BEGIN + timedelta(days=2)),
        ("P1M", "Duration", datetime(2026, 4, 2, 8, tzinfo=UTC)),
        ("2026-03-31T09:00:00+02:00", "Date", datetime(2026, 3, 31, 7, tzinfo=UTC)),
        ("2026-07-01T09:00:00", "Date", datetime(2026, 7, 1, 7, tzinfo=UTC)),
        ("=day", "Date", datetime(2026, 6, 30, 22, tzinfo=UTC)),
        ('=date and time(day + "T08:00:00")', "Date", datetime(2026, 7, 1, 6, tzinfo=UTC)),
        ("R3/PT2H", "Cycle", BEGIN + timedelta(hours=2)),
        ('=duration("-PT1H")', "Duration", BEGIN - timedelta(hours=1)),
    ],
)
def test_every_way_to_say_when(text, kind, due):
    drawn = (start(), catch("c", timer(text.replace("<", "&lt;"), kind)), end(), path("start", "c", "end"))
    play = Play(definition(*drawn), zone="Europe/Berlin", span="PT90M", day="2026-07-01")
    assert [t.due for t in play.step.timers] == [due]
    play.at = due - timedelta(seconds=1)
    assert not play.tick().ended
    play.at = due
    assert play.tick().ended


def test_a_timer_that_is_null_or_nonsense_is_an_incident_that_says_so():
    drawn = definition(start(), catch("c", timer("=when", "Date")), path("start", "c"))
    for data in ({}, {"when": "soon"}, {"when": 5}):
        with pytest.raises(StepFailed) as failed:
            Play(drawn, **data)
        assert failed.value.kind == "expression"
        assert failed.value.element == "c"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("R3/-PT1H", "Cycle"),
        ("0 0 9 * * MON", "Cycle"),
        ("next week", "Date"),
        ("P", "Duration"),
        ("-PT5S", "Duration"),
        ("", "Date"),
    ],
)
def test_unreadable_timers_are_refused_when_loading(text, kind):
    with pytest.raises(DefinitionRefused):
        definition(start(), catch("c", timer(text, kind)), path("start", "c"))


def test_a_cycle_that_repeats_too_often_is_refused_by_the_bound():
    drawn = definition(
        start(),
        user("t"),
        boundary("b", "t", timer("R/PT10S", "Cycle"), interrupting=False),
        user("x"),
        path("start", "t"),
        path("b", "x"),
    )
    with pytest.raises(BoundCrossed) as crossed:
        Play(drawn)
    assert crossed.value.bound == "cycle_seconds"


def reminder(text):
    return definition(
        start(),
        user("t"),
        end(),
        boundary("b", "t", timer(text, "Cycle"), interrupting=False),
        service("mail"),
        path("start", "t", "end"),
        path("b", "mail"),
    )


def test_a_reminder_fires_its_number_of_times_each_under_a_new_id():
    play, seen = Play(reminder("R3/P1D")), set()
    for day in range(1, 4):
        (due,) = play.step.timers
        assert due.due == BEGIN + timedelta(days=day)
        assert due.id not in seen
        seen.add(due.id)
        play.wait(days=1).tick(due.id)
    assert play.step.timers == ()
    assert play.open == ["mail", "mail", "mail", "t"]
    assert [c.execution for c in play.step.calls][-1] == 3


def test_after_a_standstill_a_cycle_neither_bursts_nor_loses_its_count():
    play = Play(reminder("R3/P1D"))
    play.wait(days=10).tick()
    assert play.open.count("mail") == 1
    assert [t.due for t in play.step.timers] == [BEGIN + timedelta(days=11)]
    play.wait(days=1).tick()
    play.wait(days=1).tick()
    assert play.open.count("mail") == 3
    assert play.step.timers == ()


def test_an_endless_cycle_ends_with_its_task():
    play = Play(reminder("R/PT1H"))
    for _ in range(5):
        play.wait(hours=1).tick()
    play.complete("t")
    assert play.open == ["mail"] * 5


def test_timers_fire_in_the_order_of_their_due_dates_and_a_fired_one_ends_the_later():
    drawn = definition(
        start(),
        user("t"),
        boundary("a", "t", timer("PT2H")),
        boundary("b", "t", timer("PT1H")),
        user("x"),
        user("y"),
        path("start", "t"),
        path("a", "x"),
        path("b", "y"),
    )
    play = Play(drawn)
    play.wait(days=1).tick(*[t.id for t in play.step.timers])
    assert play.open == ["y"]


def test_loading_never_reckons_a_due_date_again():
    play = Play(
        definition(start(), par("s"), catch("c", timer("=span")), user("t"), path("start", "s", "c"), path("s", "t")),
        span="PT5H",
    )
    before = play.step.timers[0].due
    play.wait(hours=1)
    play.change(span="PT1H")
    assert play.step.timers[0].due == before
    assert play.step.timers[0].new is False


def test_messages_by_name_and_key_enter_by_their_mappings():
    drawn = definition(
        start(),
        catch("wait", message("paid"), ext=mappings(outputs={"receipt": "number", "sum": "amount * 2"})),
        end(),
        path("start", "wait", "end"),
        around=messages(paid="order"),
    )
    play = Play(drawn, order=4711)
    (wait,) = play.step.messages
    assert (wait.name, wait.correlation_key, wait.new) == ("paid", "4711", True)
    assert play.send("paid", number="R-9", amount=4).ended
    assert play.data == {"order": 4711, "receipt": "R-9", "sum": 8}


def test_a_correlation_key_that_is_null_is_an_incident():
    with pytest.raises(StepFailed) as failed:
        Play(definition(start(), catch("w", message("paid")), path("start", "w"), around=messages(paid="order")))
    assert failed.value.kind == "expression"


def test_a_receive_task_waits_and_may_have_a_boundary_event():
    drawn = definition(
        start(),
        node("receiveTask", "r", messageRef="paid"),
        boundary("late", "r", timer("P1D")),
        user("chase"),
        end(),
        path("start", "r", "end"),
        path("late", "chase"),
        around=messages(paid="order"),
    )
    play = Play(drawn, order="x")
    assert play.open == ["late", "r"]
    other = Play(drawn, order="x")
    assert play.send("paid", by="card").ended
    assert play.data["by"] == "card"
    other.wait(days=1).tick()
    assert other.open == ["chase"]


def test_receive_and_send_tasks_without_a_message_are_refused_not_skipped():
    for tag in ("receiveTask", "sendTask"):
        with pytest.raises(DefinitionRefused):
            definition(start(), node(tag, "r"), path("start", "r"))


def test_message_boundary_events_interrupting_and_not():
    drawn = definition(
        start(),
        user("t"),
        boundary("note", "t", message("hint"), interrupting=False),
        boundary("stop", "t", message("halt")),
        user("read"),
        user("halted"),
        path("start", "t"),
        path("note", "read"),
        path("stop", "halted"),
        around=messages(hint=None, halt=None),
    )
    play = Play(drawn)
    first = {m.id for m in play.step.messages}
    play.send("hint", text="one")
    assert [m.name for m in play.step.messages if m.new and m.id not in first] == ["hint"]
    play.send("hint", text="two")
    assert play.open == ["note", "read", "read", "stop", "t"]
    play.send("halt")
    assert play.open == ["halted", "read", "read"]


def test_thrown_messages_leave_with_what_the_mappings_say():
    drawn = definition(
        start(),
        throw("tell", message("order"), ext=mappings({"item": "wanted.name"})),
        node("sendTask", "send", messageRef="order"),
        node("endEvent", "over", message("done")),
        path("start", "tell", "send", "over"),
        around=messages(order="id", done=None),
    )
    step = Play(drawn, id="7", wanted={"name": "desk"}).step
    assert [(t.kind, t.name, t.correlation_key, t.data, t.element) for t in step.thrown] == [
        ("message", "order", "7", {"item": "desk"}, "tell"),
        ("message", "order", "7", {}, "send"),
        ("message", "done", "", {}, "over"),
    ]
    assert step.ended


def test_a_signal_reaches_every_wait_in_the_instance_and_leaves_it():
    drawn = definition(
        start(),
        par("s"),
        user("t"),
        boundary("b", "t", signal("alarm")),
        user("x"),
        catch("c", signal("alarm")),
        user("y"),
        user("z"),
        throw("cry", signal("alarm")),
        end(),
        path("start", "s", "t"),
        path("b", "x"),
        path("s", "c", "y"),
        path("s", "z", "cry", "end"),
        around=declared("signal", "alarm"),
    )
    play = Play(drawn)
    assert [s.name for s in play.step.signals] == ["alarm", "alarm"]
    play.complete("z")
    assert play.open == ["x", "y"]
    assert [(t.kind, t.name) for t in play.step.thrown] == [("signal", "alarm")]
    other = Play(drawn)
    other.signal("alarm", why="drill")
    assert other.open == ["x", "y", "z"]
    assert other.data == {"why": "drill"}
    other.signal("nobody")


def test_a_signal_end_event_throws():
    drawn = definition(
        start(),
        par("s"),
        catch("c", signal("alarm")),
        user("y"),
        user("z"),
        node("endEvent", "cry", signal("alarm")),
        path("start", "s", "c", "y"),
        path("s", "z", "cry"),
        around=declared("signal", "alarm"),
    )
    play = Play(drawn)
    assert play.complete("z").thrown[0].name == "alarm"
    assert play.open == ["y"]


def test_conditional_events_look_at_the_variables_after_every_command():
    condition = "<conditionalEventDefinition><condition>=level &gt; 3</condition></conditionalEventDefinition>"
    drawn = definition(
        start(),
        par("s"),
        user("t"),
        boundary("b", "t", condition, interrupting=False),
        user("x"),
        catch("c", condition),
        user("y"),
        user("z"),
        path("start", "s", "t"),
        path("b", "x"),
        path("s", "c", "y"),
        path("s", "z"),
    )
    play = Play(drawn, level=1)
    assert play.open == ["t", "z"]
    play.complete("z", level=4)
    assert play.open == ["t", "x", "y"]
    play.change(level=5)
    assert play.open == ["t", "x", "y"]
    play.change(level=1)
    play.change(level=4)
    assert play.open == ["t", "x", "x", "y"]


def test_terminate_ends_everything_at_once():
    drawn = definition(
        start(),
        par("s"),
        user("a"),
        service("b"),
        user("c"),
        node(
            "endEvent",
            "stop",
            '<extensionElements><zeebe:properties><zeebe:property name="outcome" '
            'value="rejected"/></zeebe:properties></extensionElements>',
            TERMINATE,
        ),
        path("start", "s", "a"),
        path("s", "b"),
        path("s", "c", "stop"),
    )
    step = Play(drawn).complete("c")
    assert (step.ended, step.outcome, step.tasks, step.calls) == (True, "rejected", (), ())


def test_terminate_in_a_sub_process_ends_only_that():
    drawn = definition(
        start(),
        sub(
            "box",
            start("s2"),
            par("p2"),
            user("a"),
            user("b"),
            node("endEvent", "stop", TERMINATE),
            path("s2", "p2", "a"),
            path("p2", "b", "stop"),
        ),
        user("after"),
        path("start", "box", "after"),
    )
    play = Play(drawn)
    play.complete("b")
    assert play.open == ["after"]


def test_cancel_ends_without_an_outcome_and_nothing_may_follow():
    play = Play(definition(start(), user("a"), boundary("b", "a", timer("P1D")), end(), path("start", "a", "end")))
    step = play.cancel("Not needed any more.")
    assert (step.ended, step.outcome, step.reason, step.timers) == (True, None, "Not needed any more.", ())
    assert [(p.element, p.what) for p in step.passed] == [("a", "cancelled")]
    with pytest.raises(NotWaiting):
        play.tick()


@pytest.mark.parametrize(
    "definition_xml",
    [
        "<errorEventDefinition/>",
        "<escalationEventDefinition/>",
        "<compensateEventDefinition/>",
        "<cancelEventDefinition/>",
        '<linkEventDefinition name="l"/>',
        "",
    ],
)
def test_catching_what_cannot_be_caught_in_the_flow_is_refused(definition_xml):
    with pytest.raises(DefinitionRefused):
        definition(start(), catch("c", definition_xml), user("t"), path("start", "c", "t"))


@pytest.mark.parametrize(
    "definition_xml",
    [
        "<errorEventDefinition/>",
        "<compensateEventDefinition/>",
        '<linkEventDefinition name="l"/>',
        "<cancelEventDefinition/>",
        "<timerEventDefinition/>",
        "<conditionalEventDefinition/>",
    ],
)
def test_throwing_what_would_do_nothing_is_refused(definition_xml):
    with pytest.raises(DefinitionRefused):
        definition(start(), throw("c", definition_xml), user("t"), path("start", "c", "t"))


def test_a_process_may_begin_at_a_message_start_event():
    drawn = definition(
        start(),
        node("startEvent", "mail", message("m")),
        user("a"),
        user("b"),
        path("start", "a"),
        path("mail", "b"),
        around=messages(m=None),
    )
    assert Play(drawn).open == ["a"]
    assert Play(drawn, start="mail").open == ["b"]
    with pytest.raises(NotWaiting):
        Play(drawn, start="nowhere")


def test_late_timers_happen_one_after_another_with_all_that_follows():
    """The first timer ends the sub-process in time, so the later one on its border never comes to fire."""
    drawn = definition(
        start(),
        sub("box", start("s2"), catch("c", timer("PT1H")), path("s2", "c")),
        boundary("b", "box", timer("PT2H")),
        user("late"),
        user("after"),
        path("start", "box", "after"),
        path("b", "late"),
    )
    play = Play(drawn)
    play.wait(days=1).tick(*[t.id for t in play.step.timers])
    assert play.open == ["after"]


def test_waiting_for_nothing_but_a_signal_is_an_incident():
    drawn = definition(
        start(), user("t"), catch("c", signal("alarm")), path("start", "t", "c"), around=declared("signal", "alarm")
    )
    play = Play(drawn)
    with pytest.raises(StepFailed) as failed:
        play.complete("t")
    assert (failed.value.kind, failed.value.element) == ("dead_end", "c")
    assert "signal" in str(failed.value)
