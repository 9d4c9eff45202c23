"""Boundary events: interrupting or beside, once or again (BPMN 2.0.2, 13.5.3)."""

from datetime import timedelta

from tests.workflows.diagrams import (
    boundary,
    definition,
    end,
    message,
    messages,
    path,
    service,
    start,
    timer,
    user,
)
from tests.workflows.play import BEGIN, Play


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
    assert not play.step.timers
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
    assert not play.step.timers


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
