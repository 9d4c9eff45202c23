"""Suspended requests take no command, keep what waits in them, and go on with the time they had left."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import now, session, transaction
from app.errors import BadRequest, Conflict, Forbidden, Suspended
from app.models.call import Call
from app.models.message import Message
from app.models.outbox import Outbox
from app.models.person import Person
from app.models.request import Request
from app.models.suspension import Suspension
from app.models.task import Task
from app.models.timer import Timer
from app.operations import clock, journal, messages, requests, stuck, suspensions, tasks
from app.operations.permissions import LANEWAY
from tests.app.jobs.conftest import read
from tests.app.operations.beginning_items import House, asked, done, item
from tests.workflows.diagrams import boundary, catch, extensions, message, node, path, start, timer
from tests.workflows.diagrams import messages as messages_of
from workflows.values import loads

CALL = node("serviceTask", "tell", extensions('<zeebe:taskDefinition type="wonder"/>'), name="tell")
SLOW = item(
    "slow", start(), asked("t"), done(), path("start", "t", "end"),
    boundary("b", "t", timer("PT1H"), interrupting=False),
    asked("late"), done("e2"), path("b", "late", "e2"), owner="ilse",
)  # fmt: skip
TELLS = item("tells", start(), CALL, asked("t"), done(), path("start", "tell", "t", "end"), owner="otto")
HEARS = item(
    "hears", start(), catch("c", message("news")), done(), path("start", "c", "end"),
    around=messages_of(news='"k"'),
)  # fmt: skip


@pytest.fixture
def house(empty_house: Flask) -> House:
    made = House(empty_house)
    for key, file in (("slow", SLOW), ("tells", TELLS), ("hears", HEARS)):
        made.publish(key, file)
    with transaction():
        session().add(Person(login="paul", name="Paul", email="", created_at=now(), roles=["process_manager"]))
    return made


def suspend(house: House, scope: str, what: str = "", login: str = "paul", **given: Any) -> int:
    with transaction():
        return suspensions.suspend(house.actor(login), scope, what, reason="maintenance", **given).id  # type: ignore[arg-type]


def in_minutes(minutes: float) -> Any:
    with transaction():
        return now() + timedelta(minutes=minutes)


def later(seconds: float) -> None:
    with transaction():
        clock.move(seconds)


def state(request: int) -> str:
    return str(read(select(Request.state).where(Request.id == request))[0])


def open_tasks(request: int) -> list[str]:
    return read(select(Task.name).where(Task.request_id == request, Task.state == "open").order_by(Task.id))


def test_a_timer_keeps_the_time_it_had_left(house: House) -> None:
    request = house.order("slow")
    later(20 * 60)
    suspend(house, "item", "slow", until=in_minutes(120))
    assert state(request) == "suspended"
    later(115 * 60)
    house.work()
    assert (open_tasks(request), state(request)) == (["t"], "suspended")
    later(5 * 60 + 1)
    house.work()
    assert state(request) == "running"
    left = read(select(Timer))[0].run_at - in_minutes(0)
    assert timedelta(minutes=39) < left <= timedelta(minutes=40, seconds=2)
    later(41 * 60)
    house.work()
    assert open_tasks(request) == ["t", "late"]
    with transaction():
        assert journal.verify() is None
        assert stuck.instances() == []


def test_nothing_can_be_done_with_it_and_the_refusal_says_why(house: House) -> None:
    request = house.order("slow")
    suspend(house, "requests", requests=[f"REQ-{request:06d}"])
    with pytest.raises(Suspended, match="maintenance"):
        house.complete(request)
    task = read(select(Task.id))[0]
    with transaction(), pytest.raises(Suspended, match="maintenance"):
        tasks.complete(house.actor("ilse"), task, {"typed": 1})  # type: ignore[arg-type]
    with transaction():
        suspensions.resume_request(house.actor("paul"), f"REQ-{request:06d}")  # type: ignore[arg-type]
    house.complete(request)
    assert state(request) == "ended"


def test_what_a_service_does_waits_and_no_try_is_spent(house: House) -> None:
    before = house.order("tells")
    one = suspend(house, "service", "wonder", until=in_minutes(30))
    later = house.order("tells")
    other = house.order("slow")
    assert (state(before), state(later), state(other)) == ("suspended", "suspended", "running")
    assert [(row.state, row.attempts) for row in read(select(Call))] == [("paused", 0)] * 2
    with transaction():
        suspensions.resume(house.actor("paul"), one)  # type: ignore[arg-type]
    assert [row.state for row in read(select(Call))] == ["ready"] * 2
    house.work()
    assert [row.state for row in read(select(Suspension))] == ["done"]


def test_two_suspensions_hold_until_the_last(house: House) -> None:
    request = house.order("slow")
    suspend(house, "item", "slow", login="ilse", until=in_minutes(10))
    suspend(house, "requests", requests=[f"REQ-{request:06d}"], until=in_minutes(30))
    later(11 * 60)
    house.work()
    assert state(request) == "suspended"
    later(20 * 60)
    house.work()
    assert state(request) == "running"
    left = read(select(Timer))[0].run_at - in_minutes(0)
    assert timedelta(minutes=58) < left <= timedelta(minutes=60)


def test_the_very_same_from_another_tab_is_told(house: House) -> None:
    one = suspend(house, "item", "slow")
    with pytest.raises(Conflict):
        suspend(house, "item", "slow")
    assert suspend(house, "item", "slow", until=in_minutes(30))
    with transaction():
        suspensions.resume(house.actor("paul"), one)
    assert suspend(house, "item", "slow")


def test_a_message_that_comes_meanwhile_is_kept_beyond_its_time(house: House) -> None:
    request = house.order("hears")
    one = suspend(house, "item", "hears")
    with transaction():
        assert not messages.receive(LANEWAY, "news", "k", {"said": 1}, 60)
    later(3600)
    with transaction():
        stuck.tidy()
    house.work()
    assert read(select(Message))[0].state == "kept"
    with transaction():
        suspensions.resume(house.actor("paul"), one)  # type: ignore[arg-type]
    house.work()
    assert state(request) == "ended"


def test_a_message_finds_whoever_waits_behind_many_that_are_paused(house: House) -> None:
    paused = [house.order("hears") for _number in range(6)]
    suspend(house, "requests", requests=[f"REQ-{one:06d}" for one in paused])
    waits = house.order("hears")
    with transaction():
        assert messages.receive(LANEWAY, "news", "k", {"said": 1}, 60)
    assert (state(waits), {state(one) for one in paused}) == ("ended", {"suspended"})


def test_dates_move_by_choice(house: House) -> None:
    moving, staying = house.order("slow"), house.order("slow")
    with transaction():
        due = now() + timedelta(hours=2)
        for task in session().scalars(select(Task)):
            task.due_at = due
    for request, pauses in ((moving, True), (staying, False)):
        suspend(house, "requests", requests=[f"REQ-{request:06d}"], until=in_minutes(60), pauses_clocks=pauses)
    later(61 * 60)
    house.work()
    first, second = (task.due_at for task in read(select(Task).order_by(Task.id)))
    assert timedelta(minutes=60) <= first - due < timedelta(minutes=63)
    assert second == due


def test_dates_move_once_when_a_pause_ends_inside_one_that_lets_clocks_run(house: House) -> None:
    request = house.order("slow")
    number = f"REQ-{request:06d}"
    with transaction():
        [task] = session().scalars(select(Task))
        task.due_at = due = now() + timedelta(hours=2)
    suspend(house, "requests", requests=[number], until=in_minutes(300), pauses_clocks=False)
    for _turn in range(2):
        later(20 * 60)
        suspend(house, "requests", requests=[number], until=in_minutes(30))
        suspend(house, "requests", requests=[number], until=in_minutes(60))
        later(61 * 60)
        house.work()
        assert state(request) == "suspended"
    later(200 * 60)
    house.work()
    assert state(request) == "running"
    moved = read(select(Task))[0].due_at - due
    assert timedelta(minutes=120) <= moved < timedelta(minutes=124)


def test_who_ordered_it_hears_of_a_long_pause_once(house: House) -> None:
    request, brief = house.order("slow"), house.order("slow")
    suspend(house, "requests", requests=[f"REQ-{brief:06d}"], until=in_minutes(50))
    suspend(house, "item", "slow", until=in_minutes(90))
    suspend(house, "requests", requests=[f"REQ-{request:06d}"])
    told = [loads(row.payload) for row in read(select(Outbox).where(Outbox.key.contains(":paused:")))]
    assert sorted(mail["facts"]["number"] for mail in told) == [f"REQ-{request:06d}", f"REQ-{brief:06d}"]
    assert {mail["facts"]["reason"] for mail in told} == {"maintenance"}


def test_a_suspended_request_can_be_withdrawn(house: House) -> None:
    request = house.order("slow")
    suspend(house, "item", "slow")
    with transaction():
        requests.withdraw(house.actor("otto"), f"REQ-{request:06d}", "no longer")  # type: ignore[arg-type]
    assert state(request) == "ended"
    assert {row.state for row in read(select(Timer))} == {"cancelled"}


def test_who_may_suspend_what(house: House) -> None:
    number = f"REQ-{house.order('slow'):06d}"
    for scope, what in (("item", "slow"), ("service", "wonder"), ("requests", "")):
        with pytest.raises(Forbidden):
            suspend(house, scope, what, login="otto", requests=[number])
    assert suspend(house, "item", "slow", login="ilse")
    with pytest.raises(Forbidden):
        suspend(house, "item", "tells", login="ilse")
    with pytest.raises(BadRequest):
        suspend(house, "item", "slow", until=in_minutes(-1))
