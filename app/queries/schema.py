"""Whether the tables are those of this release and may be written. Only reads, and needs no migration tool for it."""

import os
import re
from functools import lru_cache

from sqlalchemy import inspect, text

from app.config import ROOT
from app.db import dialect, session

REVISION = re.compile(r"^revision\b.*?= *['\"](\w+)['\"]", re.MULTILINE)
BEFORE = re.compile(r"^down_revision\b.*?= *['\"](\w+)['\"]", re.MULTILINE)
LAST = "0012"  # the newest migration of the release before this one; with a release it moves on (docs/contributing.md)


def behind() -> bool:
    """True when migrations of this release were not run yet. Tables made without migrations are taken as they are, and
    so are those of a later release: tables only grow, and this one goes on while the later is brought in.
    """
    at = _revisions()
    return at is not None and at != heads() and not at - _known()


def ahead() -> bool:
    """True when a later release has brought the tables to where this one's migrations do not reach."""
    return bool((_revisions() or set()) - _known())


def up_to_date() -> bool:
    """True when migrations made the tables, and all of this release were run."""
    return _revisions() == heads()


def before_last() -> str | None:
    """The revision of tables that are older than those of the release before this one: a release was passed over."""
    return next((one for one in _revisions() or () if LAST in _after(one)), None)


def made() -> bool:
    """Whether migrations made the tables."""
    return _revisions() is not None


def knows(revision: str) -> bool:
    """Whether this release has the migrations up to there."""
    return revision in _known()


def writable() -> bool:
    """False on PostgreSQL's standby, or where the server, the database or its user was told to read only, and on SQLite
    where this process may not write the file or beside it.
    """
    if dialect() == "postgresql":
        return session().scalar(text("select current_setting('transaction_read_only')")) == "off"
    file = session().scalar(text("select file from pragma_database_list where name = 'main'"))
    return not file or all(os.access(place, os.W_OK) for place in (file, os.path.dirname(file)))


def _revisions() -> set[str] | None:
    """What the tables say of themselves; None where migrations did not make them."""
    connection = session().connection()
    if not inspect(connection).has_table("alembic_version"):
        return None
    return set(connection.execute(text("select version_num from alembic_version")).scalars())


@lru_cache(maxsize=1)
def heads() -> set[str]:
    """The newest revisions under migrations/: those on which no other one builds."""
    return _known() - set(_all(BEFORE, _files()))


@lru_cache(maxsize=1)
def _known() -> set[str]:
    """The revisions under migrations/."""
    return set(_all(REVISION, _files()))


def _after(revision: str) -> set[str]:
    """The revisions that build on this one, near and far."""
    above = {at for file in _files() for at in _all(REVISION, [file]) if revision in _all(BEFORE, [file])}
    return above.union(*map(_after, above))


def _files() -> list[str]:
    return [path.read_text() for path in (ROOT / "migrations" / "versions").glob("*.py")]


def _all(kind: re.Pattern[str], files: list[str]) -> list[str]:
    return [found for file in files for found in kind.findall(file)]
