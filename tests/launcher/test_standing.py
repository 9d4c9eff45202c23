"""Pages wait for the preparations of a house that is new, older or not ours to look into; of none that stands."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from launcher import settings
from launcher.places import ROOT
from launcher.standing import stands

NEWEST = sorted(path.name for path in (ROOT / "migrations" / "versions").glob("0*.py"))[-1][:4]


def read(var: Path, **given: str) -> settings.Settings:
    return settings.read({"LANEWAY_VAR": str(var), **{f"LANEWAY_{name}": value for name, value in given.items()}})


def house(var: Path, revision: str) -> None:
    with closing(sqlite3.connect(var / "laneway.db")) as database, database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        database.execute("INSERT INTO alembic_version VALUES (?)", (revision,))


@pytest.mark.parametrize(("revision", "expected"), [(NEWEST, True), ("0001", False)])
def test_only_the_tables_of_this_release_are_as_they_should_be(tmp_path: Path, revision: str, expected: bool) -> None:
    house(tmp_path, revision)
    assert stands(read(tmp_path)) is expected


def test_nobody_lives_there_yet(tmp_path: Path) -> None:
    assert not stands(read(tmp_path))
    (tmp_path / "laneway.db").write_bytes(b"")
    assert not stands(read(tmp_path))


def test_another_database_is_not_asked(tmp_path: Path) -> None:
    house(tmp_path, NEWEST)
    assert not stands(read(tmp_path, DATABASE_URL="postgresql+psycopg://elsewhere/laneway"))
