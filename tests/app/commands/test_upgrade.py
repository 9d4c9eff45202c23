"""An installation of an older release is brought to this one; its backup is from before."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.commands import upgrade
from app.commands.tables import bring
from app.db import after_commit, db, session, transaction
from app.doctor import database
from app.factory import create_app

OLDEST = "0001"


@pytest.fixture
def old(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A house with the tables of the first release, on each database."""
    listening = list(after_commit)
    monkeypatch.setenv("LANEWAY_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("LANEWAY_DEMO", "no")
    monkeypatch.setenv("LANEWAY_DATABASE_URL", database_url)
    (tmp_path / "var").mkdir()
    with create_app().app_context():
        bring(OLDEST)
        with transaction():
            session().execute(text("insert into setting (key, value) values ('kept', 'yes')"))
        db.session.remove()
        db.engine.dispose()
    yield tmp_path / "var"
    after_commit[:] = listening


def test_tables_and_items_are_this_releases_and_nothing_is_lost(old: Path) -> None:
    assert upgrade.main([]) == 0
    with create_app().app_context():
        assert {one.level for one in database.look()} == {"well"}
        assert session().scalar(text("select value from setting where key = 'kept'")) == "yes"
        db.session.remove()
        db.engine.dispose()
    (made,) = (old / "backups").iterdir()
    with tarfile.open(made) as archive:
        manifest = archive.extractfile("manifest.json")
        assert manifest is not None
        assert OLDEST.encode() in manifest.read()


def test_without_a_backup_nothing_is_changed(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (old / "backups").write_text("A file where the folder should be.")
    assert upgrade.main([]) == 1
    assert "nothing was changed" in capsys.readouterr().err
    with create_app().app_context():
        assert session().scalar(text("select version_num from alembic_version")) == OLDEST
        db.session.remove()
        db.engine.dispose()
    assert upgrade.main(["--no-backup"]) == 0
