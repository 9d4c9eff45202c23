"""Houses that earlier releases left in a backup: restored into this one they are shown, and go on to their end.

What stands in kept/ (see its README) was made by those releases and is never written again.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.commands import backup
from app.commands.dump import snapshot
from app.db import after_commit, db, reading, session, transaction
from app.host import open_host
from app.jobs.connectors import connectors
from app.models.journal import Journal
from app.operations import clock, files, house, idempotency
from bench.chaos import promises
from tests.app.backup import ending
from tests.app.backup.everyday import ANSWER, CALL, NOTE, entered
from tests.app.backup.pages import shows
from tests.fixtures.cast import Cast, Recorder
from tests.reliability.plain import plain

KEPT = sorted((Path(__file__).parent / "kept").glob("*.tar.gz"))


@pytest.fixture(
    params=[
        pytest.param((path, kind), id=f"{path.name[:4]}-{kind}")
        for path in KEPT
        for kind in ("sqlite", "postgresql")
        if kind == "postgresql" or path in (KEPT[0], KEPT[-1])
    ]
)
def restored(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cast]:
    """The house of one backup, a minute after it was made; between the oldest and the newest one database will do."""
    path, kind = request.param
    url = "" if kind == "sqlite" else str(request.getfixturevalue("postgresql_url"))
    listening = list(after_commit)
    with entered(tmp_path, url, open_host):
        assert backup.restore([str(path)]) == 0  # it migrates, and verifies every journal
        with transaction():
            last = session().scalar(select(func.max(Journal.at)))
            assert last is not None
            clock.stand(last)
            clock.move(60)
        yield Cast({**connectors(house.config()), "http": Recorder("http", answers=[{"receipt": "R"}] * 9)})
    after_commit[:] = listening


def test_an_older_house_is_shown_and_goes_on(restored: Cast) -> None:
    with reading():
        numbers = [row["number"] for row in snapshot()["requests"]]
    answers_as_before(restored)
    if db.engine.name == "sqlite":  # pages read the same rows on both
        shows()
    ending.takes_back_and_signs(restored)
    assert ending.mends(restored) == {"deliver", "fine"}  # a call, and a command that is kept
    ending.hears()
    ending.does_everything(restored)
    with reading():
        dump = plain(snapshot())
    assert [*promises.whole(dump), *promises.accepted_exist(dump, numbers)] == []
    assert promises.nothing_open({**dump, "calls": []}) == []  # one of them failed for good
    assert restored.journal_holds()


def answers_as_before(cast: Cast) -> None:
    """The API gives its first answer again, and the uploaded bytes are those that were sent."""
    with transaction():
        assert idempotency.begin(cast.marta.actor, **CALL) == idempotency.Kept(201, ANSWER)
    with reading():
        [stored] = plain(snapshot())["files"]
    assert (files.folder() / stored["path"]).read_bytes() == NOTE
