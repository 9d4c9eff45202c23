"""How the rows that every step changes are written: by one statement each, past SQLAlchemy's unit of work.

For a handful of rows the unit of work takes longer than its statements. What it is needed for (deletions, collections,
keys that a relationship brings, any other model) is left to it; the rows and their order are the same. Never commits.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask_sqlalchemy.session import Session
from sqlalchemy import ClauseElement, Connection, Insert, Table, Update, bindparam, insert, inspect, update
from sqlalchemy.orm import InstanceState, Mapper, MapperProperty
from sqlalchemy.orm.exc import StaleDataError

from app.straight import execute

KEY = "id"
WHICH = "key_of_the_row"  # no column is called so
NO_CHANGE = {"_sa_instance_state"}  # what else a new row holds


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

    _wire: Connection | None = None

    def wire(self) -> Connection:
        """The connection of the transaction that goes on. `connection()` finds the same one, anew each time."""
        if self._wire is None:
            self._wire = self.connection()
        return self._wire

    def commit(self) -> None:
        """As SQLAlchemy has it; the next transaction may have another connection."""
        try:
            super().commit()
        finally:
            self._wire = None

    def rollback(self) -> None:
        """As SQLAlchemy has it; the next transaction may have another connection."""
        try:
            super().rollback()
        finally:
            self._wire = None

    def close(self) -> None:
        """As SQLAlchemy has it; the next transaction may have another connection."""
        self._wire = None
        super().close()

    def flush(self, objects: Any = None) -> None:
        """Write what changed. Raises what the database says, and StaleDataError when a row is gone."""
        states = self._plain() if objects is None and not self._flushing else None
        if states is None:
            super().flush(objects)
            return
        for state in states:
            _update(self, state) if state.has_identity else _insert(self, state)
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
    changed = state.committed_state if state.has_identity else known.keys() - NO_CHANGE
    return all(_is_given(layout, name, known) for name in changed)


def _is_given(layout: Layout, name: str, known: dict[str, Any]) -> bool:
    """Whether what is to be written stands in the row itself: a value, or a parent whose id is there, too."""
    if name in layout.defaults:
        return name in known and not isinstance(known[name], ClauseElement)
    return name in layout.parents and _id_of(known.get(name)) == known.get(layout.parents[name])


def _id_of(parent: Any) -> Any:
    return None if parent is None else parent.__dict__.get(KEY, parent)  # one not written yet is equal to no id


def _turn(state: InstanceState[Any]) -> tuple[int, bool, Any]:
    """By table; what is there already before what is new; in the order of ids, or of coming."""
    layout = _layout(state.mapper)
    there = state.has_identity
    return (layout.rank if layout else 0, not there, state.dict[KEY] if there else state.insert_order)


def _insert(session: Writing, state: InstanceState[Any]) -> None:
    layout = _layout(state.mapper)
    assert layout is not None  # _is_plain asked
    given = {name: value for name, value in state.dict.items() if value is not None and name in layout.defaults}
    row = {**layout.defaults, **given}
    made = execute(session.wire(), _new(layout.table), row).scalar_one()
    state.dict.update(row)
    state.dict[KEY] = made


def _update(session: Writing, state: InstanceState[Any]) -> None:
    layout = _layout(state.mapper)
    assert layout is not None
    before, known = state.committed_state, state.dict
    changed = {name: known[name] for name in layout.defaults if name in before and before[name] != known[name]}
    if changed:
        statement = _changing(layout.table, tuple(changed))
        if execute(session.wire(), statement, {**changed, WHICH: known[KEY]}).rowcount != 1:
            raise StaleDataError(f"The row {known[KEY]} of {layout.table.name} is gone.")


@lru_cache(maxsize=100)
def _new(table: Table) -> Insert:
    return insert(table).returning(table.c[KEY])


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
