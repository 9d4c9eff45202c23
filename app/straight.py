"""Statements that are said again and again go straight to the driver: put into its words once, their rows plain tuples.

SQLAlchemy's own execution costs more than the statement where the statement is small; it still writes every text, says
how values and columns are converted, and makes every error its own (docs/adr/0022). A statement made for this one time,
or one that needs more at each execution (defaults made in Python, long lists), goes its way. Never commits or begins.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Column, Connection, CursorResult, Dialect, Executable
from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import SelectBase

Convert = Callable[[Any], Any]
Row = Mapping[str, Any]
Values = Row | list[Any] | None  # several rows are a list
CURSOR = "straight"  # under this name a connection keeps the cursor for all of them
LONG = 8  # a list with more in it is spelled out by SQLAlchemy: not each length is worth keeping


@dataclass
class Words:
    """A statement in a driver's words. `order`: of its values, where the driver counts them; `constants`: what the
    statement says itself; `spelled`: lists, and the names of their members; `into`, `out`: how values and columns are
    converted.
    """

    text: str
    order: Sequence[str] | None
    constants: dict[str, Any]
    spelled: Mapping[str, list[str]]
    into: Mapping[str, Convert]
    columns: list[Any]
    row: Callable[..., Any] | None = None
    out: list[tuple[int, Convert]] = field(default_factory=list)

    def given(self, values: Row) -> Any:
        """The values as the driver takes them. Raises KeyError when one is missing."""
        known = {**self.constants, **values}
        for name, members in self.spelled.items():
            known.update(zip(members, known.pop(name), strict=True))
        for name, convert in self.into.items():
            known[name] = convert(known[name])
        return known if self.order is None else [known[name] for name in self.order]

    def rows(self, dialect: Dialect, cursor: Any) -> list[Any]:
        """What the cursor found, each value as its column's type has it."""
        if not self.columns:
            return []
        row = self.row or self._learn(dialect, cursor.description)
        found = cursor.fetchall()
        if self.out:
            found = [self._converted(list(one)) for one in found]
        return [row(*one) for one in found]

    def _converted(self, one: list[Any]) -> list[Any]:
        for place, convert in self.out:
            one[place] = convert(one[place])
        return one

    def _learn(self, dialect: Dialect, description: Sequence[Any]) -> Callable[..., Any]:
        """The driver's own words for the columns come with the first answer."""
        kinds = [column.type.dialect_impl(dialect) for column in self.columns]
        found = [kind.result_processor(dialect, told[1]) for kind, told in zip(kinds, description, strict=True)]
        self.out = [(place, convert) for place, convert in enumerate(found) if convert is not None]
        names = [getattr(column, "name", "") for column in self.columns]
        self.row = made = namedtuple("Found", names, rename=True)
        return made


class Answer:
    """What a statement found or reached: as much of a CursorResult as is asked of it."""

    __slots__ = ("_rows", "rowcount")

    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows, self.rowcount = rows, rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def all(self) -> list[Any]:
        """Every row."""
        return self._rows

    def first(self) -> Any:
        """The first row, or None."""
        return self._rows[0] if self._rows else None

    def one_or_none(self) -> Any:
        """The row, or None. Raises MultipleResultsFound."""
        if len(self._rows) > 1:
            raise MultipleResultsFound("Several rows were found where one was expected.")
        return self.first()

    def one(self) -> Any:
        """The row. Raises NoResultFound, MultipleResultsFound."""
        found = self.one_or_none()
        if found is None:
            raise NoResultFound("No row was found where one was expected.")
        return found

    def scalar_one(self) -> Any:
        """The first value of the row. Raises NoResultFound, MultipleResultsFound."""
        return self.one()[0]


def execute(connection: Connection, statement: Executable, values: Values = None) -> Answer | CursorResult[Any]:
    """Run the statement; straight from the second time on. Raises what SQLAlchemy raises."""
    words = _words(connection.dialect, statement, values)
    return connection.execute(statement, values) if words is None else _run(connection, words, values or {})


