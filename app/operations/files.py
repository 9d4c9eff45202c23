"""Files: taken in, looked up, forgotten. The bytes lie under var/files by generated names; the row says who may.

Bytes are written, synced and named before the row exists, outside any transaction: a crash leaves a stray file
at most, never a row without its bytes.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO

from sqlalchemy import func, or_, select

from app.db import now, session
from app.errors import InvalidForm, NotFound, TooLarge, TooMany
from app.language import gettext as _
from app.models.file import File
from app.models.request import Request
from app.operations import house
from app.operations.permissions import Actor, sees_internal, visible_requests
from app.operations.signatures import KINDS, Reader

CHUNK = 64 * 1024
WAITING = timedelta(hours=24)
MOST_WAITING = 200


@dataclass(frozen=True)
class Stored:
    """Bytes on disk: `path` relative to var/files, `size` in bytes."""

    name: str
    path: str
    size: int
    sha256: str
    type: str


def store(stream: IO[bytes], name: str) -> Stored:
    """Write the stream to disk. Raises TooLarge, InvalidForm for a kind that is not taken. Outside a transaction."""
    limit, reader, digest, size = house.config().file_bytes, Reader(name), hashlib.sha256(), 0
    place = f"{secrets.token_hex(1)}/{secrets.token_hex(16)}"
    path = folder() / place
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(".part")
    try:
        with unfinished.open("xb") as file:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > limit:
                    raise TooLarge(_("Files may have at most %(n)s MB.", n=limit // 1_000_000))
                reader.see(chunk)
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        media = reader.type()
        if media is None:
            raise InvalidForm({"file": _("Only these kinds are taken: %(kinds)s.", kinds=", ".join(sorted(KINDS)))})
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync(path.parent)
    return Stored(clean_name(name), place, size, digest.hexdigest(), media)


def add(actor: Actor, stored: Stored) -> File:
    """The row of stored bytes; unattached until a form or a comment takes it."""
    waiting = session().scalar(
        select(func.count()).select_from(File).where(File.owner_id == actor.id, File.attached_at.is_(None))
    )
    if (waiting or 0) >= MOST_WAITING:
        raise TooMany(_("Too many files wait to be used. Send the form they belong to first."), retry_after=3600)
    row = File(
        name=stored.name,
        size=stored.size,
        sha256=stored.sha256,
        type=stored.type,
        path=stored.path,
        owner_id=actor.id,
        created_at=now(),
    )
    session().add(row)
    session().flush()
    return row


def see(actor: Actor, file_id: int) -> File:
    """A file the actor may read: their own, or one of a request they see (internal ones not for its parties)."""
    row = session().get(File, file_id)
    if row is None:
        raise NotFound()
    if row.request_id is None:
        if row.owner_id != actor.id:
            raise NotFound()
        return row
    request = session().scalar(select(Request).where(Request.id == row.request_id, visible_requests(actor)))
    if request is None or (row.internal and not sees_internal(actor, request)):
        raise NotFound()
    return row


def place_of(file: File) -> Path:
    """Where the bytes lie."""
    return folder() / file.path


def discard(stored: Stored) -> None:
    """Remove bytes whose row was refused, or was there already."""
    (folder() / stored.path).unlink(missing_ok=True)


def forget_waiting() -> list[Path]:
    """Delete the rows nobody used for 24 hours, nor keeps with what they typed; the caller unlinks the paths once that
    is committed.
    """
    unheld = or_(File.kept_until.is_(None), File.kept_until < now())
    old = select(File).where(File.attached_at.is_(None), File.created_at < now() - WAITING, unheld).limit(500)
    places = []
    for row in session().scalars(old):
        places.append(place_of(row))
        session().delete(row)
    return places


def folder() -> Path:
    """var/files."""
    return house.config().var / "files"


def clean_name(name: str) -> str:
    """The last part of a name, without control characters, bidi overrides and separators, at most 255 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable() and c not in '"<>|:*?')
    return kept.strip(" .")[-255:] or "file"


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
