"""How long things take is measured by what was done, as soon as enough was."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import reading, session, transaction
from app.models.request import Request
from app.queries import usual
from app.queries.usual import Usual
from tests.app.queries.test_catalogue import ORDER
from tests.fixtures.cast import Player


def fulfilled(*days: int) -> None:
    """So many orders, each done after so many days."""
    numbers = [Player("dan").orders("new_software", ORDER) for _day in days]
    with transaction():
        newest = session().scalars(select(Request).order_by(Request.id.desc()).limit(len(numbers)))
        rows = list(newest)[::-1]
        for row, span in zip(rows, days, strict=True):
            row.state, row.outcome, row.ended_at = "ended", "fulfilled", row.created_at + timedelta(days=span)


def test_the_median_of_enough(house: Flask) -> None:
    fulfilled(2, 2, 3, 90)
    with reading():
        assert usual.of_items(["new_software", "office_move"]) == {}
    fulfilled(4)
    with reading():
        assert usual.of_items(["new_software", "office_move"]) == {"new_software": Usual("P3D", 5)}
        assert usual.of_items(["office_move"]) == usual.of_items([]) == {}


def test_neither_what_was_refused_nor_what_is_long_ago_counts(house: Flask) -> None:
    fulfilled(*[20] * 5, *[2] * usual.LAST)
    Player("dan").orders("new_software", ORDER)
    with reading():
        assert usual.of_items(["new_software"]) == {"new_software": Usual("P2D", usual.LAST)}
    with transaction():
        session().execute(update(Request).where(Request.state == "ended").values(outcome="rejected"))
    with reading():
        assert usual.of_items(["new_software"]) == {}


@pytest.mark.parametrize(
    ("minutes", "span"),
    [(0, "PT1M"), (12.4, "PT12M"), (89, "PT89M"), (90, "PT2H"), (150, "PT2H"), (35 * 60, "PT35H"), (36 * 60, "P2D")],
)
def test_as_people_say_it(minutes: float, span: str) -> None:
    assert usual.spoken(timedelta(minutes=minutes)) == span
