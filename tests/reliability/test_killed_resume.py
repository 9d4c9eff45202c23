"""Suspended requests go on once, though the worker is killed at every point between its claim and the resume.

Real processes and databases, as in test_killed_parts; nothing goes on early, and nothing stays behind.
"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.config import Config
from app.db import db, now, session, transaction
from app.factory import create_app
from app.models.person import Person
from app.operations import importing, ordering, suspensions
from app.operations.permissions import actor_of
from tests.app.operations.test_suspensions import SLOW
from tests.fixtures.outside import Sink
from tests.reliability.parts import Parts
from tests.reliability.test_killed_parts import database

DEATHS = [
    "before suspension-claimed",
    "after suspension-claimed",
    "before resumed",
    "before suspension-settled",
    "after suspension-settled",
]
SLOW_ONES = "SELECT state FROM request WHERE item = 'slow'"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_they_go_on_once_whatever_dies(kind: str, sink: Sink, tmp_path: Path, furnished_sqlite: Path) -> None:
    with database(kind, tmp_path, furnished_sqlite) as (url, server):
        _suspended(tmp_path, url)
        with Parts(tmp_path, url, server, sink.port) as parts:
            parts.say("clock", "+20m")
            assert parts.read(SLOW_ONES) == [("suspended",)] * 3
            parts.deaths.write_text("\n".join(DEATHS))
            parts.say("clock", "+30m1s")
            parts.tended_until(lambda: not parts.deaths.read_text(), "everybody died who had to")
            parts.tended_until(lambda: parts.read(SLOW_ONES) == [("running",)] * 3, "they all go on")
            dump = parts.dump()
    resumed = [row["request_id"] for row in dump["journal"] if row["kind"] == "request.resumed"]
    assert len(resumed) == len(set(resumed)) == 3
    assert [row["state"] for row in dump["suspensions"]] == ["done"]
    (began, *_rest) = [datetime.fromisoformat(row["began_at"]) for row in dump["standstills"]]
    left = [
        datetime.fromisoformat(row["run_at"]) - timedelta(minutes=30) for row in dump["timers"] if row["element"] == "b"
    ]
    assert len(left) == 3
    assert all(timedelta(minutes=59) < moment - began < timedelta(minutes=120) for moment in left)


def _suspended(folder: Path, url: str) -> None:
    """Three requests whose timers have an hour left, suspended for half an hour."""
    with create_app(Config(var=folder, database_url=url, demo=True)).app_context():
        with transaction():
            assert importing.import_files({"slow.bpmn": SLOW}).state == "published"
        with transaction():
            paul = actor_of(session().scalars(select(Person).where(Person.login == "paul")).one())
            for _ in range(3):
                ordering.submit(paul, "slow", {})
            suspensions.suspend(paul, "item", "slow", reason="maintenance", until=now() + timedelta(minutes=30))
        db.session.remove()
        db.engine.dispose()
