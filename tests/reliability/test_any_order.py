"""Whatever people do in whatever order, while time goes on and the worker works: the promises hold after every step.

A random walk over the operations on SQLite. LANEWAY_SEEDS makes it longer, as it does the killing of parts.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select, text

from app.commands.dump import snapshot
from app.db import Base, reading, session, transaction
from app.demo import people
from app.errors import LanewayError
from app.jobs.connectors import connectors
from app.models.person import Person
from app.models.task import Task
from app.operations import clock, requests, tasks
from app.operations.permissions import actor_of
from bench.chaos import promises as checks
from tests.fixtures.cast import Cast, Player
from tests.journeys.test_new_software import AUTOCAD, CHEAP, FIGMA, NEW
from tests.reliability import walks
from tests.reliability.plain import plain

PEOPLE = tuple(row.login for row in people.PEOPLE)
ORDERS = (FIGMA, CHEAP, NEW, AUTOCAD, {**NEW, "vendor": ""}, {**FIGMA, "software": "Wireshark"})
ANSWERS = {
    "decide": [{"decision": "approve", "justification": "The bridge starts in December."}],
    "correct": [NEW, FIGMA],
    "buy": [{"order_number": "PO-20417", "licence_key": "F-1", "paid": 90}],
    "test": [{"passed": True}, {"passed": False, "test_note": "Does not start."}],
    "install": [{}],
    "by_hand": [{"entered": True}],
    "confirm": [{"confirmed": True}, {"confirmed": False, "remark": "It asks for a key."}],
}
ANSWERS["decide"] += [{"decision": word, "reason": "Too dear."} for word in ("reject", "change")]
ANSWERS["approvals"] = ANSWERS["decide"]
NOTHING: list[dict[str, Any]] = [{}]  # what counter-tasks ask for
KEPT = ("alembic_version", "person", "group", "membership", "definition", "definition_version", "setting", "connector")

WORKER: list[Cast] = []  # not of the machine: hypothesis looks at all that its machines have

person, place = st.sampled_from(PEOPLE), st.integers(0, 40)


class House(RuleBasedStateMachine):
    """One house, emptied of requests before each walk."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: list[str] = []
        empty()

    @rule(login=st.sampled_from(["marta", "ilse", "jonas"]), data=st.sampled_from(ORDERS))
    def order(self, login: str, data: dict[str, Any]) -> None:
        self.numbers.append(Player(login).orders("new_software", data))

    @precondition(lambda self: self.numbers)
    @rule(login=person, at=place, answer=place)
    def complete(self, login: str, at: int, answer: int) -> None:
        """Anybody tries to complete any task; mostly it is not theirs."""
        found = self.any_task(at)
        if found is not None:
            given = ANSWERS.get(found[1], NOTHING)
            self.tried(login, lambda actor: tasks.complete(actor, found[0], given[answer % len(given)]))

    @precondition(lambda self: self.numbers)
    @rule(at=place, answer=place)
    def complete_ones_own(self, at: int, answer: int) -> None:
        """Somebody to whom it is offered does it."""
        found = self.any_task(at)
        if found is not None:
            self.somebody_completes(found, answer)

    @precondition(lambda self: self.numbers)
    @rule(login=person, at=place, verb=st.sampled_from([tasks.claim, tasks.release]))
    def take_or_give_back(self, login: str, at: int, verb: Callable[..., Task]) -> None:
        found = self.any_task(at)
        if found is not None:
            self.tried(login, lambda actor: verb(actor, found[0]))

    @precondition(lambda self: self.numbers)
    @rule(login=st.sampled_from(["marta", "ilse", "eva"]), at=place)
    def withdraw(self, login: str, at: int) -> None:
        self.tried(login, lambda actor: requests.withdraw(actor, self.numbers[at % len(self.numbers)], "No."))

    @rule(hours=st.sampled_from([1, 23, 49, 121, 200]))
    def time_passes(self, hours: int) -> None:
        with transaction():
            clock.move(hours * 3600)

    @rule()
    def worker_works(self) -> None:
        worker().works()

    @invariant()
    def promises_hold(self) -> None:
        with reading():
            dump = plain(snapshot())
        assert [*checks.whole(dump), *checks.accepted_exist(dump, self.numbers)] == []

    def teardown(self) -> None:
        """In the end everybody does their part, and every request comes to its end."""
        for _ in range(200):
            worker().works()
            found = self.any_task(0)
            if found is None:
                break
            assert self.somebody_completes(found, 0), f"nobody can do {found[1]}"
        worker().works()
        with reading():
            assert checks.settled(plain(snapshot()), self.numbers) == []

    def any_task(self, at: int) -> tuple[int, str] | None:
        """Id and element of one of the open tasks."""
        with reading():
            rows = session().execute(select(Task.id, Task.element).where(Task.state == "open").order_by(Task.id)).all()
            return (rows[at % len(rows)][0], rows[at % len(rows)][1]) if rows else None

    def somebody_completes(self, found: tuple[int, str], answer: int) -> bool:
        """Whether one of them could."""
        given = ANSWERS.get(found[1], NOTHING)
        chosen = given[answer % len(given)]
        return any(self.tried(login, lambda actor: tasks.complete(actor, found[0], chosen)) for login in PEOPLE)

    def tried(self, login: str, deed: Callable[..., object]) -> bool:
        """Whether the house let them; a refusal must leave nothing behind, which the promises show."""
        try:
            with transaction():
                deed(actor_of(session().scalars(select(Person).where(Person.login == login)).one()))
        except LanewayError:
            return False
        return True


def worker() -> Cast:
    """The worker of the house that the test is in."""
    return WORKER[0]


def empty() -> None:
    """No request is left, and the clock stands right."""
    with transaction():
        clock.move(None)
    with transaction():
        session().execute(text("PRAGMA defer_foreign_keys = ON"))
        for table in reversed(Base.metadata.sorted_tables):
            if table.name not in KEPT:
                session().execute(table.delete())


def test_whatever_people_do(sqlite_house: Flask) -> None:
    WORKER[:] = [Cast(dict(connectors(sqlite_house.extensions["laneway"])))]
    walks.go(House, steps=20)
