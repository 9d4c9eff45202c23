"""The file of a backup: a tar of members and, last, a manifest with their SHA-256. Knows nothing of databases.

A backup appears under its name only when it is whole and on the disk; a member is believed only after its hash.
"""

import hashlib
import io
import json
import os
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from app.backup.errors import BadBackup

FORMAT = 1
MANIFEST = "manifest.json"
MEMBER = re.compile(r"rows/[a-z_]{1,60}\.jsonl|files/[0-9a-f]{2}/[0-9a-f]{32}")
CHUNK = 1 << 20


class Writer:
    """Takes members one by one; `close` adds the manifest."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._hashes: dict[str, str] = {}

    def add(self, name: str, content: IO[bytes]) -> None:
        """Add a member; `content` is read from its beginning."""
        content.seek(0)
        digest = _sha256(content)
        size = content.tell()
        content.seek(0)
        self._tar.addfile(_entry(name, size), content)
        self._hashes[name] = digest

    def close(self, facts: dict[str, Any]) -> None:
        """Write the manifest: `facts` beside the format and the hashes."""
        text = json.dumps({"format": FORMAT, **facts, "sha256": self._hashes}, indent=1).encode()
        self._tar.addfile(_entry(MANIFEST, len(text)), io.BytesIO(text))


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new backup at `path`, readable by its owner alone; whole or not there. Raises FileExistsError, OSError."""
    if path.exists():
        raise FileExistsError(f"{path} is there already.")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


class Reader:
    """A backup whose every member has been checked."""

    def __init__(self, tar: tarfile.TarFile, facts: dict[str, Any]) -> None:
        self._tar, self.facts = tar, facts

    def members(self, folder: str) -> Iterator[tuple[str, IO[bytes]]]:
        """Name below `folder` and content, one after the other."""
        for entry in self._tar.getmembers():
            if entry.name.startswith(f"{folder}/") and (content := self._tar.extractfile(entry)):
                yield entry.name.removeprefix(f"{folder}/"), content


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """The backup at `path`. Raises BadBackup when it is none, is damaged, or was made by a newer release.

    What goes wrong with whatever is done with it then is no fault of the file, and goes through.
    """
    with ExitStack() as stack:
        try:
            tar = stack.enter_context(tarfile.open(path, mode="r:gz"))
            found = Reader(tar, _checked(tar))
        except FileNotFoundError as error:
            raise BadBackup(f"There is no file {path}.") from error
        except (tarfile.TarError, EOFError, OSError, ValueError, zlib.error) as error:
            raise BadBackup(f"{path} is no whole backup: {error}") from error
        yield found


def _checked(tar: tarfile.TarFile) -> dict[str, Any]:
    """The manifest, when every member is as it says."""
    found: dict[str, str] = {}
    facts: dict[str, Any] = {}
    for entry in tar.getmembers():
        content = tar.extractfile(entry)
        if content is None or not entry.isreg():
            raise BadBackup(f"{entry.name[:100]} in it is no file.")
        if entry.name == MANIFEST:
            facts = json.load(content)
        elif MEMBER.fullmatch(entry.name):
            found[entry.name] = _sha256(content)
        else:
            raise BadBackup(f"{entry.name[:100]} does not belong into a backup.")
    if facts.get("format") != FORMAT:
        raise BadBackup("It is of a format that this release does not know.")
    if facts.get("sha256") != found:
        raise BadBackup("What is in it is not what its manifest says; it was damaged or changed.")
    return facts


def _sha256(content: IO[bytes]) -> str:
    """Of what is left to read."""
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry
