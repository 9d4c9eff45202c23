"""Each bug that `laneway bench chaos --plant` plants breaks the promise it should; without it the deeds break none.

The plantings are those of the bench themselves; here in one process, so that each takes a moment and no seed.
"""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from flask import Flask

from app.commands.dump import snapshot
from app.config import ROOT
from app.connectors.base import ConnectorError
from app.db import reading, transaction
from app.errors import StaleLease
from app.jobs import scheduler, shift, worker
from app.jobs.connectors import connectors
from app.models.call import Call
from app.operations import calls, clock, importing, leases, messages
from app.operations.permissions import LANEWAY
from bench.chaos import effects, promises
from bench.chaos.bugs import BUGS
from bench.chaos.outside import Effect
from bench.chaos.planted.planting import PLANTED
from tests.fixtures.cast import Cast, Recorder
from tests.reliability.plain import plain
from tests.reliability.together import together

ITEM = ROOT / "bench" / "chaos" / "item"
Plant = Callable[[str], None]


@pytest.fixture
def outside() -> Recorder:
    """The other side; answers well unless told otherwise."""
    return Recorder("http")


@pytest.fixture
def cast(sqlite_house: Flask, outside: Recorder) -> Cast:
    return furnished(sqlite_house, outside)


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Plants a bug until the test is over."""

    def planted(bug: str) -> None:
        for place, name, value in PLANTED[bug]():
            monkeypatch.setattr(place, name, value)

    return planted


class OneLook(threading.Event):
    """A worker's `stopping`: it looks for work once, and ends when it would wait."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return True


def test_every_bug_that_can_be_planted_is_here() -> None:
    assert set(PLANTED) == set(BUGS)


def test_without_a_bug_nothing_is_found(cast: Cast, outside: Recorder) -> None:
    number = approved(cast)
    ended(cast, number)
    assert found(outside, number) == set()


def test_no_fence(cast: Cast, outside: Recorder, plant: Plant) -> None:
    number = approved(cast, works=False)
    with transaction():
        [(call, token)] = [(row.id, row.lease_token) for row in leases.claim(Call, "asleep")]
    ended(cast, number)
    late = partial(calls.fail, call, token, "It did not answer.", permanent=False)
    with pytest.raises(StaleLease), transaction():
        late()
    assert found(outside, number) == set()
    plant("no_fence")
    with transaction():
        late()
    assert "I2" in found(outside, number)


@pytest.mark.parametrize("bug", [None, "no_idempotency"])
def test_no_idempotency(cast: Cast, outside: Recorder, plant: Plant, bug: str | None) -> None:
    if bug:
        plant(bug)
    outside.answers = [ConnectorError("It hung up."), {}]
    number = approved(cast)
    ended(cast, number)
    assert found(outside, number) == ({"I4"} if bug else set())


def test_early_acknowledgement(cast: Cast, outside: Recorder, plant: Plant) -> None:
    plant("early_acknowledgement")
    numbers = [ordered(cast, f"marta-{turn}") for turn in range(5)]
    assert "I1" in found(outside, *numbers)


def test_early_timer(cast: Cast, outside: Recorder, plant: Plant) -> None:
    number = approved(cast)
    assert "I5" not in found(outside, number)
    plant("early_timer")
    cast.works()
    assert "I5" in found(outside, number)


def test_dropped_incident(cast: Cast, outside: Recorder, plant: Plant) -> None:
    plant("dropped_incident")
    outside.answers = [ConnectorError("Never.", permanent=True)]
    assert "I8" in found(outside, approved(cast, mood="poison"))


@pytest.mark.parametrize("bug", [None, "enqueue_only"])
def test_enqueue_only(cast: Cast, outside: Recorder, plant: Plant, bug: str | None) -> None:
    """Redis has lost what it knew, and nobody rings any more."""
    if bug:
        plant(bug)
    number = approved(cast, works=False)
    arrives()
    with transaction():
        clock.move(3601)
    on_duty = shift.begin(shift.Shift("test", cast.connectors, None, OneLook()))
    scheduler.ring_for_due()
    worker.sweep(on_duty, 1.0)
    if not bug:
        cast.bela.does(number, "Look it over", note="Well.")
        cast.works()
    assert found(outside, number) & {"I2"} == ({"I2"} if bug else set())


@pytest.mark.parametrize("house", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_no_version(house: Flask, outside: Recorder, plant: Plant) -> None:
    """A call's answer and a message at once; whether they meet is a matter of moments, so they try more than once."""
    cast, numbers = furnished(house, outside), []
    plant("no_version")
    for turn in range(6):
        numbers.append(approved(cast, f"marta-{turn}", works=False))
        with transaction():
            [(call, token)] = [(row.id, row.lease_token) for row in leases.claim(Call, "test")]
        together(house, partial(calls.finish, call, token, {}), partial(arrives_now, f"marta-{turn}"))
        if "I7" in found(outside, *numbers):
            return
    pytest.fail("two commands on one state were never seen")


def furnished(app: Flask, outside: Recorder) -> Cast:
    """A house with the errand of the bench."""
    with transaction():
        files = {path.name: path.read_bytes() for path in ITEM.iterdir()}
        assert importing.import_files(files).state == "published"
    return Cast({**connectors(app.extensions["laneway"]), "http": outside})


def ordered(cast: Cast, reference: str, mood: str = "good") -> str:
    words = {"reference": reference, "mood": mood, "wait": "PT1H", "patience": "PT9H", "target": "http://127.0.0.1:9/"}
    return cast.marta.orders("errand", words)


def approved(cast: Cast, reference: str = "marta-1", *, mood: str = "good", works: bool = True) -> str:
    """An order whose call may go out, whose hour runs, and which waits for its message."""
    number = ordered(cast, reference, mood)
    cast.jonas.approves(number)
    if works:
        cast.works()
    return number


def arrives() -> None:
    with transaction():
        arrives_now()


def arrives_now(reference: str = "marta-1") -> bool:
    return messages.receive(LANEWAY, "errand-arrived", reference, {})


def ended(cast: Cast, number: str) -> None:
    """All that is left to do, done."""
    arrives()
    cast.later(hours=1, seconds=1)
    cast.bela.does(number, "Look it over", note="Well.")
    cast.works()
    assert cast.request(number).outcome == "fulfilled"


def found(outside: Recorder, *numbers: str) -> set[str]:
    """The promises that are broken now. What the other side has done, it has done once by each key."""
    with reading():
        dump = plain(snapshot())
    once = {order.key: str(order.data["body"]["reference"]) for order in outside.orders}
    ledger = [Effect(reference, key, "well", applied=True) for key, reference in once.items()]
    said = [*promises.whole(dump), *promises.settled(dump, numbers)]
    return {told.partition(":")[0] for told in [*said, *effects.applied(ledger, dump), *effects.poison(dump)]}
