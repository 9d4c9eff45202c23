"""Statements as SQLAlchemy compiles them for a driver: put into its words once, with how values and rows are converted.

Says nothing to a database (straight.py does).
"""

import re
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Column, Dialect, Executable
from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import SelectBase

Convert = Callable[[Any], Any]
Row = Mapping[str, Any]
Values = Row | list[Any] | None  # several rows are a list
LONG = 8  # a list with more in it is spelled out by SQLAlchemy: not each length is worth keeping
ROW = re.compile(rb"(INSERT INTO .+? VALUES )(\(.*\))( ON CONFLICT (?:\([^()]*\) )?DO NOTHING)?", re.DOTALL)
PLACE = re.compile(rb"\$(\d+)")


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


@dataclass
class Words:
    """A statement in a driver's words. `order`: of its values, where the driver counts them; `numbered`, `places`: the
    text with $1, $2, ... and whose places these are, where it names them; `constants`: what the statement says itself;
    `spelled`: lists, and the names of their members; `into`, `out`: how values and columns are converted.
    """

    text: str
    order: Sequence[str] | None
    numbered: bytes
    places: Sequence[str]
    constants: dict[str, Any]
    spelled: Mapping[str, list[str]]
    into: Mapping[str, Convert]
    columns: list[Any]
    row: Callable[..., Any] | None = None
    out: list[tuple[int, Convert]] = field(default_factory=list)
    several: dict[int, bytes] = field(default_factory=dict)

    def given(self, values: Row) -> Any:
        """The values as the driver takes them. Raises KeyError when one is missing."""
        known = {**self.constants, **values}
        for name, members in self.spelled.items():
            known.update(zip(members, known.pop(name), strict=True))
        for name, convert in self.into.items():
            known[name] = convert(known[name])
        return known if self.order is None else [known[name] for name in self.order]

    @cached_property
    def insert(self) -> tuple[bytes, bytes, bytes] | None:
        """What stands before, in and after the row of an INSERT that is asked nothing."""
        found = None if self.columns else ROW.fullmatch(self.numbered)
        return (found[1], found[2], found[3] or b"") if found else None

    def of_rows(self, count: int) -> bytes:
        """The text in PostgreSQL's words; an INSERT for so many rows at once, whose values follow each other."""
        if count == 1 or self.insert is None:
            return self.numbered
        if count not in self.several:
            head, row, tail = self.insert
            rows = [_moved(row, place * len(self.places)) for place in range(count)]
            self.several[count] = head + b", ".join(rows) + tail
        return self.several[count]

    def guarded(self) -> bytes:
        """An UPDATE in PostgreSQL's words that is refused as a division by zero where it reaches no row."""
        return b"WITH reached AS (" + self.numbered + b" RETURNING 1) SELECT 1 / count(*) FROM reached"

    def rows(self, dialect: Dialect, found: list[Any], kinds: Sequence[Any]) -> list[Any]:
        """What the driver found, each value as its column's type has it; `kinds`: the driver's word for each column."""
        row = self.row or self._learn(dialect, kinds)
        if self.out:
            found = [self._converted(list(one)) for one in found]
        return [row(*one) for one in found]

    def _converted(self, one: list[Any]) -> list[Any]:
        for place, convert in self.out:
            one[place] = convert(one[place])
        return one

    def _learn(self, dialect: Dialect, told: Sequence[Any]) -> Callable[..., Any]:
        kinds = [column.type.dialect_impl(dialect) for column in self.columns]
        found = [kind.result_processor(dialect, word) for kind, word in zip(kinds, told, strict=True)]
        self.out = [(place, convert) for place, convert in enumerate(found) if convert is not None]
        names = [getattr(column, "name", "") for column in self.columns]
        self.row = made = namedtuple("Found", names, rename=True)
        return made


def _moved(row: bytes, by: int) -> bytes:
    """The same with numbers that are so much higher."""
    return PLACE.sub(lambda found: b"$%d" % (int(found[1]) + by), row)


class _Places(dict[str, str]):
    """Names of values, in the order in which a text that is put together with it has them; one has one place."""

    def __missing__(self, name: str) -> str:
        self[name] = f"${len(self) + 1}"
        return self[name]


@lru_cache(maxsize=1000)
def numbered(text: str) -> tuple[bytes, tuple[str, ...]]:
    """A text that names its values, with $1, $2, ... instead, and whose places these are."""
    places = _Places()
    return (text % places).encode(), tuple(places)


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
        query, places = (b"", ()) if self.made.positional else numbered(found.statement)
        return Words(
            text=found.statement,
            order=found.positiontup,
            numbered=query,
            places=places,
            constants={name: bind.value for name, bind in binds if not bind.required} | scalars,
            spelled=found.parameter_expansion,
            into={name: convert for name, convert in into.items() if convert is not None},
            columns=self.columns,
        )


_known: WeakKeyDictionary[Any, dict[Any, Compiled]] = WeakKeyDictionary()


def words_of(dialect: Dialect, statement: Executable, values: Values) -> Words | None:
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
