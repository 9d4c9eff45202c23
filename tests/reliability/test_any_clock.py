"""Clocks in any order, beside a model that counts minutes (clock_walk.py, clock_model.py), on both databases.

After every step the ledger adds up, the due moment is the one that minutes say, and no rung came early, late or twice.
LANEWAY_SEEDS makes the walk longer.
"""

from datetime import UTC, datetime

from flask import Flask

from app.db import now, session, transaction
from app.models.person import Person
from app.operations import clock, importing
from tests.app.operations.beginning_items import House
from tests.reliability import walks
from tests.reliability.clock_walk import HOUSE, Clocks
from tests.reliability.ticking import FILES

BEGIN = datetime(2027, 3, 25, 9, 30, tzinfo=UTC)  # three days before Europe's clocks change, ten before Lord Howe's


def first_walk() -> None:
    """Up the whole ladder with a stop, a calendar and a second turn on the way: chance may miss that."""
    walk, checks = Clocks(), Clocks.every_clock_is_as_minutes_say
    walk.order()
    for deed in (
        lambda: walk.hours_pass_one_by_one(3),
        lambda: walk.suspend(0, 125, stops=True),
        lambda: walk.hours_pass_one_by_one(4),
        lambda: walk.ask_or_reply(0),
        lambda: walk.recount(0, "elsewhere"),
        lambda: walk.time_passes_and_a_worker_works(60),
        lambda: walk.ask_or_reply(0),
        lambda: walk.hours_pass_one_by_one(26),
        lambda: walk.work(0, finished=False),
        lambda: walk.recount(0, "nights"),
        lambda: walk.say(0, again=True),
        lambda: walk.hours_pass_one_by_one(26),
        lambda: walk.recount(0, "office"),
        lambda: walk.hours_pass_one_by_one(26),
    ):
        deed()
        checks(walk)
    assert all(kept.told >= len(kept.rungs) for key, kept in walk.orders[0].clocks.items() if key != "response")
    walk.teardown()


def test_whatever_happens_to_clocks(empty_house: Flask) -> None:
    HOUSE[:] = [House(empty_house)]
    with transaction():
        assert importing.import_files(FILES).state == "published"
        session().add(Person(login="paul", name="Paul", email="", created_at=now(), roles=["process_manager"]))
        clock.move((BEGIN - now()).total_seconds())
    first_walk()
    walks.go(Clocks, steps=30)
