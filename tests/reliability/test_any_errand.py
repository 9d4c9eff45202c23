"""Approvals, calls, timers, messages and lost workers in any order, beside a model that knows what must come of it.

A random walk on both databases; after every step the house's tasks and outcomes are those of the model. LANEWAY_SEEDS
makes it longer.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.commands.dump import snapshot
from app.config import ROOT
from app.connectors.base import ConnectorError, Order
from app.db import reading, session, transaction
from app.errors import LanewayError, StaleLease
from app.models.call import Call
from app.models.outbox import Outbox
from app.models.timer import Timer
from app.operations import calls, clock, importing, leases, messages, timers
from app.operations.permissions import LANEWAY
from bench.chaos import promises
from tests.fixtures.cast import Cast
from tests.reliability import walks
from tests.reliability.errand_model import Errand
from tests.reliability.plain import plain

ITEM = ROOT / "bench" / "chaos" / "item"
MONTH = 30 * 86_400
PLACE = st.integers(0, 40)
Row = Call | Timer | Outbox
SAID_LATE: dict[type[Row], Callable[[int, int], object]] = {
    Call: lambda row, token: calls.finish(row, token, {}),
    Timer: timers.fire,
    Outbox: lambda row, token: leases.finished(Outbox, row, token),
}


class Outside:
    """The other side of the call: refuses poison for good, and remembers by which key it did what."""

    type, name = "http", "Outside"

    def __init__(self) -> None:
        self.keys: dict[str, list[str]] = defaultdict(list)

    def run(self, order: Order) -> dict[str, Any]:
        """Raises ConnectorError."""
        body = order.data["body"]
        if body["mood"] == "poison":
            raise ConnectorError("Never.", permanent=True)
        self.keys[body["reference"]].append(order.key)
        return {"receipt": "R"}

    def test(self) -> str:
        """Always well."""
        return ""


HOUSE: list[tuple[Cast, Outside]] = []  # not of the machine: hypothesis looks at all that its machines have
COUNT = iter(range(1_000_000))  # no reference comes twice in a house


class Errands(RuleBasedStateMachine):
    """A few orders of one item."""

    def __init__(self) -> None:
        super().__init__()
        self.cast, self.outside = HOUSE[0]
        self.minute = 0
        self.orders: dict[str, Errand] = {}

    @precondition(lambda self: len(self.orders) < 5)
    @rule(poison=st.sampled_from([False, False, False, True]), wait=st.sampled_from([90, 250]))
    def order(self, poison: bool, wait: int) -> None:
        made = Errand(f"errand-{next(COUNT)}", poison, wait, 610)
        words = {"reference": made.reference, "mood": "poison" if poison else "good", "target": "http://nowhere/"}
        times = {"wait": f"PT{made.wait}M", "patience": f"PT{made.patience}M"}
        self.orders[self.cast.marta.orders("errand", {**words, **times})] = made

    @precondition(lambda self: self.orders)
    @rule(at=PLACE, yes=st.sampled_from([True, True, True, False]))
    def decide(self, at: int, yes: bool) -> None:
        number, errand = self.one(at)
        if self.offered(errand, "Approve", number):
            words = {"decision": "approve"} if yes else {"decision": "reject", "reason": "No."}
            self.cast.jonas.does(number, "Approve", **words)
            errand.decided(yes, self.minute)

    @precondition(lambda self: self.orders)
    @rule(at=PLACE)
    def all_comes_in_time(self, at: int) -> None:
        """Decided, told, done and ripe: as far as this one gets without being looked over."""
        self.decide(at, yes=True)
        self.tell(at)
        self.time_passes(300)
        self.work()

    @precondition(lambda self: self.orders)
    @rule(at=PLACE)
    def look(self, at: int) -> None:
        number, errand = self.one(at)
        if self.offered(errand, "Look it over", number):
            self.cast.bela.does(number, "Look it over", note="Good.")
            errand.outcome = "fulfilled"

    @precondition(lambda self: self.orders)
    @rule(at=PLACE)
    def tell(self, at: int) -> None:
        _, errand = self.one(at)
        if not errand.told:
            with transaction():
                messages.receive(LANEWAY, "errand-arrived", errand.reference, {}, MONTH)
            errand.heard(self.minute)

    @precondition(lambda self: self.orders)
    @rule(at=PLACE)
    def withdraw(self, at: int) -> None:
        number, errand = self.one(at)
        if errand.outcome:
            with pytest.raises(LanewayError):
                self.cast.marta.withdraws(number, "No more.")
        else:
            self.cast.marta.withdraws(number, "No more.")
            errand.outcome = "withdrawn"

    @rule(minutes=st.sampled_from([60, 180, 720]))
    def time_passes(self, minutes: int) -> None:
        with transaction():
            clock.move(minutes * 60)
        self.minute += minutes

    @rule()
    def work(self) -> None:
        self.cast.works()
        for errand in self.orders.values():
            errand.worked(self.minute)

    @rule(kind=st.sampled_from(list(SAID_LATE)))
    def a_worker_is_lost(self, kind: type[Row]) -> None:
        """It took something and slept; others did it meanwhile; what it says when it wakes does not count."""
        with transaction():
            taken = [(row.id, row.lease_token) for row in leases.claim(kind, "lost")]
        self.time_passes(60)
        self.work()
        for row_id, token in taken:
            with pytest.raises(StaleLease), transaction():
                SAID_LATE[kind](row_id, token)

    @invariant()
    def the_house_is_as_the_model(self) -> None:
        for number, errand in self.orders.items():
            request = self.cast.request(number)
            assert self.cast.open_tasks(number) == errand.open_tasks, errand
            assert request.outcome == errand.outcome, errand
            assert (request.state == "stuck") == (errand.stuck and not errand.outcome), errand
        session().rollback()  # a look at an expired row may have begun something

    def teardown(self) -> None:
        """In the end everything is withdrawn that has not ended; nothing was done outside twice."""
        with reading():
            assert promises.whole(plain(snapshot())) == []
        for place in range(len(self.orders)):
            if not self.one(place)[1].outcome:
                self.withdraw(place)
        self.work()
        with reading():
            dump = plain(snapshot())
        assert [*promises.whole(dump), *promises.nothing_open({**dump, "calls": []})] == []
        for errand in self.orders.values():
            assert len(set(self.outside.keys[errand.reference])) == errand.called, errand

    def one(self, at: int) -> tuple[str, Errand]:
        """One of the orders."""
        return list(self.orders.items())[at % len(self.orders)]

    def offered(self, errand: Errand, name: str, number: str) -> bool:
        """Whether the model has this task open; else nobody may do it."""
        if name not in errand.open_tasks:
            assert self.cast.jonas.has_nothing(number) or name != "Approve"
        return name in errand.open_tasks


def test_whatever_happens_to_errands(house: Flask) -> None:
    with transaction():
        importing.import_files({path.name: path.read_bytes() for path in ITEM.iterdir()})
    outside = Outside()
    HOUSE[:] = [(Cast({"http": outside}), outside)]
    assert house
    walks.go(Errands, steps=25)
