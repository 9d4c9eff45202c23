"""Files as they were given, zips opened, by their names alone. In memory; writes nothing."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePath

from app.errors import DefinitionError
from workflows.errors import Problem

UNPACKED_BYTES = 20_000_000


def unpack(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Open zips in memory, by plain file names only (no paths leave them), at most 20 MB unpacked."""
    out: dict[str, bytes] = {}
    for name, data in files.items():
        if not name.lower().endswith(".zip"):
            place(out, name, data)
            continue
        try:
            for inner, content in _unzip(data):
                place(out, inner, content)
        except zipfile.BadZipFile as error:
            raise DefinitionError([Problem("error", "zip", f"{name} is not a readable zip file.")]) from error
    return out


def place(files: dict[str, bytes], path: str, data: bytes) -> None:
    """Add a file by its name alone; another one of that name, from another folder, gets a number before it."""
    name, number = PurePath(path).name, 1
    while files.setdefault(name, data) != data:
        number += 1
        name = f"{number}-{PurePath(path).name}"


def _unzip(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [e for e in archive.infolist() if not e.is_dir()]
        if sum(e.file_size for e in entries) > UNPACKED_BYTES:
            raise DefinitionError([Problem("error", "zip.size", "The zip holds more than 20 MB.")])
        return [(e.filename, archive.read(e)) for e in entries]
