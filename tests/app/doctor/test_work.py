"""Late, dead, standing and lost work, on both databases."""

from datetime import timedelta

from sqlalchemy import delete, update

from app.connectors.base import ConnectorError
from app.db import now, reading, session, transaction
from app.doctor import work
from app.models.entrance import Entrance
from app.models.instance import Instance
from app.models.schedule import Schedule
from app.models.task import Task
from app.operations import clock, importing
from tests.app.jobs.conftest import CALL, HEAD
from tests.app.jobs.test_later import written_in
from tests.app.web.test_schedules import CLEANING
from tests.fixtures.cast import Cast, Recorder
from workflows.state import READS

QUESTION = {"subject": "Who owns the old plotter?", "category": "unsure"}


def found(level: str) -> str:
    with reading():
        return " ".join(one.said for one in work.look() if one.level == level)


def test_a_quiet_house_is_well(cast: Cast) -> None:
    cast.marta.orders("general_request", QUESTION)
    cast.works()
    assert found("ill") == ""
    assert found("mind") == ""


def test_work_that_nobody_does_is_late(cast: Cast) -> None:
    cast.marta.orders("general_request", QUESTION)
    with transaction():
        clock.move(timedelta(days=3).total_seconds())
    assert "timers are late" in found("ill")
    assert "mails and messages are late" in found("ill")


def test_what_was_given_up_and_stands_still(cast: Cast) -> None:
    cast.connectors["identity"] = Recorder("identity", answers=[ConnectorError("No.", permanent=True)])
    cast.marta.orders("password_reset", {"account": "marta"})
    cast.works()
    assert "1 calls of service tasks were given up" in found("mind")
    assert "Open incidents: 1." in found("mind")


def test_schedules_that_stopped_are_late_or_shut(cast: Cast) -> None:
    with transaction():
        assert importing.import_files({"cleaning.bpmn": CLEANING}).state == "published"
    assert "schedules and start events are in order" in found("well")
    with transaction():
        session().execute(update(Schedule).values(state="dead", error="Nobody could be the requester."))
    assert "The schedule of cleaning has stopped: Nobody could be the requester." in found("ill")
    with transaction():
        session().execute(update(Schedule).values(state="ready", run_at=now() - timedelta(hours=1)))
    assert "1 schedules are late" in found("ill")
    with transaction():
        session().execute(delete(Entrance).where(Entrance.kind == "signal"))
    assert "Start events of cleaning are not listened to" in found("ill")


def test_a_request_that_waits_for_nothing(cast: Cast) -> None:
    number = cast.marta.orders("general_request", QUESTION)
    with transaction():
        session().execute(update(Task).where(Task.request_id == int(number[4:])).values(state="done"))
        session().execute(delete(work.Timer))
        session().execute(update(Instance).values(updated_at=now() - timedelta(hours=1)))
    assert "1 requests wait for nothing" in found("ill")


def test_a_task_of_a_request_that_has_ended(cast: Cast) -> None:
    cast.marta.orders("general_request", QUESTION)
    with transaction():
        session().execute(update(Instance).values(status="ended"))
    assert "belong to requests that have ended" in found("ill")


def test_a_job_that_no_program_takes(cast: Cast) -> None:
    step = CALL.replace('type="http"', 'type="stock-check"')
    with transaction():
        importing.import_files({"job.bpmn": HEAD.format(key="job", step=step).encode()})
    cast.marta.orders("job", {})
    cast.works()
    assert "stock-check" not in found("mind")
    with transaction():
        clock.move(timedelta(minutes=20).total_seconds())
    assert "1 jobs of type 'stock-check' wait since" in found("mind")
    assert "calls of service tasks are late" not in found("ill")


def test_what_a_later_release_has_moved_on_waits_for_it(cast: Cast) -> None:
    number = cast.marta.orders("general_request", QUESTION)
    written_in(READS + 1, int(number[4:]))
    assert "A later release has moved on 1 requests" in found("mind")
