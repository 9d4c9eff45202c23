"""What was asked ahead as the last time is a guess: an order or a completion that needs something else gets that."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from app.db import now, transaction
from app.operations import substitutes
from tests.app.operations import ruled
from tests.app.operations.test_just_made import OPENED, ordered, publish
from tests.app.web.api.test_journey import ORDER
from tests.fixtures.callers import Caller


def test_an_order_that_opens_something_else_than_the_last(house: Flask) -> None:
    for shape in ("approval", "approval", "timers", "many", "many", "nothing", "timers", "approval"):
        publish("item", *OPENED[shape])
        for _again in range(2):
            answer, read, _said = ordered("item")
            assert answer == read


def test_a_manager_who_went_away_since_the_last_order(house: Flask) -> None:
    publish("item", *OPENED["approval"])
    for _again in range(2):
        assert [task.assignee for task in ordered("item")[0].tasks] == ["jonas"]
    with transaction():
        substitutes.name(ruled.who("jonas"), "stefan", now(), now() + timedelta(days=7))
    assert [task.assignee for task in ordered("item")[0].tasks] == ["stefan"]
    with transaction():
        assert substitutes.end(ruled.who("jonas"), 1)
    assert [task.assignee for task in ordered("item")[0].tasks] == ["jonas"]


def test_somebody_else_orders_the_same(house: Flask) -> None:
    publish("item", *OPENED["approval"])
    for login in ("marta", "marta", "jonas", "dan", "marta"):
        answer, read, _said = ordered("item", login)
        assert answer == read
        assert answer.tasks[0].assignee != login


def test_a_completion_that_opens_something_else_than_the_last(house: Flask, program: Callable[[str], Caller]) -> None:
    """Approved and declined: what was foreseen is never taken for what is."""
    marta, jonas = program("marta"), program("jonas")
    for decision, after in (("approve", 1), ("approve", 1), ("reject", 0), ("approve", 1), ("approve", 1)):
        (task,) = marta.post("/api/v1/requests", json=ORDER).json["tasks"]
        given = {"decision": decision, "reason": "So be it."}
        done = jonas.post(f"/api/v1/tasks/{task['id']}/complete", json={"data": given})
        assert done.status_code == 200, done.text
        assert len(done.json["request"]["tasks"]) == after
        assert {one["group"] for one in done.json["request"]["tasks"]} == ({"procurement"} if after else set())
        read = marta.get(f"/api/v1/requests/{done.json['request']['number']}").json
        assert [one["id"] for one in read["tasks"]] == [one["id"] for one in done.json["request"]["tasks"]]
