"""`laneway backup` and `laneway restore`: everything is destroyed in between, and everything is there afterwards."""

import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from app.commands import backup, dump
from app.commands.tables import bring
from app.config import ROOT
from app.db import after_commit, db, now, reading, session, transaction
from app.demo import organisation
from app.factory import create_app
from app.jobs.connectors import connectors
from app.models.journal import Journal
from app.models.plan import Plan
from app.operations import files, heartbeats, house, importing, requests
from app.operations.people import person_of
from app.operations.permissions import actor_of
from app.queries import schema
from tests.fixtures.cast import Cast

FIGMA = {
    "software": "Figma", "seats": 2, "amount": 480, "paid_from": "cost_centre", "cost_centre": "4711",
    "why": "Two of us draw the new portal together.",
}  # fmt: skip
DAY = date(2026, 12, 1)
NOTE = b"The offer of the dealer in Graz."


@contextmanager
def entered(folder: Path, url: str) -> Iterator[None]:
    """Commands and operations inside mean the house in `folder` with the database at `url`."""
    listening = list(after_commit)
    with pytest.MonkeyPatch.context() as env:
        env.setenv("LANEWAY_VAR", str(folder))
        env.setenv("LANEWAY_DEMO", "yes")
        env.setenv("LANEWAY_DATABASE_URL", url)
        with create_app().app_context():
            yield
            db.session.remove()
            db.engine.dispose()
    after_commit[:] = listening


def live() -> str:
    """Some requests: one half-way with a file, one waiting for a timer. The number of the first."""
    bring()
    with transaction():
        organisation.seed()
    with transaction():
        importing.import_folder(ROOT)
    cast = Cast(dict(connectors(house.config())))
    number = cast.marta.orders("new_software", FIGMA)
    stored = files.store(io.BytesIO(NOTE), "offer.txt")
    with transaction():
        actor = actor_of(person_of("marta"))
        requests.comment(actor, number, "The offer.", files=(files.add(actor, stored).id,))
        plan = {"request_id": int(number[4:]), "element": "buy", "day": DAY, "by_id": actor.id, "at": now()}
        session().add(Plan(**plan))
    cast.jonas.approves(number)
    cast.karol.orders("general_request", {"subject": "Who owns the old plotter?", "category": "unsure"})
    cast.works()
    return number


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, dict[str, Any]]:
    """A backup of a house on each database, the number of a request in it, and what a dump said."""
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    path, folder = tmp_path / "kept.tar.gz", tmp_path / "first"
    with entered(folder, url):
        number = live()
        with reading():
            before = dump.snapshot()
        assert backup.backup([str(path)]) == 0
    shutil.rmtree(folder)
    return path, number, before


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_everything_is_back_and_goes_on(
    kind: str, kept: tuple[Path, str, dict[str, Any]], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path, number, before = kept
    url = "" if kind == "sqlite" else request.getfixturevalue("another_postgresql_url")
    with entered(tmp_path / "second", url):
        assert backup.restore([str(path)]) == 0
        with reading():
            assert plain(dump.snapshot()) == plain(before)
        cast = Cast(dict(connectors(house.config())))
        cast.bela.does(number, "Buy the licence", order_number="PO-20417", licence_key="F-1", paid=480)
        assert cast.open_tasks(number) == ["Test it"]
        assert int(cast.marta.orders("new_software", FIGMA)[4:]) == len(before["requests"]) + 1
        assert cast.journal_holds()
        with reading():
            assert session().scalar(select(Plan.day)) == DAY
        with reading():
            ((_, place),) = [(row["id"], row["path"]) for row in dump.snapshot()["files"]]
        assert (files.folder() / place).read_bytes() == NOTE


def test_what_is_there_stays_until_one_says_replace(
    kept: tuple[Path, str, dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, _number, before = kept
    with entered(tmp_path / "second", ""):
        live()
        assert backup.restore([str(path)]) == 1
        assert "--replace" in capsys.readouterr().err
        assert backup.restore([str(path), "--replace"]) == 0
        with reading():
            assert plain(dump.snapshot()) == plain(before)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A backup of a house with nobody in it."""
    path = tmp_path / "small.tar.gz"
    with entered(tmp_path / "small", ""):
        bring()
        assert backup.backup([str(path)]) == 0
    return path


def test_a_damaged_backup_is_refused_and_nothing_is_lost(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = bytearray(small.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    small.write_bytes(bytes(damaged))
    with entered(tmp_path / "second", ""):
        live()
        assert backup.restore([str(small), "--replace"]) == 1
        assert "laneway restore:" in capsys.readouterr().err
        with reading():
            assert dump.snapshot()["requests"]


def test_a_backup_of_a_later_release_throws_nothing_away(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with entered(tmp_path / "second", ""):
        bring()
        with transaction():
            organisation.seed()
        monkeypatch.setattr(schema, "_known", lambda: {"0001"})
        assert backup.restore([str(small), "--replace"]) == 1
        assert "made by a later release" in capsys.readouterr().err
        with reading():
            assert not organisation.is_empty()
        assert not (tmp_path / "second" / "backups").exists()


@pytest.mark.parametrize("name", ["../escape", "rows/person.jsonl", "files/ab/../../x"])
def test_a_changed_member_is_refused(name: str, small: Path, tmp_path: Path) -> None:
    with tarfile.open(small) as old, tarfile.open(tmp_path / "changed.tar.gz", "w:gz") as new:
        for entry in old.getmembers():
            if entry.name != name:
                new.addfile(entry, old.extractfile(entry))
        forged = tarfile.TarInfo(name)
        forged.size = 3
        new.addfile(forged, io.BytesIO(b"{}\n"))
    with entered(tmp_path / "second", ""):
        assert backup.restore([str(tmp_path / "changed.tar.gz")]) == 1
    assert not (tmp_path / "escape").exists()


def test_a_working_house_is_not_replaced(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with entered(tmp_path / "second", ""):
        live()
        with transaction():
            heartbeats.beat("worker:here:1", "worker")
        assert backup.restore([str(small), "--replace"]) == 1
        assert "worker:here:1" in capsys.readouterr().err


def test_a_file_without_bytes_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with entered(tmp_path / "first", ""):
        live()
        shutil.rmtree(files.folder())
        assert backup.backup([str(tmp_path / "b.tar.gz")]) == 1
        assert "no bytes" in capsys.readouterr().err


def test_a_journal_that_was_changed_before_the_backup_is_found_after_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "b.tar.gz"
    with entered(tmp_path / "first", ""):
        live()
        with transaction():
            session().execute(update(Journal).where(Journal.request_id == 1, Journal.seq == 2).values(text="Nothing."))
        assert backup.backup([str(path)]) == 0
    with entered(tmp_path / "second", ""):
        assert backup.restore([str(path)]) == 1
        assert "request 1, entry 2" in capsys.readouterr().err


def plain(snapshot: dict[str, Any]) -> Any:
    return json.loads(json.dumps(snapshot, default=str, sort_keys=True))


def test_of_an_empty_database_nothing_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with entered(tmp_path, ""):
        assert backup.backup([str(tmp_path / "kept.tar.gz")]) == 1
    assert "The database is empty" in capsys.readouterr().err
    assert not (tmp_path / "kept.tar.gz").exists()
