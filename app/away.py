"""What an error of the database means: is it away, what does it say, what is given up. Knows no table."""

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

READ_ONLY = "25006"  # PostgreSQL's code for a write in a server or transaction that only reads


def is_away(error: DBAPIError) -> bool:
    """Whether the database is gone, full or busy, and not the statement wrong. A process that was stopped in the middle
    of a transaction finds its connection closed, which PostgreSQL's driver calls an internal error; so is a write to a
    server that has just become a standby.
    """
    standby = getattr(error.orig, "sqlstate", None) == READ_ONLY
    return isinstance(error, OperationalError) or error.connection_invalidated or standby


def reason(error: BaseException) -> str:
    """The database's own words in one line, also of an error that it caused: no statement, no values."""
    cause = error.__cause__ or error
    said = getattr(cause, "orig", None) or cause
    return str(said).strip().partition("\n")[0]


def let_go(engine: Engine, error: DBAPIError) -> None:
    """What was opened on SQLite while the file could only be read stays so when the file can be written again, and so
    does what this process opens beside it: after a write that was refused for it, all that nobody uses are closed.
    """
    if (getattr(error.orig, "sqlite_errorname", None) or "").startswith("SQLITE_READONLY"):
        engine.pool.dispose()  # not the engine's: what others use just now comes back to this pool, and goes next
