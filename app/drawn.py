"""Ids that are drawn before their rows are written: PostgreSQL then writes them on one way with what comes next.

An order that comes to nothing leaves a gap in the numbers, as one that fails while it is written always did. SQLite, in
the same process, gives each its id as it is written.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, select

from app.db import Base, ahead, ask, dialect


def drawn(model: type[Base]) -> int | None:
    """The id of the next row of the model, which nobody else gets. None on SQLite."""
    found = several(model, 1)
    return found[0] if found else None


def several(model: type[Base], count: int) -> list[int] | None:
    """The same for the next `count` rows, in their order."""
    return None if dialect() == "sqlite" else [row[0] for row in ask(_next(model), {"count": count})]


def draw_soon(model: type[Base], count: int = 1) -> None:
    """`drawn` or `several` is called for these soon: it goes with the next question."""
    if dialect() != "sqlite":
        ahead(_next(model), {"count": count})


@lru_cache(maxsize=10)
def _next(model: type[Base]) -> Select[Any]:
    one = func.nextval(func.pg_get_serial_sequence(model.__tablename__, "id"))
    return select(one).select_from(func.generate_series(1, bindparam("count", type_=Integer)))
