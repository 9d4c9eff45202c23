"""How the rows that every step changes are written: by one statement each, past SQLAlchemy's unit of work.

For a handful of rows the unit of work takes longer than its statements. Many new ones of a table are written together,
so that a step which opens a thousand tasks is no thousand statements. What it is needed for (deletions, collections,
keys that a relationship brings, any other model) is left to it; the rows and their order are the same. Never commits.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import groupby
from typing import Any, TypeVar

from flask_sqlalchemy.session import Session
from sqlalchemy import ClauseElement, Connection, Table, func, inspect, select
from sqlalchemy.orm import InstanceState, SessionTransaction
from sqlalchemy.orm.attributes import instance_state

from app.beside import Beside
from app.plain_rows import KEY, WHICH, PlainModel, inserting_known, inserting_many, inserting_one, plain_model, updating
from app.straight import execute, later

Row = TypeVar("Row")
LAST = select(func.last_insert_rowid())
NO_CHANGE = {"_sa_instance_state", KEY}  # what else a new row holds: its key where it was drawn before (app/row_ids.py)


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
        for (model, there), alike in groupby(states, key=_kind):
            if there:
                for state in alike:
                    _update(self, model, state)
            else:
                _insert(self, model, list(alike))
        self._register_persistent(set(states))  # the last act of SQLAlchemy's own flush, too

    def _plain(self) -> list[InstanceState[Any]] | None:
        """All that is to be written, in order; None when the unit of work is needed for any of it."""
        states = [*self._new, *self._dirty_states]
        if not states or self._deleted or not all(map(_is_plain, states)):
            return None
        return sorted(states, key=_turn)


def _is_plain(state: InstanceState[Any]) -> bool:
    """All that changed of the row is values of its own columns, and parents whose ids stand in it already."""
    model = plain_model(state.mapper)
    known = state.dict
    if model is None or (state.has_identity and KEY not in known):  # expired: it would have to be read first
        return False
    for name in state.committed_state if state.has_identity else known.keys() - NO_CHANGE:
        if name in model.defaults:  # a value that stands in the row itself
            if name not in known or isinstance(known[name], ClauseElement):
                return False
        elif name not in model.parents or _id_of(known.get(name)) != known.get(model.parents[name]):
            return False  # no parent whose id is there, too
    return True


def _id_of(parent: Any) -> Any:
    return None if parent is None else parent.__dict__.get(KEY, parent)  # one not written yet is equal to no id


def _turn(state: InstanceState[Any]) -> tuple[int, bool, Any]:
    """By table; what is there already before what is new; in the order of ids, or of coming."""
    model, there = _kind(state)
    return (model.rank, not there, state.dict[KEY] if there else state.insert_order)


def _kind(state: InstanceState[Any]) -> tuple[PlainModel, bool]:
    """Its table, and whether the row is there already."""
    model = plain_model(state.mapper)
    assert model is not None  # _is_plain asked
    return model, state.has_identity


def _insert(session: Writing, model: PlainModel, states: list[InstanceState[Any]]) -> None:
    """New rows: those with a key (app/row_ids.py), for whose answer nobody waits; then those that get one."""
    known = [state for state in states if state.dict.get(KEY) is not None]
    for state in known:
        row = _row(model, state.dict)
        state.dict.update(row)
        later(session.open_connection(), inserting_known(model.table), {KEY: state.dict[KEY], **row})
    if len(known) < len(states):
        _insert_numbered(session, model, [state for state in states if state.dict.get(KEY) is None])


def _insert_numbered(session: Writing, model: PlainModel, states: list[InstanceState[Any]]) -> None:
    """The database gives each its key."""
    rows = [_row(model, state.dict) for state in states]
    if len(rows) == 1:
        made: Iterable[int] = [execute(session.open_connection(), inserting_one(model.table), rows[0]).scalar_one()]
    else:
        made = _together(session.open_connection(), model.table, rows)
    for state, row, key in zip(states, rows, made, strict=True):
        state.dict.update(row)
        state.dict[KEY] = key


def _together(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> Iterable[int]:
    """Write the rows; their keys, in their order."""
    if connection.dialect.name != "sqlite":
        return connection.execute(inserting_many(table), rows).scalars()
    execute(connection, inserting_known(table), rows)
    last: int = execute(connection, LAST).scalar_one()  # nobody else writes meanwhile: each took the next
    return range(last - len(rows) + 1, last + 1)


def _row(model: PlainModel, known: dict[str, Any]) -> dict[str, Any]:
    """Every column's value but the key: the default where none was given."""
    given = {name: value for name, value in known.items() if value is not None and name in model.defaults}
    return {**model.defaults, **given}


def _update(session: Writing, model: PlainModel, state: InstanceState[Any]) -> None:
    """The columns that have another value than they were read with; nothing when all are as they were."""
    before, known = state.committed_state, state.dict
    changed = {name: known[name] for name in model.defaults if name in before and before[name] != known[name]}
    if changed:
        statement = updating(model.table, tuple(changed))
        gone = f"The row {known[KEY]} of {model.table.name} is gone."
        later(session.open_connection(), statement, {**changed, WHICH: known[KEY]}, must=gone)


def fresh(model: type[Row], values: dict[str, Any]) -> Row:
    """A new row of a plain model with these values. As `model(**values)` makes it, without SQLAlchemy's event for each
    value: nobody listens for any."""
    made: Row = inspect(model).class_manager.new_instance()
    instance_state(made).dict.update(values)
    return made
