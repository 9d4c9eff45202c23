"""An installation of an older release is brought to this one; its backup is from before."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.commands import prepare, upgrade
from app.commands.tables import bring
from app.db import after_commit, db, now, session, transaction
from app.doctor import database
from app.errors import BadSetting
from app.factory import create_app
from app.models.heartbeat import Heartbeat
from app.operations import releases
from app.queries import passed_over
from app.queries.schema import LAST
from workflows.state import READS

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


def beats() -> None:
    """A worker of the older release reports in."""
    with create_app().app_context():
        with transaction():
            session().add(Heartbeat(name="worker:old:1", part="worker", seen_at=now()))
        db.session.remove()
        db.engine.dispose()


def brought_to(revision: str) -> None:
    with create_app().app_context():
        bring(revision)
        db.session.remove()
        db.engine.dispose()


def test_a_release_that_was_passed_over_is_noticed_before_anything_changes(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    beats()
    for begin in (lambda: upgrade.main([]), lambda: upgrade.main(["--no-backup"]), prepare.main):
        with pytest.raises(BadSetting, match=r"passed over: the tables are at 0001.*worker:old:1 works.*stop it all"):
            begin()
    assert not (old / "backups").exists()
    with create_app().app_context():
        assert session().scalar(text("select version_num from alembic_version")) == OLDEST
        said = [one for one in database.look() if "passed over" in one.said]
        db.session.remove()
        db.engine.dispose()
    assert [(one.level, one.advice) for one in said] == [("mind", passed_over.ADVICE)]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_it_is_said_and_done_where_nothing_of_it_works(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert upgrade.main(["--no-backup"]) == 0
    assert capsys.readouterr().err.count("A release was passed over") == 1
    assert prepare.main() == 0
    assert "passed over" not in capsys.readouterr().err


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_release_before_is_followed_while_it_works(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brought_to(LAST)
    beats()
    assert upgrade.main(["--no-backup"]) == 0
    assert "passed over" not in capsys.readouterr().err


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_that_cannot_read_what_this_one_writes_was_not_the_one_before(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables say nothing where a release changed none: what it reads of an instance does."""
    assert upgrade.main(["--no-backup"]) == 0
    beats()
    monkeypatch.setattr(passed_over, "WRITES", READS + 1)
    with pytest.raises(BadSetting, match=f"reads instances up to format {READS}, this one writes format {READS + 1}"):
        upgrade.main(["--no-backup"])
    monkeypatch.setattr(releases, "READS", READS + 1)
    with create_app().app_context():
        with transaction():
            releases.note()
        db.session.remove()
        db.engine.dispose()
    assert upgrade.main(["--no-backup"]) == 0


@pytest.mark.parametrize("tables", [False, True])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nobody_moves_into_what_a_killed_restore_left(old: Path, database_url: str, tables: bool) -> None:
    """Whoever came first would be the administrator."""
    if not tables:
        Path(database_url.removeprefix("sqlite:///")).unlink()
    (old / "backups").mkdir()
    (old / "backups" / "replaced-20261123T000000Z.tar.gz").touch()
    with pytest.raises(BadSetting, match=r"nobody is left here.*restore .*replaced-20261123T000000Z.tar.gz --replace"):
        prepare.main()
    (old / "backups" / "replaced-20261123T000000Z.tar.gz").unlink()
    assert prepare.main() == 0
