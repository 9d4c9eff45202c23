"""Signals over the API: who waits hears them, items begin, once for an Idempotency-Key, for programs alone."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import transaction
from app.jobs import shift, work
from app.models.journal import Journal
from app.models.message_wait import MessageWait
from app.models.person import Person
from app.models.request import Request
from app.operations import importing
from tests.app.jobs.conftest import read
from tests.app.operations.test_signals import BEGUN, WAITS
from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]
PATH = "/api/v1/signals"
DRILL = {"name": "alarm", "data": {"why": "drill"}}


@pytest.fixture
def items(house: Flask) -> Flask:
    with transaction():
        for name, file in (("waits", WAITS), ("begun", BEGUN)):
            made = importing.import_files({f"{name}.bpmn": file})
            assert made.state == "published", made.problems
    shift.begin(shift.Shift("test:1", {}, None))
    return house


def begun() -> list[Request]:
    return read(select(Request).where(Request.item == "begun"))


def test_who_waits_hears_it_and_what_it_begins_begins_once_for_a_key(items: Flask, program: Program) -> None:
    number = program("marta").post("/api/v1/requests", json={"item": "waits", "data": {}}).json["number"]
    admin = program("admin")
    for _twice in range(2):
        answer = admin.post(PATH, json=DRILL, headers={"Idempotency-Key": "drill-1"})
        assert (answer.status_code, answer.json) == (202, {"waiting": 1, "begins": 1})
    work.drain()
    assert [row.state for row in read(select(MessageWait).where(MessageWait.name == "alarm"))] == ["done"]
    assert program("marta").get(f"/api/v1/requests/{number}").json["variables"]["why"] == "drill"
    (request,) = begun()
    told = {row.kind: row.actor for row in read(select(Journal).where(Journal.request_id.in_([0, request.id])))}
    assert (told["signal.thrown"], told["request.by_signal"]) == ("admin", "admin")


def test_without_an_owner_the_requester_is_who_threw_it(items: Flask, program: Program) -> None:
    with transaction():
        importing.import_files({"begun.bpmn": BEGUN.replace(b'name="owner" value="ilse"', b'name="owner" value=""')})
    program("admin").post(PATH, json={"name": "alarm"})
    work.drain()
    logins = read(select(Person.login).join(Request, Request.requester_id == Person.id).where(Request.item == "begun"))
    assert logins == ["admin"]


def test_what_is_refused(items: Flask, program: Program) -> None:
    assert program("marta").post(PATH, json=DRILL).status_code == 403
    admin = program("admin")
    for body in ({}, {"name": ""}, {"name": "alarm", "data": []}, {"name": "alarm", "more": 1}, {"name": "a" * 201}):
        assert admin.post(PATH, json=body).status_code == 422
    assert admin.post(PATH, json={"name": "nobody waits"}).json == {"waiting": 0, "begins": 0}
    work.drain()
    assert begun() == []
