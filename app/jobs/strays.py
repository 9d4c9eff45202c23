"""Stray bytes: files without a row, left by a process that died between writing the bytes and the row.

Their age is read on the file system's own clock, which dated them; the house's clock may be moved.
"""

from pathlib import Path

from sqlalchemy import select

from app.db import reading, session
from app.models.file import File
from app.operations import files

OLD = 24 * 3600.0  # seconds
BATCH = 500


def sweep() -> int:
    """Remove files older than a day that no row knows; returns how many."""
    folder = files.folder()
    old = _old(folder) if folder.is_dir() else []
    strays = [path for start in range(0, len(old), BATCH) for path in _unknown(folder, old[start : start + BATCH])]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _old(folder: Path) -> list[Path]:
    """Files last written a day before a mark that is written now."""
    mark = folder / ".mark"
    mark.touch()
    limit = mark.stat().st_mtime - OLD
    return [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime < limit]


def _unknown(folder: Path, paths: list[Path]) -> list[Path]:
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    with reading():
        known = set(session().scalars(select(File.path).where(File.path.in_(names))))
    return [path for name, path in names.items() if name not in known]
