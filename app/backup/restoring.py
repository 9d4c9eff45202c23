"""Makes a house out of a backup, on the same kind of database or the other one. All rows or none.

The tables are made as they were when the backup was made, filled, and then brought up to this release.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, inspect, select, text

from app.backup import values
from app.backup.archive import Reader
from app.backup.errors import BadBackup, InUse

AT_ONCE = 500
Migrate = Callable[[str], None]


def restore(backup: Reader, engine: Engine, folder: Path, migrate: Migrate, *, replace: bool = False) -> int:
    """Fill a database and `folder` from the backup; how many rows. `migrate` brings the tables to a revision.

    Files come first, as what may find no room; only then a database that is to be replaced is cleared. Raises InUse
    when there are tables and nobody said to replace them, BadBackup when it does not fit.
    """
    if not replace and inspect(engine).get_table_names():
        raise InUse("This database is not empty. Say --replace to throw away what is in it.")
    _files(backup, folder)
    if replace:
        clear(engine)
    migrate(backup.facts["revision"])
    with engine.connect().execution_options(laneway_write=True) as connection, connection.begin():
        rows = _fill(backup, connection)
    migrate("head")
    return rows


def clear(engine: Engine) -> None:
    """Drop every table, in whatever way they refer to each other."""
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(laneway_write=True) as connection:
        if sqlite:  # as the driver does it: inside a transaction this setting is ignored
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            quote = connection.dialect.identifier_preparer.quote
            for name in inspect(connection).get_table_names():
                connection.execute(text(f"DROP TABLE {quote(name)}{'' if sqlite else ' CASCADE'}"))
    engine.dispose()  # a connection without foreign keys is not used again


def _files(backup: Reader, folder: Path) -> None:
    for place, content in backup.members("files"):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = path.with_name(path.name + ".part")
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                shutil.copyfileobj(content, file)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(path)  # what has this name already stays whole until then
        finally:
            unfinished.unlink(missing_ok=True)


def _fill(backup: Reader, connection: Connection) -> int:
    tables = MetaData()
    tables.reflect(connection)
    _hold_constraints(connection, tables)
    for name, lines in backup.members("rows"):
        table = tables.tables.get(name.removesuffix(".jsonl"))
        if table is None:
            raise BadBackup(f"It has rows of a table that its revision does not have: {name}.")
        _table(connection, table, lines)
    _check_constraints(connection, tables)
    counted = {name: _count(connection, tables.tables[name]) for name in backup.facts["rows"]}
    if counted != backup.facts["rows"]:
        raise BadBackup("Not every row arrived.")
    return sum(counted.values())


def _table(connection: Connection, table: Table, lines: IO[bytes]) -> None:
    zones = connection.dialect.name == "postgresql"
    connection.execute(table.delete())  # migrations may have put rows there
    texts = {column.name for column in table.columns if column.type.python_type is str}

    def row(line: bytes) -> dict[str, Any]:
        return {key: values.take(value, zones=zones, text=key in texts) for key, value in json.loads(line).items()}

    for some in _some(row(line) for line in lines):
        connection.execute(insert(table), some)


def _some(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _hold_constraints(connection: Connection, tables: MetaData) -> None:
    """Rows refer to each other in both directions: foreign keys are looked at when all are there."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        return
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    _alter(connection, tables, "DEFERRABLE INITIALLY DEFERRED")


def _check_constraints(connection: Connection, tables: MetaData) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        if broken:
            raise BadBackup(f"A row of {broken[0]} refers to one of {broken[2]} that is not in it.")
        return
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    _alter(connection, tables, "NOT DEFERRABLE")
    for table in tables.tables.values():
        _count_on(connection, table)


def _alter(connection: Connection, tables: MetaData, how: str) -> None:
    quote = connection.dialect.identifier_preparer.quote
    for table in tables.tables.values():
        for key in table.foreign_key_constraints:
            line = f"ALTER TABLE {quote(table.name)} ALTER CONSTRAINT {quote(str(key.name))} {how}"
            connection.execute(text(line))


def _count_on(connection: Connection, table: Table) -> None:
    """The next generated id comes after those that arrived."""
    for column in table.primary_key.columns:
        sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
        if sequence:
            highest = connection.scalar(select(func.max(column)))
            connection.execute(select(func.setval(sequence, highest or 1, highest is not None)))
