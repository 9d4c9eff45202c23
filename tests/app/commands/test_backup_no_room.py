"""A disk that fills up under a backup or a restore: one sentence, nothing that looks whole, the old one untouched."""

import errno
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.backup import archive, restoring
from app.commands import backup, dump
from app.commands.tables import bring
from app.db import reading, transaction
from app.demo import organisation
from app.operations import files
from app.operations.people import person_of
from app.operations.permissions import actor_of
from tests.app.commands.test_backup import NOTE, entered


@contextmanager
def full(where: Any, name: str, after: int = 0) -> Iterator[None]:
    """The disk has no room from the call after so many on."""
    calls, real = iter(range(10**6)), getattr(where, name)

    def write(*given: Any, **more: Any) -> Any:
        if next(calls) >= after:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*given, **more)

    with pytest.MonkeyPatch.context() as now:
        now.setattr(where, name, write)
        yield


def said() -> Any:
    with reading():
        return json.loads(json.dumps(dump.snapshot(), default=str, sort_keys=True))


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def bytes_of_files() -> list[bytes]:
    return [path.read_bytes() for path in files.folder().rglob("*") if path.is_file()]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    url: str = "" if request.param == "sqlite" else request.getfixturevalue("another_postgresql_url")
    return url


def lived() -> None:
    """Some people, and a file of one of them."""
    bring()
    with transaction():
        organisation.seed()
    stored = files.store(io.BytesIO(NOTE), "offer.txt")
    with transaction():
        files.add(actor_of(person_of("marta")), stored)


def test_a_backup_and_a_restore_without_room(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept, var = tmp_path / "kept", tmp_path / "var"
    path = kept / "old.tar.gz"
    with entered(var, url):
        lived()
        assert backup.backup([str(path)]) == 0
        before, whole = said(), path.read_bytes()
        for where, name, after in ((archive.Writer, "add", 3), (archive.Writer, "close", 0), (os, "fsync", 0)):
            capsys.readouterr()
            with full(where, name, after):
                assert backup.backup([str(kept / "new.tar.gz")]) == 1
            assert capsys.readouterr().err == "laneway backup: [Errno 28] No space left on device\n"
            assert tree(kept) == ["old.tar.gz"]
        for where, name in ((archive.Writer, "close"), (restoring.shutil, "copyfileobj")):
            with full(where, name):
                assert backup.restore([str(path), "--replace"]) == 1
            assert "No space left on device" in capsys.readouterr().err
            assert (said(), bytes_of_files()) == (before, [NOTE])
        with full(restoring, "_table", 5):
            assert backup.restore([str(path), "--replace"]) == 1
        told = capsys.readouterr().err.strip()
        assert "No space left on device" in told
        old = told.split("laneway restore ")[-1].removesuffix(" --replace")
        assert backup.restore([old, "--replace"]) == 0
        assert (said(), bytes_of_files(), path.read_bytes()) == (before, [NOTE], whole)
        assert Path(old).name in tree(var / "backups"), "it is the only one that is left of what was replaced"
        assert [one for one in tree(var) if one.endswith(".part")] == []
