"""`laneway backup [FILE]` and `laneway restore FILE`: the whole house in one file, and back."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from alembic.util.exc import CommandError
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from app.backup import archive, making, restoring
from app.backup.errors import BadBackup, InUse, NoHouse, NoRoom, Unfinished
from app.commands.opening import opened
from app.commands.tables import bring
from app.db import db, reading
from app.errors import LanewayError
from app.models.heartbeat import Heartbeat
from app.operations import files, house, journal, readiness
from app.queries import schema


def backup(argv: list[str]) -> int:
    """Write a backup while the house runs; print where it is."""
    parser = argparse.ArgumentParser(prog="laneway backup", description="Everything in one file, while it runs.")
    parser.add_argument("file", nargs="?", type=Path, help="where to; LANEWAY_VAR/backups/TIME.tar.gz by default")
    given = parser.parse_args(argv)
    with opened():
        path = given.file or house.config().var / "backups" / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar.gz"
        try:
            with db.engine.connect() as connection:
                made = making.make(path, connection, files.folder())
        except (NoHouse, OSError, DBAPIError) as error:
            return _refused("backup", error.orig if isinstance(error, DBAPIError) else error)
    for place in made.missing:
        sys.stderr.write(f"laneway backup: the file {place} has a row but no bytes; it is not in the backup.\n")
    sys.stdout.write(f"{path}: {made.rows:,} rows, {made.files:,} files\n")
    return 1 if made.missing else 0


def restore(argv: list[str]) -> int:
    """Make this house what the backup says; afterwards its journal is computed anew."""
    parser = argparse.ArgumentParser(prog="laneway restore", description="A house out of a backup.")
    parser.add_argument("file", type=Path, help="what laneway backup wrote")
    parser.add_argument("--replace", action="store_true", help="throw away what is in the database now")
    given = parser.parse_args(argv)
    with opened():
        try:
            rows = _restore(given.file, replace=given.replace)
            with reading():
                bad = journal.verify()
        except (LanewayError, OSError, DBAPIError) as error:
            return _refused("restore", error.orig if isinstance(error, DBAPIError) else error)
        if bad:
            return _refused("restore", f"The journal does not hold: request {bad[0]}, entry {bad[1]}.")
    sys.stdout.write(f"{rows:,} rows are back; the journal holds.\n")
    return 0


def _restore(file: Path, *, replace: bool) -> int:
    _must_rest()
    with archive.reading(file) as found:
        if not schema.knows(found.facts["revision"]):
            revision = found.facts["revision"]
            raise BadBackup(f"{file} was made by a later release ({revision}): restore it with that one.")
        with _kept(file) if replace else nullcontext():
            return restoring.restore(found, db.engine, files.folder(), _tables, replace=replace)


@contextmanager
def _kept(file: Path) -> Iterator[None]:
    """What is replaced is kept until its successor is whole; where that fails, its place is said.

    Raises NoRoom, before anything has changed, when it cannot be kept; Unfinished.
    """
    if not {"alembic_version", "file"} <= set(inspect(db.engine).get_table_names()):
        yield
        return
    path = house.config().var / "backups" / f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.tar.gz"
    try:
        with db.engine.connect() as connection:
            making.make(path, connection, files.folder())
    except OSError as error:
        raise NoRoom(f"Nothing was changed: what is there cannot be kept meanwhile. {error}") from error
    try:
        yield
    except (LanewayError, OSError, DBAPIError) as error:
        why = error.orig if isinstance(error, DBAPIError) else error
        raise Unfinished(
            f"{why} {file} was not restored. What was here is in {path}: laneway restore {path} --replace"
        ) from error
    path.unlink()


def _must_rest() -> None:
    """Raises InUse while a worker or scheduler of this database is alive."""
    if not inspect(db.engine).has_table(Heartbeat.__tablename__):
        return
    with reading():
        alive = readiness.at_work()
    if alive:
        raise InUse(f"{alive} works in this house. Stop Laneway first, and wait half a minute if it was killed.")


def _tables(revision: str) -> None:
    try:
        bring(revision)
    except (CommandError, SystemExit) as error:
        raise BadBackup(f"This release does not know the tables of the backup ({revision}): {error}") from error


def _refused(command: str, why: object) -> int:
    sys.stderr.write(f"laneway {command}: {why}\n")
    return 1
