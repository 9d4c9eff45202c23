"""The database: one handle, one clock, and the two ways to open a session.

`transaction()` is the only place that commits, and only the edges (web, jobs, commands) call it. `reading()` never
writes. Nothing here knows a table of the house, except the one setting row that moves the clock.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from flask.globals import app_ctx
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, CursorResult, Executable, Integer, MetaData, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session

from app import straight
from app.away import is_away, let_go
from app.beside import keeps
from app.database_clock import READ_CLOCK, shifted
from app.errors import Busy
from app.moment import Moment  # noqa: F401 - part of what tables are made with
from app.writing import Writing

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

INSERT: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}

PLAN_ANEW = text("SET LOCAL plan_cache_mode = force_custom_plan")
Id = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Every table; constraint names are fixed so that migrations agree on both databases."""

    metadata = MetaData(naming_convention=NAMING)


#: Each app context has a session of its own.
OWN: dict[str, Any] = {"class_": Writing, "scopefunc": app_ctx._get_current_object}  # type: ignore[attr-defined]
db = SQLAlchemy(model_class=Base, session_options=OWN)
after_commit: list[Callable[[set[str]], None]] = []
before_commit: list[Callable[[Session], None]] = []  # rows gathered during the transaction, written together at its end
for one in ("now", "once", "held"):  # `held` is the instance in work
    keeps(one)
for one in ("hand", "last", "after_all"):
    keeps(one, list)
keeps("topics", set)


def session() -> Writing:
    """The session of the current app context."""
    found: Writing | None = _sessions.get(_context(None))  # it is asked for often, and mostly there
    return found or db.session()  # type: ignore[return-value]


_context: Callable[[None], Any] = app_ctx.__wrapped__.get  # type: ignore[attr-defined]
_sessions: dict[Any, Any] = db.session.registry.registry


def table(model: type[Base]) -> Table:
    """The table itself: rows written through it skip the object mapping."""
    found = model.__table__
    assert isinstance(found, Table)
    return found


def ask(statement: Executable, values: Any = None) -> Any:
    """Execute on the session's connection, as plain rows: for statements of columns or tables that are asked at every
    call. The session's own way (objects, flush before) costs three times as much. Answers as a CursorResult does.
    """
    return straight.execute(session().open_connection(), statement, values)


def later(statement: Executable, values: Any = None, then: Callable[[Any], None] | None = None) -> None:
    """As `ask`, and nobody waits for the answer: PostgreSQL gets it with whatever is said next. `then` hears of it."""
    straight.later(session().open_connection(), statement, values, then=then)


def ahead(statement: Executable, values: Any = None) -> None:
    """`ask` is asked this soon, and nothing changes its answer until then: on PostgreSQL it goes behind the next."""
    straight.ahead(session().open_connection(), statement, values)


def last(statement: Executable, values: Any) -> None:
    """Execute it, of tables, with the transaction's last words, and not look at what it answers."""
    session().info["last"].append((statement, values))


def after_all(statement: Executable, values: Any, then: Callable[[Any], None]) -> None:
    """Ask it when this transaction has written everything, on the way of its commit; `then` hears of the answer."""
    session().info["after_all"].append((statement, values, then))


def changed(statement: Executable, values: Any = None) -> int:
    """Execute an UPDATE or DELETE; how many rows it reached. Zero tells that somebody else was first."""
    result = session().execute(statement, values)
    assert isinstance(result, CursorResult)  # nothing else answers a statement that changes rows
    return int(result.rowcount)


def writing() -> bool:
    """Whether a `transaction()` goes on."""
    return bool(session().info.get("writing"))


def dialect() -> str:
    """sqlite or postgresql."""
    current = session()
    return (current.open or current.get_bind()).dialect.name


def plan_anew() -> None:
    """For the rest of this reading PostgreSQL plans each statement for the values it is asked with. Else it soon takes
    one plan for all of them, which for a word that nobody has looks through the whole house.
    """
    if dialect() == "postgresql":
        session().execute(PLAN_ANEW)


