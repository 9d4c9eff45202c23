"""Timers: a row that is early for the engine waits, and is not lost."""

from datetime import timedelta

from sqlalchemy import select, update

from app.db import now, reading, session, transaction
from app.models.timer import Timer
from app.operations import importing
from tests.app.operations.beginning_items import done, item
from tests.fixtures.cast import Cast
from tests.workflows.diagrams import catch, node, path, timer

PAUSE = item("pause", node("startEvent", "s"), catch("wait", timer("PT2H")), done(), path("s", "wait", "end"))


def test_a_row_that_is_early_for_the_engine_fires_when_it_is_due(cast: Cast) -> None:
    with transaction():
        importing.import_files({"pause.bpmn": PAUSE})
    number = cast.marta.orders("pause", {})
    with transaction():
        early = now() - timedelta(seconds=1)
        session().execute(update(Timer).values(run_at=early))
    cast.works()
    assert cast.request(number).state == "running"
    with reading():
        row = session().execute(select(Timer.run_at, Timer.lease_until, Timer.attempts)).one()
        assert row.run_at == early, "it forgot when it was due"
        assert row.lease_until > now(), "it would be looked at again and again"
        assert row.attempts == 0
    cast.later(hours=3)
    assert cast.request(number).outcome == "fulfilled"
