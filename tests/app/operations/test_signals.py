"""Signals between instances and what they begin: every wait hears once, whatever is done twice."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import now, session, transaction
from app.models.message_wait import MessageWait
from app.models.outbox import Outbox
from app.models.request import Request
from app.operations import signals
from tests.app.jobs.conftest import read
from tests.app.operations.beginning_items import House, asked, done, item
from tests.app.operations.test_leases import move_clock
from tests.workflows.diagrams import boundary, catch, declared, path, signal, start, throw
from workflows.values import loads

ALARM = declared("signal", "alarm")
WAITS = item(
    "waits", start(), catch("c", signal("alarm")), asked("t"), done(), path("start", "c", "t", "end"), around=ALARM
)
CRIES = item(
    "cries", start(), asked("first"), throw("cry", signal("alarm")), done(), path("start", "first", "cry", "end"),
    around=ALARM,
)  # fmt: skip
AGAIN = item(
    "again", start(), asked("t"), done(), path("start", "t", "end"),
    boundary("b", "t", signal("alarm"), interrupting=False), asked("look"), done("e2"), path("b", "look", "e2"),
    around=ALARM,
)  # fmt: skip
BEGUN = item(
    "begun", start("start", signal("alarm")), asked("t"), done(), path("start", "t", "end"), around=ALARM, owner="ilse"
)


@pytest.fixture
def house(empty_house: Flask) -> House:
    made = House(empty_house)
    for key, file in (("waits", WAITS), ("cries", CRIES), ("again", AGAIN)):
        made.publish(key, file)
    return made


def throw_it(house: House) -> None:
    with transaction():
        signals.tell("key", now(), "alarm", {"why": "drill"}, None)


def waits(request: int, state: str = "open") -> list[str]:
    query = select(MessageWait).where(MessageWait.request_id == request, MessageWait.state == state)
    return [row.element for row in read(query)]


def test_every_instance_that_waits_hears_it_once(house: House) -> None:
    first, second = house.order("waits"), house.order("waits")
    ringing = house.order("again")
    throw_it(house)
    throw_it(house)  # the same row, sent by two workers
    house.work()
    assert (waits(first), waits(second)) == ([], [])
    assert waits(ringing, "done") == ["b"]
    assert waits(ringing) == ["b"]
    told = read(select(Outbox).where(Outbox.key.like("key:%")))
    assert [row.state for row in told] == ["done"] * 3


def test_it_goes_from_the_instance_that_throws_to_all_others(house: House) -> None:
    waiting, later = house.order("waits"), house.order("cries")
    house.complete(later)
    assert waits(waiting) == ["c"]
    house.work()
    assert waits(waiting) == []
    assert read(select(Request).where(Request.id == later))[0].state == "ended"


def test_who_begins_to_wait_later_does_not_hear_it(house: House) -> None:
    with transaction():
        before = now()
    move_clock(5)
    late = house.order("waits")
    with transaction():
        signals.tell("key", before, "alarm", {}, None)
    house.work()
    assert waits(late) == ["c"]


def test_a_suspended_request_hears_it_when_it_goes_on(house: House) -> None:
    waiting = house.order("waits")
    with transaction():
        session().get_one(Request, waiting).state = "suspended"
    throw_it(house)
    house.work()
    assert waits(waiting) == ["c"]
    with transaction():
        session().get_one(Request, waiting).state = "running"
    move_clock(61)
    house.work()
    assert waits(waiting) == []


def test_a_signal_begins_a_request_for_the_item_that_says_so(house: House) -> None:
    house.publish("begun", BEGUN)
    throw_it(house)
    house.work()
    (request,) = house.requests("begun")
    assert house.requesters("begun") == ["ilse"]
    assert loads(request.answers) == {"why": "drill"}
