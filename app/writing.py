"""How the rows that every step changes are written: by one statement each, past SQLAlchemy's unit of work.

For a handful of rows the unit of work takes longer than its statements. Many new ones of a table are written together,
so that a step which opens a thousand tasks is no thousand statements. What it is needed for (deletions, collections,
keys that a relationship brings, any other model) is left to it; the rows and their order are the same. Never commits.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, TypeVar

from flask_sqlalchemy.session import Session
from sqlalchemy import (
    ClauseElement,
    Connection,
    Insert,
    Table,
    Update,
    bindparam,
    func,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.orm import InstanceState, Mapper, MapperProperty, SessionTransaction
from sqlalchemy.orm.attributes import instance_state

from app.beside import Beside
from app.straight import execute, later

Row = TypeVar("Row")
KEY = "id"
WHICH = "key_of_the_row"  # no column is called so
LAST = select(func.last_insert_rowid())
NO_CHANGE = {"_sa_instance_state", KEY}  # what else a new row holds: its key where it was drawn before (app/row_ids.py)


@dataclass(frozen=True)
class Layout:
    """A model that says `plain_rank`: rows of a lower rank are written before those that may name them.

    `defaults`: of each column, by its name; `parents`: a relationship to one row, and the column that holds its id.
    """

    rank: int
    table: Table
    defaults: dict[str, Any]
    parents: dict[str, str]


class Writing(Session):
    """A session whose flush is quick where all that changed is plain rows, and which knows its connection."""

    open: Connection | None = None

    @cached_property
    def info(self) -> Beside:
        """As SQLAlchemy has it, for what `keeps` names."""
        return Beside()

    def open_connection(self) -> Connection:
        """The connection of the transaction that goes on. `connection()` finds the same one, anew each time."""
        if self.open is None:
            self.open = self.connection()
        return self.open

    @contextmanager
    def lent(self, connection: Connection) -> Iterator[None]:
        """Inside, that one: for what is asked outside of any transaction of the session's."""
        self.open = connection
        try:
            yield
        finally:
            self.open = None

    def begin_nested(self) -> SessionTransaction:
        """As SQLAlchemy has it, and begun at once: it would wait for `connection()`, which nobody calls then."""
        made = super().begin_nested()
        self.connection()
        return made

    def put(self, row: object) -> None:
        """Add a row unless it is here already. What it names is, and need not be looked through for more."""
        if instance_state(row).key is None:
            self._save_impl(instance_state(row))

    def commit(self) -> None:
        """As SQLAlchemy has it; the next transaction may have another connection."""
        try:
            super().commit()
        finally:
            self.open = None

    def rollback(self) -> None:
        """As SQLAlchemy has it; the next transaction may have another connection."""
        try:
            super().rollback()
        finally:
            self.open = None

    def close(self) -> None:
        """As SQLAlchemy has it; the next transaction may have another connection."""
        self.open = None
        super().close()

    def flush(self, objects: Any = None) -> None:
        """Write what changed. Raises what the database says, and StaleDataError when a row is gone; of a changed row
        PostgreSQL says so with the next statement or the commit.
        """
        states = self._plain() if objects is None and not self._flushing else None
        if states is None:
            super().flush(objects)
            return
        for (layout, there), alike in groupby(states, key=_kind):
            if there:
                for state in alike:
                    _update(self, layout, state)
            else:
                _insert(self, layout, list(alike))
        self._register_persistent(set(states))  # the last act of SQLAlchemy's own flush, too

    def _plain(self) -> list[InstanceState[Any]] | None:
        """All that is to be written, in order; None when the unit of work is needed for any of it."""
        states = [*self._new, *self._dirty_states]
        if not states or self._deleted or not all(map(_is_plain, states)):
            return None
        return sorted(states, key=_turn)


def _is_plain(state: InstanceState[Any]) -> bool:
    layout = _layout(state.mapper)
    known = state.dict
    if layout is None or (state.has_identity and KEY not in known):  # expired: it would have to be read first
        return False
    for name in state.committed_state if state.has_identity else known.keys() - NO_CHANGE:
        if name in layout.defaults:  # a value that stands in the row itself
            if name not in known or isinstance(known[name], ClauseElement):
                return False
        elif name not in layout.parents or _id_of(known.get(name)) != known.get(layout.parents[name]):
            return False  # no parent whose id is there, too
    return True


def _id_of(parent: Any) -> Any:
    return None if parent is None else parent.__dict__.get(KEY, parent)  # one not written yet is equal to no id


