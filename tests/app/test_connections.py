"""Connections that rested are asked whether they live; busy ones are not asked again and again."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text

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


def test_one_that_has_just_worked_is_not_asked(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(connections, "RESTED", 3600.0)
    monkeypatch.setattr(engine.dialect, "do_ping", asked.append)
    backend(engine)
    backend(engine)
    assert asked == []
