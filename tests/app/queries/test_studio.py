"""The studio counts what is on its way, however much has ended."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from app.db import now, reading, session, transaction
from app.models.definition_version import DefinitionVersion
from app.models.request import Request
from app.operations import migrating
from app.operations.permissions import LANEWAY
from app.queries import studio
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Caller


def test_what_is_on_its_way_is_counted_in_the_small_index(house: Flask, program: Callable[[str], Caller]) -> None:
    for _time in range(3):
        ordered(program("marta"))
    with transaction() as current:
        first, *_others = current.scalars(select(Request).order_by(Request.id))
        row = {name: getattr(first, name) for name in ("item", "version_id", "title", "requester_id")}
        ended = {**row, "requested_for_id": first.requester_id, "state": "ended", "ended_at": now()}
        current.execute(Request.__table__.insert(), [{**ended, "created_at": now(), "outcome": "fulfilled"}] * 2000)
    with reading() as current:
        (item,) = [one for one in studio.items(LANEWAY) if one.key == first.item]
        assert item.running == 3
        assert [one.running for one in studio.item(LANEWAY, first.item).versions if one.running] == [3]
        if current.get_bind().dialect.name == "postgresql":
            current.connection().exec_driver_sql("ANALYZE request")
        counted = [studio.live(), studio.live(DefinitionVersion.definition_id == 1)]
        followers = select(Request.id).where(*migrating.running(first.version_id))
        for query in (*counted, followers):
            assert "ix_request_live_version" in _plan(query)


def _plan(query: object) -> str:
    dialect = session().get_bind().dialect
    explain = "EXPLAIN " if dialect.name == "postgresql" else "EXPLAIN QUERY PLAN "
    text = str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    return " ".join(str(row) for row in session().connection().exec_driver_sql(explain + text))
