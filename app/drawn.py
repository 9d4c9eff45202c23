"""Ids that are drawn before their rows are written: PostgreSQL then writes them on one way with what comes next.

An order that comes to nothing leaves a gap in the numbers, as one that fails while it is written always did. SQLite, in
the same process, gives each its id as it is written.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, select

from app.db import Base, ahead, ask, dialect


def drawn(model: type[Base]) -> int | None:
    """The id of the next row of the model, which nobody else gets. None on SQLite."""
    return None if dialect() == "sqlite" else int(ask(_next(model)).scalar_one())


def draw_soon(model: type[Base]) -> None:
    """`drawn` is called for this one soon: it goes with the next question."""
    if dialect() != "sqlite":
        ahead(_next(model))


@lru_cache(maxsize=10)
def _next(model: type[Base]) -> Select[Any]:
    return select(func.nextval(func.pg_get_serial_sequence(model.__tablename__, "id")))