def upsert(model: type[Base]) -> Any:
    """An INSERT into the model's table that may say what happens on a conflict, in the words of its database."""
    return INSERT[dialect()](model)


def ring(topic: str) -> None:
    """Remember something that happened in this transaction; told to `after_commit` callables once it is committed."""
    session().info.setdefault("topics", set()).add(topic)


@contextlib.contextmanager
def transaction(*, kept: bool = False) -> Iterator[Session]:
    """One write transaction: BEGIN IMMEDIATE on SQLite, commit at the end, rollback on any error. Never nested.

    `kept`: what it read and wrote stays at hand, for `afterwards`, which comes next.
    Raises Busy when the lock, the statement or the disk refuses.
    """
    current = session()
    if current.info.get("writing"):
        raise RuntimeError("transaction() inside a transaction: only the edges begin one.")
    current.rollback()
    current.info.begin()
    current.info["writing"] = True
    try:
        current.open = current.connection(execution_options={"laneway_write": True})
        yield current
        _write_the_rest(current)
        current.expire_on_commit = not kept
        current.commit()
    except DBAPIError as error:
        current.rollback()
        if is_away(error):
            let_go(db.engine, error)
            raise Busy() from error
        raise
    except BaseException:
        current.rollback()
        raise
    finally:
        topics = current.info.pop("topics", set())
        current.info.update(writing=False)
        if not kept:
            current.info.update(held=None, hand=[])
    for heard in after_commit:
        heard(topics)


def _write_the_rest(current: Writing) -> None:
    """What a transaction writes at its end, in this order: what was gathered, what changed, what `last` and `after_all`
    were told.
    """
    for finish in before_commit:
        finish(current)
    current.flush()
    for statement, values in current.info["last"]:
        straight.later(current.open_connection(), statement, values)
    for statement, values, then in current.info["after_all"]:
        straight.later(current.open_connection(), statement, values, then=then)


@contextlib.contextmanager
def afterwards() -> Iterator[Session]:
    """After a transaction that was `kept`: a reading that has its rows, and its moment, at hand."""
    current = session()
    current.info.update(reading=True, once={})
    try:
        yield current
    finally:
        current.info.update(reading=False, once=None, held=None, hand=[])
        current.rollback()
        current.expire_all()


@contextlib.contextmanager
def reading() -> Iterator[Session]:
    """A short read; what was read is detached from any transaction afterwards. One inside another, or inside a write,
    is part of it: a page that is read as a whole asks the clock once, and for no row twice that it looks up by its id.
    """
    current = session()
    if current.info.get("writing") or current.info.get("reading"):
        yield current
        return
    current.info.update(now=None, reading=True, once={}, hand=[])
    try:
        yield current
    finally:
        current.info.update(reading=False, once=None, hand=[])
        current.rollback()


@contextlib.contextmanager
def glance() -> Iterator[Session]:
    """A reading of a statement or two that `ask` asks, at every call; inside another reading or a write, part of it."""
    current = session()
    if current.info.get("writing") or current.info.get("reading"):
        yield current
        return
    with reading(), db.engine.connect() as connection, straight.each_alone(connection), current.lent(connection):
        yield current


def now() -> datetime:
    """The one clock: the database's, plus the offset row that `laneway clock` writes. One reading a transaction, and
    one more by whoever has waited for a lock (`waited`).
    """
    current = session()
    info = current.info
    known: datetime | None = info.get("now")
    if known is None or not (info.get("writing") or info.get("reading") or current.in_transaction()):
        known = _read_clock(current)
        info["now"] = known
    return known


def waited() -> None:
    """A lock was taken that somebody else may have held: what is done from here on comes after what they did, and is
    dated so. On SQLite the transaction began with the only lock there is.
    """
    if dialect() != "sqlite":
        session().info["now"] = None


def tell(wall: Any, offset: str | None) -> None:
    """The CLOCK columns of a row just read are this transaction's reading, unless it has one."""
    info = session().info
    if info.get("now") is None:
        info["now"] = shifted(wall, offset)


def _read_clock(current: Writing) -> datetime:
    return shifted(*current.open_connection().execute(READ_CLOCK).one())
