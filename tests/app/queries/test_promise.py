"""When an item is usually there: in working time, later when the desk is behind, and the same afterwards as before."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import now, reading, session, transaction
from app.models.request import Request
from app.queries import promise
from tests.app.queries.test_catalogue import ORDER
from tests.fixtures.cast import Player

MONDAY = datetime(2031, 3, 10, 9, tzinfo=UTC)  # ten in Berlin
ITEM = {"new_software": {"timezone": "Europe/Berlin"}}


@pytest.fixture
def orders(house: Flask) -> list[int]:
    """Six orders; five of them took a working day each."""
    ids = [int(Player("dan").orders("new_software", ORDER)[4:]) for _number in range(6)]
    with transaction():
        for row in session().scalars(select(Request).where(Request.id.in_(ids[:5]))):
            row.created_at, row.ended_at = MONDAY - timedelta(days=7), MONDAY - timedelta(days=6)
            row.state, row.outcome = "ended", "fulfilled"
    return ids


def promised(at: datetime, before: int | None = None) -> promise.Promise:
    with reading():
        return promise.of_items(ITEM, at, before)["new_software"]


def test_a_working_day_from_friday_is_monday(orders: list[int]) -> None:
    _created(orders[5], MONDAY + timedelta(days=40))
    friday = MONDAY + timedelta(days=4)
    found = promised(friday)
    assert (found.by, found.orders, found.open) == (friday + timedelta(days=3), 5, 0)
    assert "8 h" in found.why


def test_what_has_waited_longer_promises_later(orders: list[int]) -> None:
    for one in orders[:3]:
        with transaction():
            row = session().get_one(Request, one)
            row.created_at, row.ended_at = MONDAY - timedelta(days=4), MONDAY - timedelta(days=4) + timedelta(hours=2)
    _created(orders[5], MONDAY - timedelta(days=28))
    found = promised(MONDAY)
    assert found.open == 1
    assert found.by > MONDAY + timedelta(hours=2)


def test_the_same_is_said_afterwards(orders: list[int]) -> None:
    before = promised(MONDAY, orders[5])
    with transaction():
        for row in session().scalars(select(Request)):
            row.ended_at = row.ended_at or now() + timedelta(days=9000)
    assert promised(MONDAY, orders[5]) == before


def _created(request: int, moment: datetime) -> None:
    with transaction():
        session().get_one(Request, request).created_at = moment
