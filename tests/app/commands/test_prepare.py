"""`laneway prepare` of a demo house: the first start tells its story, the next ones change nothing."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.commands import prepare
from app.db import after_commit, db, now, reading, session, transaction
from app.demo import redrawn
from app.factory import create_app
from app.models.definition_version import DefinitionVersion
from app.models.journal import Journal
from app.models.person import Person
from app.models.request import Request
from app.models.setting import Setting
from app.models.task import Task
from app.operations import clock, definitions, journal

LONG_AGO = timedelta(days=170)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A demo house after its first start; the test runs inside its context."""
    folder = tmp_path_factory.mktemp("prepared")
    listening = list(after_commit)
    with pytest.MonkeyPatch.context() as env:
        env.setenv("LANEWAY_VAR", str(folder))
        env.setenv("LANEWAY_DEMO", "yes")
        env.setenv("LANEWAY_DATABASE_URL", "")
        assert prepare.main() == 0
        with create_app().app_context():
            yield folder
            db.session.remove()
            db.engine.dispose()
    after_commit[:] = listening


def count(*where: object) -> int:
    return session().scalar(select(func.count(Request.id)).where(*where)) or 0  # type: ignore[arg-type]


def test_half_a_year_has_passed_and_some_of_it_is_open(prepared: Path) -> None:
    with reading():
        began = session().scalar(select(func.min(Request.created_at)))
        assert began is not None
        assert now() - began > timedelta(days=150)
        assert count(Request.state == "ended", Request.outcome == "fulfilled") > 30
        for outcome in ("rejected", "withdrawn", "answered"):
            assert count(Request.outcome == outcome) > 0
        assert count(Request.state == "stuck") == 1
        assert count(Request.state == "running") >= 6


def test_the_clock_is_true_and_nothing_lies_in_the_future(prepared: Path) -> None:
    with reading():
        assert abs(now() - datetime.now(UTC)) < timedelta(minutes=1)
        assert (session().scalar(select(func.max(Journal.at))) or now()) <= now()
        assert session().scalar(select(func.min(Journal.at))) < now() - LONG_AGO


def test_nothing_of_the_past_was_left_lying(prepared: Path) -> None:
    with reading():
        old = select(Task.name).where(Task.state == "open", Task.created_at < now() - timedelta(days=12))
        assert session().scalars(old).all() == []


def test_requests_run_on_the_first_version_of_what_has_a_second(prepared: Path) -> None:
    first, second = (definitions.version(redrawn.KEY, number) for number in (1, 2))
    with reading():
        assert count(Request.state == "running", Request.version_id == first.id) == len(redrawn.REPORTS)
        assert count(Request.state == "running", Request.version_id == second.id) == 1
        assert not [one for one in json.loads(second.problems) if one["severity"] == "error"]


def test_the_journal_holds(prepared: Path) -> None:
    with reading():
        assert journal.verify() is None


def test_a_second_start_adds_nothing(prepared: Path) -> None:
    tables = (Request.id, Person.id, DefinitionVersion.id)
    with reading():
        before = [session().scalar(select(func.count(one))) for one in tables]
    assert prepare.main() == 0
    with reading():
        assert [session().scalar(select(func.count(one))) for one in tables] == before


def test_a_first_start_that_was_broken_off_leaves_no_wrong_clock(prepared: Path) -> None:
    with transaction():
        session().delete(session().get_one(Setting, "ready.prepared"))
        clock.stand(now() - LONG_AGO)
    assert prepare.main() == 0
    with reading():
        assert abs(now() - datetime.now(UTC)) < timedelta(minutes=1)
