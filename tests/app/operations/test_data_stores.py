"""What data stores hold: kept in the database with the command that wrote it, and nothing of two requests is lost."""

import threading

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.data_store import DataStore
from app.models.instance import Instance
from app.models.journal import Journal
from app.models.request import Request
from app.operations import data_stores, definitions, drafts, publishing
from app.operations.permissions import LANEWAY
from app.queries import data_stores as queries
from tests.app.jobs.conftest import read
from tests.app.operations.beginning_items import House, asked, done, item
from tests.workflows.diagrams import node, path, start
from tests.workflows.translation.test_data import change, gives
from workflows.step import Stored
from workflows.values import loads

KEY = "visits/Visitors"
VISITS = item(
    "visits", start(), node("dataStoreReference", "store", name="Visitors"),
    asked("t").replace("</userTask>", gives("", "store", change("append(Visitors, request.number)")) + "</userTask>"),
    done(), path("start", "t", "end"),
)  # fmt: skip
AT_ONCE = 4


@pytest.fixture
def house(empty_house: Flask) -> House:
    made = House(empty_house)
    made.publish("visits", VISITS)
    return made


def held() -> list[str]:
    with reading():
        row = session().get(DataStore, KEY)
        return loads(row.content) if row else []


def test_it_is_kept_beyond_the_request_and_told(house: House) -> None:
    for _ in range(2):
        house.complete(house.order("visits"))
    numbers = [request.number for request in house.requests("visits")]
    assert held() == numbers
    entries = read(select(Journal).where(Journal.kind == "store.written"))
    assert [entry.text for entry in entries] == ["Wrote the data store Visitors."] * 2
    with reading():
        [shown] = queries.of(LANEWAY, "visits")
        assert (shown.name, shown.entries, shown.last, shown.shared) == ("Visitors", 2, numbers[-1], False)


def test_nothing_of_what_many_write_at_once_is_lost(house: House) -> None:
    orders = [house.order("visits") for _ in range(AT_ONCE)]
    together = threading.Barrier(AT_ONCE)

    def complete(request: int) -> None:
        with house.app.app_context():
            together.wait(60)
            house.complete(request)

    threads = [threading.Thread(target=complete, args=(request,)) for request in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(held()) == [request.number for request in house.requests("visits")]


def test_who_was_overtaken_writes_nothing(house: House) -> None:
    house.complete(house.order("visits"))
    with transaction():
        request = session().scalars(select(Request)).one()
        version = session().scalars(select(Instance.version_id)).one()
        kept = data_stores.read(definitions.parsed(version))
        assert data_stores.keep((Stored(KEY, ["x"], "t"),), kept, request)
        both = (Stored("visits/Another", 1, "t"), Stored(KEY, ["y"], "t"))
        assert not data_stores.keep(both, kept, request)
    assert held() == ["x"]
    assert read(select(DataStore.key)) == [KEY]


def test_with_an_item_that_is_thrown_away_its_stores_go(house: House) -> None:
    house.publish("another", VISITS.replace(b'"visits"', b'"another"'))
    house.complete(house.order("another"))
    with transaction():
        request = session().scalars(select(Request)).one()
        for key in (KEY, "visits_2/Visitors"):  # what a caller of it has written, and another item
            assert data_stores.keep((Stored(key, 1, "t"),), data_stores.Kept({}, {}), request)
        publishing.retire(LANEWAY, "visits", 1)
        drafts.delete(LANEWAY, "visits")
    assert read(select(DataStore.key).order_by(DataStore.key)) == ["another/Visitors", "visits_2/Visitors"]
