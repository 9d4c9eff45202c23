"""What an error of the database means: is it away, and what does it say. Knows no table, opens nothing."""

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
