"""Quick commits while the demo's past is played: on SQLite a power cut may take back the last of them.

It breaks nothing: what is lost is made again at the next start. Must never be used for what people have done.
"""

import contextlib
from collections.abc import Iterator

from app.db import db, session


@contextlib.contextmanager
def hasty() -> Iterator[None]:
    """Inside, on SQLite, a commit does not wait for the disk. Only for a program of one thread."""
    _synchronous("NORMAL")
    try:
        yield
    finally:
        _synchronous("FULL")


def _synchronous(how: str) -> None:
    """How far a commit reaches before it answers, as SQLite's PRAGMA has it."""
    if db.engine.dialect.name == "sqlite":
        session().rollback()
        with contextlib.closing(db.engine.raw_connection()) as connection:
            connection.cursor().execute(f"PRAGMA synchronous={how}")