def _run(connection: Connection, words: Words, values: Row | list[Any]) -> Answer:
    text, given, many = words.text, None, isinstance(values, list)
    kept = connection.info
    cursor = kept[CURSOR] if CURSOR in kept else kept.setdefault(CURSOR, connection.connection.cursor())
    try:
        rows = [words.given(one) for one in (values if isinstance(values, list) else [values])]
        many = len(rows) > 1
        given = rows if many else rows[0]
        for hear in connection.dispatch.before_cursor_execute:
            text, given = hear(connection, cursor, text, given, None, many)
        (cursor.executemany if many else cursor.execute)(text, given)
        return Answer(words.rows(connection.dialect, cursor), cursor.rowcount)
    except BaseException as error:  # noqa: BLE001 - SQLAlchemy's own: which error it is, what becomes of the connection
        kept.pop(CURSOR)
        connection._handle_dbapi_exception(error, text, given, cursor, None)


def together(connection: Connection, said: list[tuple[Executable, Any]]) -> None:
    """Run them in this order, for what they write alone: PostgreSQL is sent all of them before it answers any. Raises
    what the database says of the first that it refuses.
    """
    words = [_words(connection.dialect, statement, values) for statement, values in said]
    if connection.dialect.name != "postgresql" or not all(words):
        for statement, values in said:
            execute(connection, statement, values)
        return
    raw: Any = connection.connection.driver_connection
    try:
        with raw.pipeline():
            for one, (_statement, values) in zip(words, said, strict=True):
                assert one is not None  # asked above
                _run(connection, one, values)
    except connection.dialect.loaded_dbapi.Error as error:
        connection._handle_dbapi_exception(error, "; ".join(one.text for one in words if one), None, None, None)


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


class Compiled:
    """A statement as SQLAlchemy writes it for one dialect and these names of values; Words for each length of lists."""

    def __init__(self, statement: Any, dialect: Dialect, names: Sequence[str], *, many: bool) -> None:
        self.made = statement.compile(dialect=dialect, column_keys=list(names), for_executemany=many)
        self.plain = isinstance(statement, SelectBase | UpdateBase) and not _needs_more(self.made, names)
        self.lists = tuple(key for key, bind in self.made.binds.items() if bind.expanding) if self.plain else ()
        self.columns = list(statement.exported_columns) if self.plain else []
        self.known: dict[tuple[int, ...], Words] = {}

    def words(self, values: Row) -> Words | None:
        """None where the way of SQLAlchemy is needed."""
        if not self.plain:
            return None
        sizes = tuple(len(values[name]) for name in self.lists if name in values)
        if sizes not in self.known:
            if any(size > LONG for size in sizes):
                return None
            self.known[sizes] = self._spelled(values)
        return self.known[sizes]

    def _spelled(self, values: Row) -> Words:
        found = self.made.construct_expanded_state(dict(values))
        binds = self.made.binds.items()
        scalars = {column.key: column.default.arg for column in self.made.insert_prefetch}
        kinds = {name: bind.type.dialect_impl(self.made.dialect) for name, bind in binds if not bind.expanding}
        into = {name: kind.bind_processor(self.made.dialect) for name, kind in kinds.items()} | dict(found.processors)
        return Words(
            text=found.statement,
            order=found.positiontup,
            constants={name: bind.value for name, bind in binds if not bind.required} | scalars,
            spelled=found.parameter_expansion,
            into={name: convert for name, convert in into.items() if convert is not None},
            columns=self.columns,
        )


_known: WeakKeyDictionary[Any, dict[Any, Compiled]] = WeakKeyDictionary()


def _words(dialect: Dialect, statement: Executable, values: Values) -> Words | None:
    """None the first time, too: most statements are made for one time."""
    known = _known.get(statement)
    if known is None:
        _known[statement] = {}
        return None
    many = isinstance(values, list)
    first = (values[0] if isinstance(values, list) else values) or {}
    names = tuple(first)
    key = (dialect, many, names)
    if key not in known:
        known[key] = Compiled(statement, dialect, names, many=many)
    return known[key].words(first)


def _is_value(column: Column[Any]) -> bool:
    """Whether the column's default is made once for all rows."""
    return column.default is not None and column.default.is_scalar


def _needs_more(made: SQLCompiler, names: Sequence[str]) -> bool:
    """What only SQLAlchemy does, at each execution: defaults are made, values asked for or put into the text."""
    asked = any(one.callable for one in made.binds.values()) or set(names) - made.binds.keys()
    spelled = any(one.required or one.key in names for one in made.literal_execute_params)
    made_anew = made.update_prefetch or any(not _is_value(one) for one in made.insert_prefetch)
    return bool(asked or spelled or made_anew or made.escaped_bind_names)
