"""Connections that rested are asked whether they live, busy ones are not again and again; what they prepared stays."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DataError

from app import connections


@pytest.fixture
def engine(postgresql_url: str) -> Iterator[Engine]:
    made = create_engine(postgresql_url, **connections.engine_options(postgresql_url))
    connections.prepare(made)
    yield made
    made.dispose()


def backend(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text("select pg_backend_pid()")) or 0)


def end(engine: Engine, backend: int) -> None:
    """What a server that dies does to the connection that rests in the pool."""
    other = create_engine(engine.url)
    with other.connect() as connection:
        connection.execute(text("select pg_terminate_backend(:pid, 5000)"), {"pid": backend})
    other.dispose()


def test_a_dead_connection_that_rested_is_replaced(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "RESTED", 0.0)
    before = backend(engine)
    end(engine, before)
    assert backend(engine) != before


def test_a_living_one_is_kept(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "RESTED", 0.0)
    assert backend(engine) == backend(engine)


def test_the_one_that_was_used_last_is_used_next(engine: Engine) -> None:
    with engine.connect(), engine.connect():
        pass
    assert len({backend(engine) for _ in range(4)}) == 1


def test_one_that_has_just_worked_is_not_asked(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(connections, "RESTED", 3600.0)
    monkeypatch.setattr(engine.dialect, "do_ping", asked.append)
    backend(engine)
    backend(engine)
    assert asked == []


def prepared(connection: Connection) -> int:
    return int(connection.scalar(text("select count(*) from pg_prepared_statements")) or 0)


def test_what_was_prepared_outlives_a_transaction_that_is_rolled_back(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("create temporary table word (said text)"))
        connection.commit()
        for _ in range(8):
            connection.execute(text("insert into word values (:said)"), {"said": "hello"})
        known = prepared(connection)
        connection.rollback()
        assert prepared(connection) == known > 0
        assert connection.scalar(text("select count(*) from word")) == 0


def test_a_transaction_that_failed_is_rolled_back_as_well(engine: Engine) -> None:
    with engine.connect() as connection:
        with pytest.raises(DataError):
            connection.execute(text("select 1 / 0"))
        connection.rollback()
        assert connection.scalar(text("select 1")) == 1
