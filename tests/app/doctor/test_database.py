"""The database before everything else, and what `laneway doctor` makes of it."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.commands import doctor, prepare
from app.commands.tables import bring
from app.db import after_commit, db, session, transaction
from app.doctor import database
from app.factory import create_app
from app.operations import clock, readiness


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Commands mean a house in a folder of its own."""
    listening = list(after_commit)
    monkeypatch.setenv("LANEWAY_VAR", str(tmp_path))
    monkeypatch.setenv("LANEWAY_DEMO", "yes")
    yield
    after_commit[:] = listening


@pytest.fixture
def opened(settings: None, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty database, on each kind; the test runs inside its context."""
    monkeypatch.setenv("LANEWAY_DATABASE_URL", database_url)
    with create_app().app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def said() -> str:
    return " ".join(one.said for one in database.look() if one.level != "well")


def migrated() -> None:
    bring()
    with transaction():
        readiness.mark("prepared")


def test_an_empty_database(opened: None) -> None:
    assert said() == "The database is empty."


def test_one_of_this_release(opened: None) -> None:
    migrated()
    assert said() == ""


def test_one_of_another_release(opened: None) -> None:
    migrated()
    with transaction():
        session().execute(text("update alembic_version set version_num = '0001'"))
    assert "are at 0001" in said()


def test_one_of_a_later_release_does_not_stop_this_one(opened: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANEWAY_DEMO", "no")
    migrated()
    with transaction():
        session().execute(text("update alembic_version set version_num = '9999'"))
    assert prepare.main() == 0
    assert [(one.level, one.said) for one in database.look() if one.level != "well"] == [
        ("mind", "Its tables are those of a later release (9999).")
    ]


def test_a_moved_clock(opened: None) -> None:
    migrated()
    with transaction():
        clock.move(3600)
    assert "moved by 3,600 seconds" in said()


def test_a_file_that_is_whole_and_one_that_is_not(settings: None, tmp_path: Path) -> None:
    with create_app().app_context():
        migrated()
        assert "The file is whole." in [one.said for one in database.look()]
        db.session.remove()
        db.engine.dispose()
    with sqlite3.connect(tmp_path / "laneway.db") as file:
        root = file.execute("select rootpage from sqlite_master where name = 'comment'").fetchone()[0]
        size = file.execute("pragma page_size").fetchone()[0]
        file.execute("pragma wal_checkpoint(truncate)")
    with (tmp_path / "laneway.db").open("r+b") as page:
        page.seek((root - 1) * size + 3)
        page.write(b"\xff\xff")  # how many rows the page holds
    with create_app().app_context():
        assert "The file is damaged" in said()
        db.session.remove()
        db.engine.dispose()


def test_a_database_that_is_away(settings: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANEWAY_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/nothing")
    with create_app().app_context():
        assert "does not answer" in said()


def test_the_command_says_what_to_do(settings: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.main([]) == 1
    assert "✗ The database is empty.\n    Run ./laneway prepare" in capsys.readouterr().out
    assert doctor.main(["--json"]) == 1
    areas = {one["area"] for one in json.loads(capsys.readouterr().out)}
    assert areas == {"settings", "database"}


def test_a_prepared_house_is_looked_at_whole(settings: None, capsys: pytest.CaptureFixture[str]) -> None:
    with create_app().app_context():
        migrated()
    assert doctor.main(["--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {one["area"] for one in found} == {"settings", "database", "parts", "work", "content"}
    assert {one["area"] for one in found if one["level"] == "ill"} == {"parts"}
