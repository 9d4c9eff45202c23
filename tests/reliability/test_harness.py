"""The checks are checked: where nothing is wrong they find nothing, and each harm to a house breaks its promise."""

import pytest
from flask import Flask
from sqlalchemy import text

from app.commands.dump import snapshot
from app.db import reading, session, transaction
from app.jobs.connectors import connectors
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
