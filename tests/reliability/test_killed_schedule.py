"""A schedule orders once, though the worker is killed at every point between its claim and the request.

Real processes and databases, as in test_killed_parts; then a week goes by with nobody at work, and one request is made.
"""

from pathlib import Path

import pytest

from app.config import Config
from app.db import db, transaction
from app.factory import create_app
from app.operations import importing
from tests.app.operations.beginning_items import asked, done, item
from tests.fixtures.outside import Sink
from tests.reliability.parts import Parts
from tests.reliability.test_killed_parts import database
from tests.workflows.diagrams import node, path, timer

CLEANING = item(
    "cleaning", node("startEvent", "daily", timer("R/P1D", "Cycle")), asked("t"), done(), path("daily", "t", "end"),
    owner="ilse", timezone="UTC",
)  # fmt: skip
DEATHS = [
    "before schedule-claimed",
    "after schedule-claimed",
    "before schedule-settled",
    "before submit",
    "after schedule-settled",
]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_schedule_orders_once_whatever_dies(kind: str, sink: Sink, tmp_path: Path, furnished_sqlite: Path) -> None:
    with database(kind, tmp_path, furnished_sqlite) as (url, server):
        _publish(tmp_path, url)
        with Parts(tmp_path, url, server, sink.port) as parts:
            parts.deaths.write_text("\n".join(DEATHS))
            parts.say("clock", "+1d1m")
            parts.tended_until(lambda: not parts.deaths.read_text(), "everybody died who had to")
            parts.kill("scheduler")
            assert _settled(parts, 1) == 1
            parts.kill("worker")
            parts.kill("second worker")
            parts.say("clock", "+8d1m")
            assert _settled(parts, 2) == 2


def _publish(folder: Path, url: str) -> None:
    with create_app(Config(var=folder, database_url=url, demo=True)).app_context():
        with transaction():
            assert importing.import_files({"cleaning.bpmn": CLEANING}).state == "published"
        db.session.remove()
        db.engine.dispose()


def _settled(parts: Parts, count: int) -> int:
    """How many requests of the schedule there are, once there are so many and nothing is in work any more."""
    found: list[int] = []

    def still() -> bool:
        made = parts.read("SELECT id FROM request WHERE item = 'cleaning'")
        left = parts.read("SELECT id FROM outbox WHERE state IN ('ready', 'leased')")
        found[:] = [len(made or ())]
        return found[0] >= count and left == []

    parts.tended_until(still, f"{count} requests")
    assert parts.deaths.read_text() == ""
    return found[0]
