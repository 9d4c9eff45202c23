"""How the rows that every step asks for become objects: from one plain statement, past SQLAlchemy's own loading.

For a handful of rows that loading takes three times as long as the statement. What comes out is the same
(docs/adr/0022): an object the session knows already is that object, changes are written before anything is read, what
a relationship names is found by the session. For whole models with one key, without subclasses or options of loading.
Never begins or commits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, inspect
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.orm.attributes import instance_state

from app.straight import ahead, execute
from app.writing import Writing

Found = tuple[Any, ...]


@dataclass(frozen=True)
class Part:
    """The columns of one model in a row; `key`: where its own key stands, `related`: its relationships."""

    mapper: Mapper[Any]
    first: int
    names: tuple[str, ...]
    key: int
    related: frozenset[str]

    def of(self, current: Session, row: Sequence[Any], *, anew: bool) -> Any:
        """The object of these columns; None where an outer join found nothing."""
        if row[self.key] is None:
            return None
        identity = (self.mapper.class_, (row[self.key],), None)
        known = current.identity_map.get(identity)
        if known is None:
            return self._made(current, identity, row)
        if anew:
            self._renew(current, known, row)
        elif instance_state(known).expired_attributes:
            self._complete(known, row)
        return known

    def _made(self, current: Session, identity: Any, row: Sequence[Any]) -> Any:
        made = self.mapper.class_manager.new_instance()
        state = instance_state(made)
        state.key, state.session_id = identity, current.hash_key
        current.identity_map._add_unpresent(state, identity)
        state.dict.update(self._values(row))
        if current.dispatch.loaded_as_persistent:
            current.dispatch.loaded_as_persistent(current, state)
        return made

    def _renew(self, current: Session, known: Any, row: Sequence[Any]) -> None:
        """Whatever it was, it is now what the row says; and whom it names is looked up again."""
        state = instance_state(known)
        state.dict.update(self._values(row))
        for name in self.related & state.dict.keys():
            del state.dict[name]
        state._commit_all(state.dict, current.identity_map)

    def _complete(self, known: Any, row: Sequence[Any]) -> None:
        """What a commit made it forget comes back; what it holds stays."""
        state = instance_state(known)
        forgotten = {name: value for name, value in self._values(row) if name not in state.dict}
        state.dict.update(forgotten)
        state._commit(state.dict, forgotten)

    def _values(self, row: Sequence[Any]) -> "zip[tuple[str, Any]]":
        return zip(self.names, row[self.first : self.first + len(self.names)], strict=True)


class Objects:
    """A SELECT of models and of columns beside them, asked again and again.

    `anew`: objects that the session knows are made what the rows say (as populate_existing does): for what was read
    before a lock.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]], *, anew: bool = False) -> None:
        self.anew = anew
        columns: list[Any] = []
        self._takes: list[Part | int] = []
        for told in statement.column_descriptions:
            mapper = _mapper(told["expr"])
            self._takes.append(_part(mapper, len(columns)) if mapper else len(columns))
            names = [one.key for one in mapper.column_attrs] if mapper else []
            columns += [getattr(told["expr"], name) for name in names] if mapper else [told["expr"]]
        self.statement = statement.with_only_columns(*columns, maintain_column_froms=True)

    def ask(self, current: Writing, values: dict[str, Any]) -> list[Found]:
        """The rows, an object for each model. What was changed and not yet written is written first."""
        if current.autoflush:
            current.flush()
        return self.made(current, execute(current.open_connection(), self.statement, values))

    def made(self, current: Session, rows: Iterable[Row[Any]]) -> list[Found]:
        """The same of rows that `statement` has found."""
        return [tuple(self._take(current, take, row) for take in self._takes) for row in rows]

    def ahead(self, current: Writing, values: dict[str, Any]) -> None:
        """They are asked for soon: behind the next question, and as things are then (app/straight.py)."""
        ahead(current.open_connection(), self.statement, values)

    def _take(self, current: Session, take: Part | int, row: Row[Any]) -> Any:
        return row[take] if isinstance(take, int) else take.of(current, row, anew=self.anew)


def _mapper(asked: Any) -> Mapper[Any] | None:
    """Of a model or an alias of one; None for a column."""
    found = inspect(asked, raiseerr=False)
    whole = getattr(found, "is_mapper", False) or getattr(found, "is_aliased_class", False)
    return found.mapper if whole else None


def _part(mapper: Mapper[Any], first: int) -> Part:
    names = tuple(one.key for one in mapper.column_attrs)
    (key,) = mapper.primary_key
    at = names.index(mapper.get_property_by_column(key).key)
    return Part(mapper, first, names, first + at, frozenset(mapper.relationships.keys()))
