"""Which models are plain rows, what their tables are like, and the statements that write them. Never executes one.

A model is plain when it says `plain_rank`. Models and statements are worked out once for each and kept.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Insert, Table, Update, bindparam, insert, inspect, update
from sqlalchemy.orm import Mapper, MapperProperty

KEY = "id"
WHICH = "key_of_the_row"  # no column is called so


@dataclass(frozen=True)
class PlainModel:
    """What is known of such a model. `rank`: rows of a lower rank are written before those that may name them.

    `defaults`: of each column, by its name; `parents`: a relationship to one row, and the column that holds its id.
    """

    rank: int
    table: Table
    defaults: dict[str, Any]
    parents: dict[str, str]


@lru_cache(maxsize=100)
def inserting_one(table: Table) -> Insert:
    """An INSERT of one row, to which the database gives its key, and answers it."""
    return insert(table).returning(table.c[KEY])


@lru_cache(maxsize=100)
def inserting_many(table: Table) -> Insert:
    """The same for several rows, whose keys come in their order: SQLAlchemy puts as many as it can in one statement."""
    return insert(table).returning(table.c[KEY], sort_by_parameter_order=True)


@lru_cache(maxsize=100)
def inserting_known(table: Table) -> Insert:
    """An INSERT that answers nothing: the keys are known before, or are found by writing.py."""
    return insert(table)


@lru_cache(maxsize=1000)
def updating(table: Table, names: tuple[str, ...]) -> Update:
    """An UPDATE of these columns of the row whose key is WHICH; put together once for each set of them."""
    return update(table).where(table.c[KEY] == bindparam(WHICH)).values({name: bindparam(name) for name in names})


@lru_cache(maxsize=1000)
def plain_model(mapper: Mapper[Any]) -> PlainModel | None:
    """None of a model that is not plain. Raises TypeError for a plain one with defaults that differ from row to row."""
    rank = getattr(mapper.class_, "plain_rank", None)
    table = mapper.local_table
    if rank is None or not isinstance(table, Table):
        return None
    defaults = {column.key: column.default.arg if column.default else None for column in table.c if column.key != KEY}
    if any(callable(default) for default in defaults.values()):
        raise TypeError(f"{table.name} has defaults that are made anew for each row: it is not plain.")
    parents = {one.key: _column(one) for one in inspect(mapper.class_).relationships if not one.viewonly}
    return PlainModel(rank, table, defaults, {name: column for name, column in parents.items() if column})


def _column(relationship: MapperProperty[Any]) -> str:
    """The column of this table that names the other row; none for what others' columns name."""
    pairs: list[tuple[Any, Any]] = relationship.local_remote_pairs
    (local, remote), *more = pairs
    return str(local.key) if remote.key == KEY and local.key != KEY and not more else ""
