"""Bytes without a row go after a day, and no others."""

import os

from flask import Flask

from app.db import now, session, transaction
from app.jobs import strays
from app.models.file import File
from app.models.person import Person
from app.operations import files


def test_only_old_bytes_without_a_row_go(empty_house: Flask) -> None:
    folder = files.folder()
    kept, stray, young = (folder / "ab" / name for name in ("kept", "stray", "young"))
    (folder / "ab").mkdir(parents=True)
    for path in (kept, stray, young):
        path.write_bytes(b"x")
    for path in (kept, stray):
        before = path.stat().st_mtime - strays.OLD - 60
        os.utime(path, (before, before))
    with transaction():
        person = Person(login="ilse", name="Ilse", created_at=now(), roles=[])
        session().add(person)
        session().flush()
        facts = {"name": "a.pdf", "size": 1, "sha256": "0" * 64, "type": "application/pdf", "path": "ab/kept"}
        session().add(File(**facts, owner_id=person.id, created_at=now()))

    assert strays.sweep() == 1
    assert (kept.exists(), stray.exists(), young.exists()) == (True, False, True)


def test_a_house_without_files_is_swept_in_vain(empty_house: Flask) -> None:
    assert strays.sweep() == 0
