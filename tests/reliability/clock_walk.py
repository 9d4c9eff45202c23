"""A house in which clocks are turned by steps, questions, suspensions and calendars: what may happen, in any order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from app.db import now, reading, session, transaction
from app.errors import Suspended
from app.models.clock import Clock
from app.models.task import Task
from app.operations import calendars, clock, ordering, questions, requests, suspensions, tasks, urgency
from app.operations.clocks import recounting
from app.operations.holidays import Holidays
from tests.app.operations.beginning_items import House
from tests.reliability.ticking import HOURS, Ordered, as_minutes_say, facts, ledger, rows, seconds

PLACE = st.integers(0, 40)
HOUSE: list[House] = []  # not of the machine: hypothesis looks at all that its machines have


def moment() -> int:
    """The house's second."""
    with reading():
        return seconds(now())


class Clocks(RuleBasedStateMachine):
    """A few orders of one item."""

    def __init__(self) -> None:
        super().__init__()
        self.house, self.hours, self.orders = HOUSE[0], "office", []
        self.save("office")

    @precondition(lambda self: len(self.orders) < 3)
    @rule()
    def order(self) -> None:
        low = moment()
        with transaction():
            found = ordering.submit(self.actor("otto"), "ticking", {}).id
        self.orders.append(Ordered.under(found, HOURS[self.hours]))
        self.turn(low)

    @precondition(lambda self: self.orders)
    @rule(at=PLACE, finished=st.sampled_from([False, False, True]))
    def work(self, at: int, finished: bool) -> None:
        one = self.one(at)
        if one.place == "work":
            with self.tried(one) as free:
                tasks.complete(self.actor("ilse"), self.task(one), {"finished": finished})
            if free:
                one.place, one.answered, one.question = "ended" if finished else "answer", True, None
                self.turn(free[0])

    @precondition(lambda self: self.orders)
    @rule(at=PLACE, again=st.sampled_from([True, True, False]))
    def say(self, at: int, again: bool) -> None:
        """The requester is content, or it is opened again."""
        one = self.one(at)
        if one.place == "answer":
            with self.tried(one) as free:
                tasks.complete(self.actor("otto"), self.task(one), {"again": again})
            if free:
                one.place = "work" if again else "ended"
                self.turn(free[0])

    @precondition(lambda self: self.orders)
    @rule(at=PLACE)
    def ask_or_reply(self, at: int) -> None:
        """A question beside the task, from ilse to otto; the next time its answer."""
        one, low = self.one(at), moment()
        if one.place != "work":
            return
        with transaction():
            if one.question:
                questions.answer(self.actor("otto"), one.number, one.question, "Yes.")
                one.question = None
            else:
                asker = self.actor("ilse")
                one.question = questions.ask(asker, self.task(one), "otto", "Well?").id
                one.answered = True
        self.turn(low)

    @precondition(lambda self: self.orders)
    @rule(at=PLACE, minutes=st.sampled_from([None, 125, 1445]), stops=st.sampled_from([True, True, False]))
    def suspend(self, at: int, minutes: int | None, stops: bool) -> None:
        one, low = self.one(at), moment()
        if one.place == "ended" or len(one.held) > 2:
            return
        with transaction():
            until = now() + timedelta(minutes=minutes) if minutes else None
            words: dict[str, Any] = {"reason": "maintenance", "until": until, "pauses_clocks": stops}
            row = suspensions.suspend(self.actor("paul"), "requests", requests=[one.number], **words)
            one.held[row.id] = (stops, seconds(until) if until else None)
        self.turn(low)

    @precondition(lambda self: any(one.held for one in self.orders))
    @rule()
    def resume(self) -> None:
        one = next(one for one in self.orders if one.held)
        low = moment()
        with transaction():
            suspensions.resume_request(self.actor("paul"), one.number)
        one.held = {}
        self.turn(low)

    @precondition(lambda self: self.orders)
    @rule(hours=st.integers(6, 26))
    def hours_pass_one_by_one(self, hours: int) -> None:
        """A worker works after each: rungs come due one after the other."""
        for _hour in range(hours):
            self.time_passes_and_a_worker_works(60)

    @precondition(lambda self: self.orders)
    @rule(at=PLACE, priority=st.sampled_from([10, 90]))
    def another_priority(self, at: int, priority: int) -> None:
        """It orders a list and turns no clock."""
        one = self.one(at)
        with transaction():
            if one.place == "work":
                urgency.put(self.actor("paul"), self.task(one), priority)

    @precondition(lambda self: self.orders)
    @rule(at=st.integers(0, 200))
    def withdraw(self, at: int) -> None:
        one, low = self.one(at), moment()
        if one.place != "ended" and at % 5 == 0:
            with transaction():
                requests.withdraw(self.actor("otto"), one.number, "No more.")
            one.place, one.held = "ended", {}
            self.turn(low)

    @rule(key=st.sampled_from(sorted(HOURS)))
    def save(self, key: str) -> None:
        """Other hours for what begins from now on."""
        with transaction():
            checked = calendars.checked("standard", facts(key))
            calendars.save(self.actor("paul"), "standard", checked, Holidays())
        self.hours = key

    @precondition(lambda self: self.orders)
    @rule(at=PLACE, key=st.sampled_from(sorted(HOURS)))
    def recount(self, at: int, key: str) -> None:
        """What is open goes by the new hours; rungs that are not reached by them are before it again."""
        self.save(key)
        one = self.one(at)
        low = moment()
        with transaction():
            instance = session().scalars(select(Clock.instance_id).where(Clock.request_id == one.id)).first()
            recounting.recount(self.actor("paul"), "standard", instance or 0)
        with reading():
            for row in rows(one):
                kept = one.clocks[row.key]
                if kept.state != "ended":
                    kept.hours = HOURS[key]
                    least, most = (kept.reached(kept.used(ledger(row), at)) for at in (low, seconds(now())))
                    assert min(kept.behind, least) <= row.rung <= min(kept.behind, most)
                    kept.behind = row.rung

    @rule(minutes=st.sampled_from([20, 90, 720]))
    def time_passes(self, minutes: int) -> None:
        with transaction():
            clock.move(minutes * 60)

    @precondition(lambda self: self.orders)
    @rule(minutes=st.sampled_from([30, 60, 180, 180, 1440]))
    def time_passes_and_a_worker_works(self, minutes: int) -> None:
        self.time_passes(minutes)
        low = moment()
        self.house.work()
        for one in self.orders:
            one.held = {key: held for key, held in one.held.items() if held[1] is None or held[1] > low}
        self.turn(low)
        with reading():
            for one in self.orders:
                for row in rows(one):
                    kept = one.clocks[row.key]
                    if kept.state == "runs":
                        assert row.rung >= kept.reached(kept.used(ledger(row), low)), f"{row.key} came late"

    @invariant()
    def every_clock_is_as_minutes_say(self) -> None:
        with reading():
            for one in self.orders:
                as_minutes_say(one, seconds(now()))

    def teardown(self) -> None:
        """In the end all is withdrawn, and what was over says so."""
        for one in self.orders:
            if one.place != "ended":
                with transaction():
                    requests.withdraw(self.actor("otto"), one.number, "No more.")
        self.house.work()
        with reading():
            open_ones = select(Clock.id).where(Clock.ended_at.is_(None) | Clock.state.in_(("ready", "leased", "held")))
            assert session().scalars(open_ones).all() == []

    def actor(self, login: str) -> Any:
        return self.house.actor(login)

    def one(self, at: int) -> Ordered:
        return self.orders[at % len(self.orders)]

    def task(self, one: Ordered) -> int:
        return session().scalars(select(Task.id).where(Task.request_id == one.id, Task.state == "open")).one()

    @contextmanager
    def tried(self, one: Ordered) -> Iterator[list[int]]:
        """A deed that a suspension refuses; where it does not, the second before it stands in the list."""
        free, low = [], moment()
        try:
            with transaction():
                yield free
            assert not one.held
            free.append(low)
        except Suspended:
            assert one.held

    def turn(self, low: int) -> None:
        """Something has just happened."""
        high = moment()
        for one in self.orders:
            for key, kept in one.clocks.items():
                kept.turned(one.state(key), low, high)
