"""Writes a backup of the house while it runs: every table in one snapshot, then the uploaded files it names.

Reads only. Files are never changed once they have a row, so they may be copied after the snapshot.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, MetaData, Table, select, text

from app.backup import values
from app.backup.archive import Writer, writing
from app.backup.errors import NoHouse

LEFT_OUT = ("alembic_version", "heartbeat")  # the first is in the manifest; nobody of the old house is alive
AT_ONCE = 1000
ONE_SNAPSHOT = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
)


@dataclass(frozen=True)
class Made:
    """How much is in it. `missing`: files that have a row but no bytes in this house."""

    rows: int
    files: int
    missing: list[str]


def make(path: Path, connection: Connection, folder: Path) -> Made:
    """A backup at `path` of what `connection` sees and of the uploads in `folder`. Raises NoHouse, FileExistsError,
    OSError.
    """
    if connection.dialect.name == "postgresql":
        for line in ONE_SNAPSHOT:
            connection.execute(text(line))
    tables = MetaData()
    tables.reflect(connection)
    if "file" not in tables.tables:
        raise NoHouse("The database is empty: there is nothing to keep. Run laneway prepare or laneway restore first.")
    with writing(path) as backup:
        counts = {
            name: _rows(backup, connection, table) for name, table in tables.tables.items() if name not in LEFT_OUT
        }
        kept, missing = _files(backup, connection, tables.tables["file"], folder)
        revision = connection.scalar(text("select version_num from alembic_version"))
        backup.close({"revision": revision, "rows": counts, "files": kept, "missing": missing})
    return Made(sum(counts.values()), kept, missing)


def _rows(backup: Writer, connection: Connection, table: Table) -> int:
    """One table, a JSON object a line; how many."""
    count = 0
    with tempfile.TemporaryFile() as lines:
        for row in connection.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings():
            lines.write(json.dumps({name: values.put(value) for name, value in row.items()}).encode() + b"\n")
            count += 1
        backup.add(f"rows/{table.name}.jsonl", lines)
    return count


def _files(backup: Writer, connection: Connection, table: Table, folder: Path) -> tuple[int, list[str]]:
    kept, missing = 0, []
    for place in connection.execute(select(table.c.path).order_by(table.c.id)).scalars().all():
        content = _opened(folder / place)
        if content is None:
            missing.append(place)
            continue
        with content:
            backup.add(f"files/{place}", content)
        kept += 1
    return kept, missing


def _opened(path: Path) -> IO[bytes] | None:
    try:
        return path.open("rb")
    except FileNotFoundError:
        return None
