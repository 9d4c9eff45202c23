"""Ids that are drawn before their rows are written, so that a row can be named, and written once, when it is whole.

PostgreSQL then writes them on one way with what comes next. An order that comes to nothing leaves a gap in the numbers,
as one that fails while it is written always did. Only inside a write transaction: on SQLite nobody else writes then,
and the next id is the one that the database would give; a row is written there before the next id is drawn.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, select

from app.db import Base, ahead, ask, dialect, table


def drawn(model: type[Base]) -> int:
    """The id of the next row of the model, which nobody else gets."""
    return several(model, 1)[0]


def several(model: type[Base], count: int) -> list[int]:
    """The same for the next `count` rows, in their order."""
    if dialect() != "sqlite":
        return [row[0] for row in ask(_next(model), {"count": count})]
    first: int = ask(_after_the_last(model)).scalar_one()
    return list(range(first, first + count))


def draw_soon(model: type[Base], count: int = 1) -> None:
    """`drawn` or `several` is called for these soon: on PostgreSQL it goes with the next question."""
    if dialect() != "sqlite":
        ahead(_next(model), {"count": count})


@lru_cache(maxsize=10)
def _next(model: type[Base]) -> Select[Any]:
    one = func.nextval(func.pg_get_serial_sequence(model.__tablename__, "id"))
    return select(one).select_from(func.generate_series(1, bindparam("count", type_=Integer)))


@lru_cache(maxsize=10)
def _after_the_last(model: type[Base]) -> Select[Any]:
    """SQLite's own rule for a table without AUTOINCREMENT (sqlite.org/autoinc.html, section 2)."""
    return select(func.coalesce(func.max(table(model).c.id), 0) + 1)
