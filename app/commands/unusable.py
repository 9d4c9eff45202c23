"""What an operator is told when a command meets a database that it cannot use. Loaded only then."""

import re

from sqlalchemy.exc import DBAPIError

from app.away import is_away, reason

MISSING = ("42P01", "42703")  # PostgreSQL's codes for a table and a column that are not there
LACKING = re.compile(r"no such (table|column)|table \w+ has no column")  # SQLite's words for them


def sentence(error: BaseException) -> str | None:
    """One line with the database's reason; None for an error that is not the database's to mend."""
    cause = error if isinstance(error, DBAPIError) else error.__cause__
    if not isinstance(cause, DBAPIError):
        return None
    said = reason(cause)
    if getattr(cause.orig, "sqlstate", None) in MISSING or LACKING.match(said):
        return f"The tables are not those of this release ({said}). Run `laneway prepare` first."
    return f"The database cannot be used just now: {said}. Nothing was changed." if is_away(cause) else None
