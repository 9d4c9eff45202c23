"""Ids that are drawn before their rows are written, so that a row can be named, and written once, when it is whole.

PostgreSQL then writes them on one way with what comes next. An order that comes to nothing leaves a gap in the numbers,
as one that fails while it is written always did. Only inside a write transaction: on SQLite nobody else writes then,
and the next id is the one that the database would give; a row is written there before the next id is drawn.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, bindparam, func, literal_column, select

from app.beside import keeps
from app.db import Base, ahead, ask, dialect, session, table

FEW = 10  # columns of one row; more are rows
Places = tuple[type[Base], ...]  # whose id stands there in the answer
keeps("drawn", dict)
keeps("drawing", list)


def drawn(model: type[Base]) -> int:
    """The id of the next row of the model, which nobody else gets."""
    return several(model, 1)[0]


def several(model: type[Base], count: int) -> list[int]:
    """The same for the next `count` rows, in their order."""
    if dialect() == "sqlite":
        first: int = ask(_after_the_last(model)).scalar_one()
        return list(range(first, first + count))
    kept = _arrived().setdefault(model, [])
    if count > FEW:
        return [row[0] for row in ask(_series(model), {"count": count})]
    if len(kept) < count:
        kept += ask(_next((model,) * (count - len(kept)))).one()
    found, kept[:count] = kept[:count], []
    return found


def draw_soon(wanted: Mapping[type[Base], int]) -> None:
    """`drawn` or `several` is called for so many of each soon: PostgreSQL gives a few with the next question."""
    if dialect() == "sqlite":
        return
    few = {model: count for model, count in wanted.items() if count <= FEW}
    missing = [model for model, count in few.items() for _ in range(count - _there(model))]
    if missing:
        ahead(_next(tuple(missing)))
        session().info["drawing"].append(tuple(missing))


def _there(model: type[Base]) -> int:
    """How many were drawn, or will be with the next question, that nobody has taken."""
    info = session().info
    return len(info["drawn"].get(model, ())) + sum(places.count(model) for places in info["drawing"])


def _arrived() -> dict[type[Base], list[int]]:
    """All that was drawn and not taken, by model."""
    info = session().info
    kept: dict[type[Base], list[int]] = info["drawn"]
    for places in info["drawing"]:
        for model, number in zip(places, ask(_next(places)).one(), strict=True):
            kept.setdefault(model, []).append(number)
    info["drawing"] = []
    return kept


@lru_cache(maxsize=200)
def _next(places: Places) -> Any:
    names = (f"nextval(pg_get_serial_sequence('{model.__tablename__}', 'id'))" for model in places)
    return select(*(literal_column(name, BigInteger).label(f"id{number}") for number, name in enumerate(names)))


@lru_cache(maxsize=10)
def _series(model: type[Base]) -> Select[Any]:
    one = func.nextval(func.pg_get_serial_sequence(model.__tablename__, "id"))
    return select(one).select_from(func.generate_series(1, bindparam("count", type_=Integer)))


@lru_cache(maxsize=10)
def _after_the_last(model: type[Base]) -> Select[Any]:
    """SQLite's own rule for a table without AUTOINCREMENT (sqlite.org/autoinc.html, section 2)."""
    return select(func.coalesce(func.max(table(model).c.id), 0) + 1)
