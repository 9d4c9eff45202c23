"""The rules of each connection to the database: durability, time-outs, who begins a write, and whether it still lives.

Nothing here knows a table or a session.
"""

import math
import time
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import InvalidatePoolError

from app import wire
from app.straight import say_plainly


def prepare(engine: Engine) -> None:
    """Set the rules of each connection: durability, time-outs, and who begins a write."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_rules)
        event.listen(engine, "begin", _sqlite_begin)
    else:
        event.listen(engine, "checkin", _rests)
        event.listen(engine, "rollback", _back)
        event.listen(engine, "rollback_savepoint", wire.forget)
        event.listen(engine, "commit", wire.ends)
        event.listen(engine, "do_execute", wire.takes)
        event.listen(engine, "do_executemany", wire.leaves)
        event.listen(engine, "do_execute_no_params", wire.leaves)
        event.listen(engine, "checkout", lambda connection, record, _proxy: _wakes(engine, connection, record))


def engine_options(url: str) -> dict[str, Any]:
    """Arguments for create_engine: statement 5 s, lock 4 s, idle in transaction 6 s (PostgreSQL).

    Where more people ask than there are connections, whoever waits for one is told after 5 s to come again. The one
    that was used last is used next: on a connection that has seldom seen a statement the database plans it anew.
    """
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": 15}, "pool_timeout": 5, **SILENT, **READ}
    limits = "-c statement_timeout=5000 -c lock_timeout=4000 -c idle_in_transaction_session_timeout=6000"
    pool = {"pool_size": 10, "pool_timeout": 5, "pool_use_lifo": True, **SILENT, **READ}
    return {"connect_args": {"options": limits, "connect_timeout": 5, **CUT_OFF}, **pool}


#: What people wrote is in no error that a statement ends in, and so in no line of the log.
SILENT = {"hide_parameters": True}

#: Columns of JSON are read by the quicker reader. They are written as before: some are searched as text.
READ = {"json_deserializer": orjson.loads}

#: libpq's own: how soon a server is given up from which nothing comes back, as when a cable is pulled (the kernel alone
#: would wait a quarter of an hour). Milliseconds for what was sent and not acknowledged, then seconds of silence.
CUT_OFF = {"tcp_user_timeout": 8000, "keepalives_idle": 4, "keepalives_interval": 2, "keepalives_count": 2}


#: Seconds of rest after which a connection is asked whether it lives before it is used. A busy one is not asked each
#: time; if its server died meanwhile, that one caller hears Busy.
RESTED = 2.0


def _rests(_connection: Any, record: Any) -> None:
    wire.clear(record.info)
    record.info["rested"] = time.monotonic()


def _wakes(engine: Engine, connection: Any, record: Any) -> None:
    """Of a connection that rested long and is dead, the pool and its like are given up: others are made."""
    if time.monotonic() - record.info.get("rested", math.inf) < RESTED:
        return
    try:
        alive = engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error:
        alive = False
    if not alive:
        raise InvalidatePoolError()


def _back(connection: Connection) -> None:
    """A transaction that met no error is rolled back past the driver. Its own rollback forgets every prepared statement
    of the connection, which only tables made in that transaction could have spoilt; each reading ends with one.
    """
    from psycopg.pq import TransactionStatus  # noqa: PLC0415 - a house on SQLite never loads the driver: 5 MB

    if connection.closed or connection.invalidated:
        return
    wire.forget(connection)
    raw: Any = connection.connection.dbapi_connection
    if raw.pgconn.transaction_status == TransactionStatus.INTRANS:
        raw.pgconn.exec_(b"ROLLBACK")


def _sqlite_rules(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy begins; the driver must not
    cursor = connection.cursor()
    for rule in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {rule}")
    cursor.close()


def _sqlite_begin(connection: Any) -> None:
    write = connection.get_execution_options().get("laneway_write")
    say_plainly(connection, "BEGIN IMMEDIATE" if write else "BEGIN")
