"""Files as they were given, zips opened, by their names alone. In memory; writes nothing."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePath

from app.errors import DefinitionError
from workflows.errors import Problem
from workflows.sentences import sentence

UNPACKED_BYTES, MOST_FILES = 20_000_000, 2_000
ENCRYPTED = 0x1  # a flag of the format (APPNOTE 4.4.4)
USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def unpack(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Open zips in memory, by plain file names only (no paths leave them), at most 20 MB unpacked. Raises
    DefinitionError.
    """
    out: dict[str, bytes] = {}
    for name, data in files.items():
        if not name.lower().endswith(".zip"):
            place(out, name, data)
            continue
        for inner, content in _unzip(name, data):
            place(out, inner, content)
    return out


def place(files: dict[str, bytes], path: str, data: bytes) -> None:
    """Add a file by its name alone; another one of that name, from another folder, gets a number before it."""
    plain = name = PurePath(path).name
    number = 1
    while files.setdefault(name, data) != data:
        number += 1
        name = f"{number}-{plain}"


def _unzip(name: str, data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [e for e in archive.infolist() if not e.is_dir()]
            _check(name, entries)
            return [(e.filename, archive.read(e)) for e in entries]
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise DefinitionError(
            [Problem("error", "zip", sentence("%(name)s is not a readable zip file.", name=name))]
        ) from error


def _check(name: str, entries: list[zipfile.ZipInfo]) -> None:
    """Nothing is read before all of it may be."""
    if len(entries) > MOST_FILES:
        raise DefinitionError(
            [
                Problem(
                    "error",
                    "zip.size",
                    sentence("The zip holds more than %(most)s files.", most=MOST_FILES),
                )
            ]
        )
    if sum(e.file_size for e in entries) > UNPACKED_BYTES:
        raise DefinitionError([Problem("error", "zip.size", sentence("The zip holds more than 20 MB."))])
    if any(e.flag_bits & ENCRYPTED or e.compress_type not in USUAL for e in entries):
        raise DefinitionError(
            [Problem("error", "zip", sentence("%(name)s has a password, or is packed in an unusual way.", name=name))]
        )
