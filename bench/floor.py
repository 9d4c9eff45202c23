"""The floor: what a completion or a start costs at the very least, on the same database: one step, one durable commit.

What is written differs from turn to turn: SQLite leaves out a page that did not change, and then syncs nothing.
"""

import os
from collections.abc import Callable
from time import perf_counter

from sqlalchemy import LargeBinary, MetaData, Table, Text, create_engine, insert, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.schema import Column

from app.connections import engine_options, prepare
from bench import engine

Turn = Callable[[], float]
TABLE = Table(
    "bench_floor", MetaData(), Column("id", Text, primary_key=True), Column("state", LargeBinary), Column("text", Text)
)


def ours(url: str) -> Turn:
    """Milliseconds of loading, completing and saving on our engine, and committing the row."""
    return _turn(url, "ours", engine.ours("approval"))


def started(url: str) -> Turn:
    """The same for a start, which writes a new row."""
    return _turn(url, "started", engine.starting("approval"), fresh=True)


def stock(url: str) -> Turn:
    """A completion with stock SpiffWorkflow's parser and serializer."""
    return _turn(url, "stock", engine.stock("approval"))


def _turn(url: str, name: str, cycle: engine.Cycle, *, fresh: bool = False) -> Turn:
    database = _engine(url)
    with database.connect().execution_options(laneway_write=True) as connection:
        TABLE.metadata.create_all(connection)
        connection.execute(insert(TABLE), {"id": name, "state": b"", "text": ""})
        connection.commit()

    def turn() -> float:
        began = perf_counter()
        size = cycle()
        with database.connect().execution_options(laneway_write=True) as connection:
            _save(connection, name, size, fresh)
        return (perf_counter() - began) * 1000

    return turn


def _save(connection: Connection, name: str, size: int, fresh: bool) -> None:
    row = {"state": os.urandom(size), "text": str(size)}
    if fresh:
        connection.execute(insert(TABLE), {"id": os.urandom(8).hex(), **row})
    else:
        connection.execute(update(TABLE).where(TABLE.c.id == name).values(row))
    connection.commit()


def _engine(url: str) -> Engine:
    database = create_engine(url, **engine_options(url))
    prepare(database)
    return database
