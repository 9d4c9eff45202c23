"""The answer to an order says what reading the request says, whatever its first step opened, and reads no task."""

from datetime import timedelta

import pytest
from flask import Flask

from app.db import now, reading, transaction
from app.operations import importing, ordering, substitutes, suspensions
from app.queries import request as queries
from app.queries.request import RequestPage
from tests.app.operations import ruled
from tests.app.operations.beginning_items import done, item
from tests.app.test_reading import counted
from tests.workflows.diagrams import ad_hoc, boundary, catch, flow, loop, path, start, timer, user, xor

ASKED = "select task."
NAMED = {"ext": '<zeebe:assignmentDefinition candidateUsers="dan,grace"/>'}
ONE = path("start", "work", "end")
OPENED = {
    "approval": (user("work", approver="manager"), ONE),
    "group": (user("work", group="infrastructure"), ONE),
    "named": (user("work", **NAMED), ONE),
    "many": (user("work", loop("for n in 1..3 return n", "n"), group="infrastructure"), ONE),
    "internal": (user("work", group="infrastructure", internal="true"), ONE),
    "timers": (
        user("work", group="infrastructure"),
        boundary("late", "work", timer("PT2H"), interrupting=False),
        boundary("soon", "work", timer("PT1H"), interrupting=False),
        done("e2"),
        path("late", "e2"),
        path("soon", "e2"),
        ONE,
    ),
    "alone": (catch("work", timer("PT1H")), ONE),
    "nothing": (path("start", "end"),),
}
READ_AGAIN = {
    "steps": (ad_hoc("work", user("a", group="infrastructure"), user("b", group="infrastructure")), ONE),
    "checked": (
        user("confirm", kind="requester"),
        xor("well", "yes"),
        user("again", group="infrastructure"),
        path("start", "confirm", "well"),
        flow("well", "end", key="yes"),
        flow("well", "again", "confirmed = false"),
        path("again", "confirm"),
    ),
}


def ordered(key: str, login: str = "marta") -> tuple[RequestPage, RequestPage, list[str]]:
    """What the order was answered, what is read afterwards, and what was asked for the answer."""
    actor = ruled.who(login)
    with transaction():
        made = ordering.submit(actor, key, {"amount": "10"} if key == "buying" else {})
        with counted() as said:
            answer = queries.just_ordered(actor, made)
    with reading():
        return answer, queries.one(actor, answer.line.number), [one.lower() for one in said]


def publish(key: str, *inside: str, **given: str) -> None:
    with transaction():
        file = item(key, start(), *inside, done(), **given)
        made = importing.import_files({f"{key}.bpmn": file})
        assert made.state == "published", made.problems


@pytest.mark.parametrize("key", OPENED)
def test_what_was_opened_is_told_and_not_read(house: Flask, key: str) -> None:
    publish(key, *OPENED[key])
    answer, read, said = ordered(key)
    assert answer == read
    assert not [one for one in said if one.startswith(ASKED)]


@pytest.mark.parametrize("key", READ_AGAIN)
def test_what_the_step_touched_twice_is_read(house: Flask, key: str) -> None:
    publish(key, *READ_AGAIN[key], **({"check_group": "security"} if key == "checked" else {}))
    answer, read, said = ordered(key)
    assert answer == read
    assert [one for one in said if one.startswith(ASKED)]


def test_what_somebody_has_for_an_absent_manager(house: Flask) -> None:
    publish("approval", *OPENED["approval"])
    with transaction():
        substitutes.name(ruled.who("jonas"), "stefan", now(), now() + timedelta(days=7))
    answer, read, _said = ordered("approval")
    assert answer == read
    assert [(task.assignee, task.for_name) for task in answer.tasks] == [("stefan", "Jonas Weber")]


def test_what_rules_ask(house: Flask) -> None:
    ruled.publish({"id": "R1", "who": "manager"}, {"id": "R2", "who": "manager"})
    answer, read, _said = ordered("buying")
    assert answer == read
    assert len(answer.tasks) == 1


def test_what_is_suspended_at_once(house: Flask) -> None:
    publish("timers", *OPENED["timers"])
    with transaction():
        suspensions.suspend(ruled.who("paul"), "item", "timers", reason="maintenance")
    answer, read, _said = ordered("timers")
    assert answer == read
    assert answer.line.state == "suspended"