def _turn(state: InstanceState[Any]) -> tuple[int, bool, Any]:
    """By table; what is there already before what is new; in the order of ids, or of coming."""
    layout, there = _kind(state)
    return (layout.rank, not there, state.dict[KEY] if there else state.insert_order)


def _kind(state: InstanceState[Any]) -> tuple[Layout, bool]:
    """Its table, and whether the row is there already."""
    layout = _layout(state.mapper)
    assert layout is not None  # _is_plain asked
    return layout, state.has_identity


def _insert(session: Writing, layout: Layout, states: list[InstanceState[Any]]) -> None:
    known = [state for state in states if state.dict.get(KEY) is not None]
    for state in known:
        row = _row(layout, state.dict)
        state.dict.update(row)
        later(session.open_connection(), _unasked(layout.table), {KEY: state.dict[KEY], **row})
    if len(known) < len(states):
        _insert_numbered(session, layout, [state for state in states if state.dict.get(KEY) is None])


def _insert_numbered(session: Writing, layout: Layout, states: list[InstanceState[Any]]) -> None:
    """The database gives each its key."""
    rows = [_row(layout, state.dict) for state in states]
    if len(rows) == 1:
        made: Iterable[int] = [execute(session.open_connection(), _new(layout.table), rows[0]).scalar_one()]
    else:
        made = _together(session.open_connection(), layout.table, rows)
    for state, row, key in zip(states, rows, made, strict=True):
        state.dict.update(row)
        state.dict[KEY] = key


def _together(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> Iterable[int]:
    """Write the rows; their keys, in their order."""
    if connection.dialect.name != "sqlite":
        return connection.execute(_many(table), rows).scalars()
    execute(connection, _unasked(table), rows)
    last: int = execute(connection, LAST).scalar_one()  # nobody else writes meanwhile: each took the next
    return range(last - len(rows) + 1, last + 1)


def _row(layout: Layout, known: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in known.items() if value is not None and name in layout.defaults}
    return {**layout.defaults, **given}


def _update(session: Writing, layout: Layout, state: InstanceState[Any]) -> None:
    before, known = state.committed_state, state.dict
    changed = {name: known[name] for name in layout.defaults if name in before and before[name] != known[name]}
    if changed:
        statement = _changing(layout.table, tuple(changed))
        gone = f"The row {known[KEY]} of {layout.table.name} is gone."
        later(session.open_connection(), statement, {**changed, WHICH: known[KEY]}, must=gone)


def fresh(model: type[Row], values: dict[str, Any]) -> Row:
    """A new row of a plain model: as the model makes one, without telling each value to those who listen for none."""
    made: Row = inspect(model).class_manager.new_instance()
    instance_state(made).dict.update(values)
    return made


@lru_cache(maxsize=100)
def _new(table: Table) -> Insert:
    return insert(table).returning(table.c[KEY])


@lru_cache(maxsize=100)
def _many(table: Table) -> Insert:
    """The same for several rows, whose keys come in their order: SQLAlchemy puts as many as it can in one statement."""
    return insert(table).returning(table.c[KEY], sort_by_parameter_order=True)


@lru_cache(maxsize=100)
def _unasked(table: Table) -> Insert:
    """Where the keys are known, or, as the database answers several rows in no order, are found otherwise."""
    return insert(table)


@lru_cache(maxsize=1000)
def _changing(table: Table, names: tuple[str, ...]) -> Update:
    """Put together once for each set of columns that changes together."""
    return update(table).where(table.c[KEY] == bindparam(WHICH)).values({name: bindparam(name) for name in names})


@lru_cache(maxsize=1000)
def _layout(mapper: Mapper[Any]) -> Layout | None:
    rank = getattr(mapper.class_, "plain_rank", None)
    table = mapper.local_table
    if rank is None or not isinstance(table, Table):
        return None
    defaults = {column.key: column.default.arg if column.default else None for column in table.c if column.key != KEY}
    if any(callable(default) for default in defaults.values()):
        raise TypeError(f"{table.name} has defaults that are made anew for each row: it is not plain.")
    parents = {one.key: _column(one) for one in inspect(mapper.class_).relationships if not one.viewonly}
    return Layout(rank, table, defaults, {name: column for name, column in parents.items() if column})


def _column(relationship: MapperProperty[Any]) -> str:
    """The column of this table that names the other row; none for what others' columns name."""
    pairs: list[tuple[Any, Any]] = relationship.local_remote_pairs
    (local, remote), *more = pairs
    return str(local.key) if remote.key == KEY and local.key != KEY and not more else ""
