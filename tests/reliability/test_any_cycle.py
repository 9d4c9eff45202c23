"""Timers that repeat, on borders and at starts, in any order with people, late and lost workers, on both databases.

After every step each has fired as often as a model of minutes says: never early, never twice, never lost. Time goes in
steps of three hours and every turn is at least ten minutes away from them. LANEWAY_SEEDS makes the walk longer.
"""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import func, select

from app.commands.dump import snapshot
from app.db import now, reading, session, transaction
from app.errors import StaleLease
from app.models.journal import Journal
from app.models.request import Request
from app.models.schedule import Schedule
from app.models.timer import Timer
from app.operations import clock, leases, requests, schedules, timers
from bench.chaos import promises
from tests.app.operations.beginning_items import House
from tests.reliability import walks
from tests.reliability.cycle_model import DAY, WATCHED, Cycle, begun, often, scheduled, thrice
from tests.reliability.plain import plain

MIDNIGHT = datetime(2027, 1, 4, tzinfo=UTC)
PLACE = st.integers(0, 40)
#: Items that begin by themselves, and every how many minutes.
BEGUN = {"six": ("R/2027-01-04T00:10:00Z/PT6H", 360), "daily": ("10 0 * * *", DAY)}
SAID_LATE: dict[type[Timer] | type[Schedule], Callable[[int, int], None]] = {
    Timer: timers.fire,
    Schedule: schedules.fire,
}
HOUSE: list[House] = []  # not of the machine: hypothesis looks at all that its machines have


class Cycles(RuleBasedStateMachine):
    """A few orders of one item, and two schedules. Each walk begins at a midnight with nothing that is overdue."""

    def __init__(self) -> None:
        super().__init__()
        self.house = HOUSE[0]
        with reading():
            self.midnight = MIDNIGHT + timedelta(days=max((now() - MIDNIGHT).days + 1, 0))
        self.minute = 0
        self.stand()
        self.house.work()
        self.begun = {key: scheduled(0, period) for key, (_, period) in BEGUN.items()}
        self.before = self.made()
        self.orders: dict[int, dict[str, Cycle]] = {}

    @precondition(lambda self: len(self.orders) < 4)
    @rule()
    def order(self) -> None:
        self.orders[self.house.order("watched")] = {"thrice": thrice(self.minute), "often": often(self.minute)}

    @precondition(lambda self: self.orders)
    @rule(at=PLACE, done=st.booleans())
    def ends(self, at: int, done: bool) -> None:
        """The task is done, or the request is taken back: its timers end with it."""
        number, cycles = list(self.orders.items())[at % len(self.orders)]
        if self.request(number).outcome is None:
            (self.house.complete if done else self.withdraw)(number)
        for cycle in cycles.values():
            cycle.stopped()

    @rule(hours=st.sampled_from([3, 6, 6, 12, 27]))
    def time_passes(self, hours: int) -> None:
        self.minute += hours * 60
        self.stand()

    @rule()
    def work(self) -> None:
        self.house.work()
        for cycle in self.cycles():
            cycle.worked(self.minute)

    @rule(hours=st.sampled_from([3, 6]))
    def all_is_in_time(self, hours: int) -> None:
        """Hour after hour."""
        self.time_passes(hours)
        self.work()

    @rule(kind=st.sampled_from(list(SAID_LATE)))
    def a_worker_is_lost(self, kind: type[Timer] | type[Schedule]) -> None:
        """It took what was due and slept; others did it meanwhile; what it says when it wakes does not count."""
        with transaction():
            taken = [(row.id, row.lease_token) for row in leases.claim(kind, "lost")]
        self.time_passes(3)
        self.work()
        for row_id, token in taken:
            with pytest.raises(StaleLease), transaction():
                SAID_LATE[kind](row_id, token)

    @invariant()
    def each_has_fired_as_often_as_it_should(self) -> None:
        made = self.made()
        assert {key: made[key] - self.before[key] for key in BEGUN} == {k: one.fired for k, one in self.begun.items()}
        fired = self.fired()
        for number, cycles in self.orders.items():
            assert {key: fired[number, key] for key in cycles} == {key: one.fired for key, one in cycles.items()}

    def teardown(self) -> None:
        for place in range(len(self.orders)):
            self.ends(place, done=True)
        self.work()
        with reading():
            dump = plain(snapshot())
        assert [*promises.whole(dump), *promises.nothing_open(dump)] == []

    def cycles(self) -> list[Cycle]:
        """All of the model."""
        return [*self.begun.values(), *(cycle for one in self.orders.values() for cycle in one.values())]

    def stand(self) -> None:
        """The house's clock shows the model's minute, however long the steps before have taken."""
        with transaction():
            clock.stand(self.midnight + timedelta(minutes=self.minute))

    def withdraw(self, number: int) -> None:
        with transaction():
            requests.withdraw(self.house.actor("otto"), f"REQ-{number:06}", "No.")  # type: ignore[arg-type]

    def request(self, number: int) -> Request:
        with reading():
            return session().get_one(Request, number, populate_existing=True)

    def made(self) -> Counter[str]:
        """How many requests of each item there are."""
        with reading():
            return Counter(dict(session().execute(select(Request.item, func.count()).group_by(Request.item)).all()))  # type: ignore[arg-type]

    def fired(self) -> Counter[tuple[int, str]]:
        """How often the journal says that a timer fired, by request and element."""
        with reading():
            rows = session().scalars(select(Journal).where(Journal.kind == "timer.fired"))
            return Counter((row.request_id, json.loads(row.data)["element"]) for row in rows)


def first_walk() -> None:
    """In time, late, by two workers, to the last of three turns, and none after the end: chance may miss that."""
    walk, checks = Cycles(), Cycles.each_has_fired_as_often_as_it_should
    walk.order()
    walk.order()
    for deed in (
        *[lambda: walk.all_is_in_time(3)] * 3,
        lambda: walk.time_passes(27),
        walk.work,
        walk.order,
        *[lambda: walk.all_is_in_time(3)] * 2,
        lambda: walk.time_passes(6),
        lambda: walk.a_worker_is_lost(Timer),
        lambda: walk.time_passes(27),
        lambda: walk.a_worker_is_lost(Schedule),
        lambda: walk.ends(0, done=True),
        lambda: walk.ends(1, done=False),
        lambda: walk.all_is_in_time(6),
    ):
        deed()
        checks(walk)
    assert [one["thrice"].fired for one in walk.orders.values()] == [3, 3, 3]
    assert all(cycle.fired > 1 for cycle in walk.cycles())
    walk.teardown()


def test_whatever_happens_to_timers_that_repeat(empty_house: Flask) -> None:
    HOUSE[:] = [House(empty_house)]
    HOUSE[0].publish("watched", WATCHED)
    for key, (text, _) in BEGUN.items():
        HOUSE[0].publish(key, begun(key, text))
    first_walk()
    walks.go(Cycles, steps=20)
