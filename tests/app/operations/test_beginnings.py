"""Requests that a message begins: who asks, one at a time for a key, kept while one runs."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db, now, session, transaction
from app.errors import Busy
from app.models.beginning import Beginning
from app.models.journal import Journal
from app.models.message import Message
from app.operations import messages, publishing, stuck
from app.operations.permissions import LANEWAY
from tests.app.jobs.conftest import read
from tests.app.operations.beginning_items import House, asked, done, item
from tests.workflows.diagrams import extensions, message, node, path, properties, start
from tests.workflows.diagrams import messages as declared
from workflows.values import loads

BODY = (asked("t"), done(), path("hire", "t", "end"))


def hiring(key: str = "hiring", requester: str = "", **given: str) -> bytes:
    begin = node("startEvent", "hire", extensions(properties(requester=requester)), message("hired"))
    return item(key, begin, *BODY, around=declared(hired="employee"), **given)


@pytest.fixture
def house(empty_house: Flask) -> House:
    made = House(empty_house)
    made.publish("hiring", hiring(owner="ilse"))
    return made


def send(house: House, key: str = "", login: str = "robo", **data: object) -> bool:
    with transaction():
        return messages.receive(house.actor(login), "hired", key, data)  # type: ignore[arg-type]


def test_a_message_begins_a_request_of_the_items_owner(house: House) -> None:
    assert send(house, name="Vera")
    (request,) = house.requests("hiring")
    assert (house.requesters("hiring"), request.state) == (["ilse"], "running")
    assert loads(request.answers) == {"name": "Vera"}
    told = read(select(Journal).where(Journal.request_id == request.id).order_by(Journal.seq))[0]
    assert (told.kind, told.actor) == ("request.by_message", "robo")


def test_the_start_event_names_the_requester(house: House) -> None:
    house.publish("hiring", hiring(requester="=boss", owner="ilse"))
    assert send(house, boss="otto")
    assert send(house, boss="nobody")
    assert house.requesters("hiring") == ["otto", "ilse"]


def test_without_an_owner_the_sender_asks(house: House) -> None:
    house.publish("hiring", hiring())
    assert send(house)
    assert house.requesters("hiring") == ["robo"]


def test_a_key_begins_one_request_at_a_time_and_the_next_when_it_is_over(house: House) -> None:
    assert send(house, "4711", turn=1)
    assert not send(house, "4711", turn=2)
    assert send(house, "4712", turn=1)
    assert send(house, "", turn=1)
    assert send(house, "", turn=2)
    first = house.requests("hiring")[0]
    house.work()
    assert len(house.requests("hiring")) == 4
    house.complete(first.id)
    house.work()
    begun = house.requests("hiring")
    assert [loads(request.answers)["turn"] for request in begun] == [1, 1, 1, 2, 2]
    assert [row.state for row in read(select(Message))] == ["delivered"]
    states = read(select(Beginning).where(Beginning.correlation_key == "4711").order_by(Beginning.request_id))
    assert [row.state for row in states] == ["over", "open"]


def test_one_that_came_just_as_the_one_before_ended_begins_when_the_house_is_tidied(house: House) -> None:
    """Neither saw the other: the message is kept, and nothing with its key runs any more."""
    kept = {"data": "{}", "received_at": now(), "expires_at": now() + timedelta(hours=1)}
    with transaction():
        robo = house.actor("robo").id  # type: ignore[attr-defined]
        for name, key in (("hired", "4711"), ("hired", "4712"), ("fired", "4713")):
            session().add(Message(name=name, correlation_key=key, sender_id=robo, **kept))
    assert send(house, "4712")
    for _look in range(2):
        with transaction():
            stuck.tidy()
        house.work()
    assert len(house.requests("hiring")) == 2
    states = {row.correlation_key: row.state for row in read(select(Message))}
    assert states == {"4711": "delivered", "4712": "kept", "4713": "kept"}


def test_of_two_at_the_same_moment_one_begins(house: House) -> None:
    ready = threading.Barrier(2)
    answers: list[bool] = []

    def together() -> None:
        with house.app.app_context():
            ready.wait()
            for _attempt in range(20):
                try:
                    answers.append(send(house, "same"))
                    break
                except Busy:
                    continue
            db.session.remove()

    threads = [threading.Thread(target=together) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False, True]
    assert len(house.requests("hiring")) == 1


def test_only_the_published_version_is_begun(house: House) -> None:
    with transaction():
        publishing.retire(LANEWAY, "hiring", 1)
    assert not send(house, "1")
    assert house.requests("hiring") == []


def test_a_plain_start_beside_is_where_orders_begin(house: House) -> None:
    plain = (start("plain"), asked("ordered"), done("e2"), path("plain", "ordered", "e2"))
    begin = node("startEvent", "hire", message("hired"))
    house.publish("both", item("both", begin, *BODY, *plain, around=declared(hired="employee")))
    ordered = house.order("both")
    assert send(house)
    first, _second = house.requests("both")
    assert first.id == ordered
    assert house.requesters("both") == ["otto", "robo"]


@pytest.mark.parametrize("together", ["false", "true"])
def test_each_definition_of_a_multiple_start_begins_one(house: House, together: str) -> None:
    every = message("hired") + message("moved")
    begin = node("startEvent", "hire", every, parallelMultiple=together)
    house.publish(
        "hiring", item("hiring", begin, *BODY, around=declared(hired="employee", moved="employee"), owner="ilse")
    )
    assert send(house)
    with transaction():
        assert messages.receive(house.actor("robo"), "moved", "", {})  # type: ignore[arg-type]
    assert len(house.requests("hiring")) == 2
