"""Figures count and take the median alike on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from app.db import now, reading, session, transaction
from app.models.request import Request
from app.operations.permissions import LANEWAY
from app.queries.insights import figures
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Caller


def test_the_median_is_the_middle(house: Flask, program: Callable[[str], Caller]) -> None:
    marta = program("marta")
    for _time in range(4):
        ordered(marta)
    with transaction():
        for hours, row in zip((1, 3, 8), session().scalars(select(Request).order_by(Request.id)), strict=False):
            row.state, row.outcome, row.ended_at = "ended", "fulfilled", now()
            row.created_at = now() - timedelta(hours=hours)
    with reading():
        found = figures(replace(LANEWAY))
    assert found.median is not None
    assert abs(found.median - timedelta(hours=3)) < timedelta(minutes=1)
    assert sum(one.fulfilled for one in found.counts) == 3
    assert sum(one.received for one in found.counts) == 4
    assert found.open_now == 1
