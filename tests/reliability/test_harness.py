"""The checks are checked: without a bug they find nothing, and each planted bug breaks the promise it should."""

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, or_, text, update
from sqlalchemy.orm import Session

from app.commands.dump import snapshot
from app.connectors.base import ConnectorError
from app.db import reading, session, transaction
from app.jobs.stations import connectors
from app.models.call import Call
from app.models.timer import Timer
from app.operations import calls, incident, leases
from bench.chaos import promises as checks
from tests.fixtures.cast import Cast, Recorder
from tests.journeys.test_new_software import CHEAP, FIGMA
from tests.reliability.plain import plain

BOUGHT = {"order_number": "PO-20417", "licence_key": "F-1", "paid": 90}


@pytest.fixture
def cast(sqlite_house: Flask) -> Cast:
    """On SQLite: a planted bug is the same on both."""
    return Cast(dict(connectors(sqlite_house.extensions["laneway"])))


def found(*numbers: str) -> set[str]:
    """The promises that are broken now."""
    with reading():
        dump = plain(snapshot())
    return {told.partition(":")[0] for told in [*checks.whole(dump), *checks.settled(dump, numbers)]}


def installed(cast: Cast, number: str) -> None:
    cast.bela.does(number, "Buy the licence", **BOUGHT)
    cast.dan.does(number, "Test it", passed=True)
    cast.eva.does(number, "Install it")


def test_nothing_is_found_where_nothing_is_wrong(cast: Cast) -> None:
    number = cast.marta.orders("new_software", FIGMA)
    cast.later(days=2, minutes=1)
    cast.jonas.approves(number)
    installed(cast, number)
    cast.works()
    cast.marta.does(number, "Confirm that it works", confirmed=True)
    cast.works()
    assert found(number) == set()


def test_an_order_answered_before_it_is_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as bug:
        bug.setattr(Session, "commit", Session.rollback)
        number = cast.marta.orders("new_software", CHEAP)
    assert "I1" in found(number)


def test_a_worker_without_a_fence(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    number = cast.marta.orders("new_software", CHEAP)
    installed(cast, number)
    with transaction():
        [(call, token)] = [(row.id, row.lease_token) for row in leases.claim(Call, "slow")]
    cast.later(minutes=2)  # its lease is over, and somebody else has done it
    cast.marta.does(number, "Confirm that it works", confirmed=True)
    cast.works()
    assert found(number) == set()
    monkeypatch.setattr(leases, "_write", unfenced)
    with transaction():
        calls.fail(call, token, "The directory did not answer.", permanent=False)
    assert "I2" in found(number)


def test_a_timer_that_does_not_wait(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.marta.orders("new_software", FIGMA)
    monkeypatch.setattr(leases, "_due", lambda model, _moment: or_(model.state == "ready"))
    cast.works()
    assert "I5" not in found(), "the engine does not take it for due"
    with transaction():
        session().execute(update(Timer).values(state="done", done_at=Timer.created_at))
    assert "I5" in found()


def test_a_failure_that_nobody_is_told_of(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incident, "open_for_call", lambda *_: None)
    cast.connectors["directory"] = Recorder("directory", answers=[ConnectorError("Gone.", permanent=True)])
    number = cast.marta.orders("new_software", CHEAP)
    installed(cast, number)
    cast.works()
    assert "I6" in found(number)


def test_a_grant_that_comes_twice(cast: Cast) -> None:
    number = cast.marta.orders("new_software", CHEAP)
    installed(cast, number)
    cast.works()
    cast.connectors["directory"] = Recorder("directory")  # answers, and does nothing
    other = cast.marta.orders("new_software", {**CHEAP, "software": "Figma"})
    installed(cast, other)
    cast.works()
    assert "I4" in found(number, other)


@pytest.mark.parametrize(
    "harm",
    ["UPDATE journal SET text = 'Rejected.' WHERE seq = 2", "DELETE FROM journal WHERE request_id > 0 AND seq = 1"],
)
def test_a_journal_that_was_touched(cast: Cast, harm: str) -> None:
    cast.marta.orders("new_software", CHEAP)
    with transaction():
        session().execute(text(harm))
    assert "I7" in found()


def test_a_step_without_its_entry(cast: Cast) -> None:
    cast.marta.orders("new_software", CHEAP)
    with transaction():
        session().execute(text("UPDATE instance SET version = version + 1"))
    assert "I7" in found()


def test_a_letter_that_was_only_ticked_off(cast: Cast) -> None:
    cast.marta.orders("new_software", CHEAP)
    cast.works()
    with reading():
        dump = plain(snapshot())
    assert {told[:3] for told in checks.letters_arrived(dump, [])} == {"I11"}
    assert checks.letters_arrived({"outbox": []}, [("marta@bridges.example", "<nobody@wrote>")])


def unfenced(model: type[leases.Row], row_id: int, _token: int, **values: object) -> None:
    """What leases._write would be without state and token."""
    here: ColumnElement[bool] = model.id == row_id
    session().execute(update(model).where(here).values(**values).execution_options(synchronize_session="fetch"))
