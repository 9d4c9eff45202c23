"""A connection that the database closed in the middle of a transaction is a database that is away, not a mistake."""

import psycopg
import pytest
from flask import Flask, abort
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from app.db import reading, transaction
from app.errors import Busy
from app.web.access import public
from launcher.waiting import until
from tests.fixtures.house import served

ON_POSTGRESQL = pytest.mark.parametrize("house", ["postgresql"], indirect=True)


def overslept(house: Flask, current: Session) -> None:
    """As a process that was stopped for longer than PostgreSQL waits for an idle transaction."""
    mine = current.execute(text("SELECT pg_backend_pid()")).scalar_one()
    current.execute(text("SET LOCAL idle_in_transaction_session_timeout = '1ms'"))
    url = house.extensions["laneway"].database.replace("+psycopg", "")
    alive = "SELECT 1 FROM pg_stat_activity WHERE pid = %s"
    with psycopg.connect(url, autocommit=True) as other:
        until(lambda: other.execute(alive, [mine]).fetchone() is None, "the connection is closed")
    current.execute(text("SELECT 1"))


@ON_POSTGRESQL
def test_a_write_that_overslept_is_busy(house: Flask) -> None:
    with pytest.raises(Busy), transaction() as current:
        overslept(house, current)
    with transaction() as current:
        assert current.execute(text("SELECT 1")).scalar_one() == 1


@ON_POSTGRESQL
def test_a_write_to_a_standby_is_busy(house: Flask) -> None:
    assert house
    with pytest.raises(Busy), transaction() as current:
        current.execute(text("SET TRANSACTION READ ONLY; UPDATE setting SET value = value"))


@ON_POSTGRESQL
def test_a_wrong_statement_is_not_busy(house: Flask) -> None:
    assert house
    with pytest.raises(ProgrammingError, match="nowhere"), transaction() as current:
        current.execute(text("SELECT 1 FROM nowhere"))


@ON_POSTGRESQL
def test_a_page_that_overslept_says_come_again(house: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def view() -> str:
        with reading() as current:
            overslept(house, current)
        abort(418)

    served(house).add_url_rule("/api/v1/overslept", view_func=public(view))
    answer = served(house).test_client().get("/api/v1/overslept")
    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "2")
    [said] = [line.__dict__["said"] for line in caplog.records if line.msg == "database.away"]
    assert said["cause"] == "IdleInTransactionSessionTimeout"
