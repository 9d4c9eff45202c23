"""What was asked ahead as for the last order of an item is a guess: an order that needs something else gets that."""

from datetime import timedelta

from flask import Flask

from app.db import now, transaction
from app.operations import substitutes
from tests.app.operations import ruled
from tests.app.operations.test_just_made import OPENED, ordered, publish


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
