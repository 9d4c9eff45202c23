"""Statements that are said again and again go straight to the driver: put into its words once, their rows plain tuples.

SQLAlchemy's own execution costs more than the statement where the statement is small; it still writes every text, says
how values and columns are converted, and makes every error its own (docs/adr/0022). A statement made for this one time,
or one that needs more at each execution (defaults made in Python, long lists), goes its way. On PostgreSQL what is said
`later` waits for the next that is asked for an answer, or for the commit (docs/adr/0024). Never commits or begins.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable
from sqlalchemy.orm.exc import StaleDataError

from app.compiled import Answer, Row, Values, Words, words_of
from app.wire import heard, recalled, say, wire_of

CURSOR = "straight"  # under this name a connection to SQLite keeps the cursor for all of them


def execute(connection: Connection, statement: Executable, values: Values = None) -> Answer | CursorResult[Any]:
    """Run the statement; straight from the second time on. Raises what SQLAlchemy raises."""
    words = words_of(connection.dialect, statement, values)
    if words is None:
        return connection.execute(statement, values)
    wire = wire_of(connection)
    if wire is None:
        return _run(connection, words, values)
    if (wire.known or wire.ahead) and (answer := recalled(connection, wire, words, values)):
        return answer
    return say(connection, wire, [heard(connection, words, values)])[0]


def ahead(connection: Connection, statement: Executable, values: Row | None = None) -> None:
    """This is asked soon, and nothing that is said until then changes its answer: on PostgreSQL the next question that
    goes straight takes it along, behind itself; once, however often it is asked ahead. Nothing on SQLite.
    """
    wire = wire_of(connection)
    words = words_of(connection.dialect, statement, values) if wire is not None else None
    if words is not None and wire is not None and not wire.foresees(words, values or {}):
        wire.ahead.append(heard(connection, words, values))


def later(
    connection: Connection,
    statement: Executable,
    values: Values = None,
    *,
    must: str = "",
    then: Callable[[Any], None] | None = None,
) -> None:
    """Run a statement whose answer nobody waits for: on PostgreSQL it goes with whatever is said next on the
    connection, before it. What the database refuses of it is raised there, or by the commit.

    `must`: with this sentence StaleDataError is raised where an UPDATE reaches no row. `then`: is told its answer.
    """
    words = words_of(connection.dialect, statement, values)
    wire = wire_of(connection)
    if words is not None and wire is not None:
        wire.waiting.append(heard(connection, words, values, must, then))
        return
    found = execute(connection, statement, values)
    if must and found.rowcount < 1:
        raise StaleDataError(must)
    if then is not None:
        then(found)


@contextmanager
def each_alone(connection: Connection) -> Iterator[None]:
    """Inside, before anything else was said, a statement is no transaction's: on PostgreSQL, whose reading sees with
    each statement what is there then anyhow, that leaves out its beginning and its end.
    """
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name != "postgresql":
        yield
        return
    raw.autocommit = True
    try:
        yield
    finally:
        if not raw.closed:
            raw.autocommit = False


def say_plainly(connection: Connection, text: str) -> None:
    """A word of SQLite's that has no values and no answer, as BEGIN."""
    _run(connection, Words(text, (), b"", (), {}, {}, {}, []), None)


def _run(connection: Connection, words: Words, values: Values) -> Answer:
    """SQLite's way: it is in the same process."""
    text, given, many = words.text, None, isinstance(values, list)
    kept = connection.info
    cursor = kept[CURSOR] if CURSOR in kept else kept.setdefault(CURSOR, connection.connection.cursor())
    try:
        rows = [words.given(one) for one in (values if isinstance(values, list) else [values or {}])]
        many = len(rows) > 1
        given = rows if many else rows[0]
        for hear in connection.engine.dispatch.before_cursor_execute:
            text, given = hear(connection, cursor, text, given, None, many)
        (cursor.executemany if many else cursor.execute)(text, given)
        found = cursor.fetchall() if words.columns else []
        kinds = [told[1] for told in cursor.description] if words.row is None and words.columns else []
        return Answer(words.rows(connection.dialect, found, kinds) if words.columns else [], cursor.rowcount)
    except BaseException as error:  # noqa: BLE001 - SQLAlchemy's own: which error it is, what becomes of the connection
        kept.pop(CURSOR)
        connection._handle_dbapi_exception(error, text, given, cursor, None)
