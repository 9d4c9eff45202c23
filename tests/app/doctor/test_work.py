"""Late, dead, standing and lost work, on both databases."""

from datetime import timedelta
from typing import get_args

import pytest
from sqlalchemy import delete, update

from app.connectors.base import ConnectorError
from app.db import now, reading, session, transaction
from app.doctor import work
from app.models.clock import Clock
from app.models.entrance import Entrance
from app.models.instance import Instance
from app.models.nudge import Nudge
from app.models.outbox import Outbox
from app.models.schedule import Schedule
from app.models.task import Task
from app.models.timer import Timer
from app.operations import clock, importing, leases
from tests.app.jobs.conftest import CALL, HEAD
from tests.app.jobs.test_later import written_in
from tests.app.operations.guarded import ORDER
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


def test_mail_that_cannot_leave_is_told_before_it_is_given_up(cast: Cast) -> None:
    cast.marta.orders("general_request", QUESTION)
    with transaction():
        row = session().query(Outbox).filter_by(state="ready").first()
        assert row is not None
        row.attempts, row.error = 2, "The mail server does not answer."
    assert "1 outgoing mails and messages could not leave" in found("mind")
    assert "The mail server does not answer." in found("mind")


def test_what_was_given_up_and_stands_still(cast: Cast) -> None:
    cast.connectors["identity"] = Recorder("identity", answers=[ConnectorError("No.", permanent=True)])
    cast.marta.orders("password_reset", {"account": "marta"})
    cast.works()
    assert "Calls of service tasks given up: 1." in found("mind")
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


@pytest.mark.parametrize(("model", "name"), [(Clock, "clocks"), (Nudge, "reminders of approvals")])
def test_every_queue_is_looked_at(cast: Cast, model: type[Clock | Nudge], name: str) -> None:
    """A clock that is dead warns nobody any more, and has no incident."""
    task = cast.jonas.task(cast.marta.orders("new_software", ORDER))
    with transaction():
        session().add(Nudge(task_id=task.id, since=now(), run_at=now() + timedelta(days=1)))
    assert f"No {name} are late" in found("well")
    with transaction():
        session().execute(update(model).values(state="ready", run_at=now() - timedelta(hours=1)))
    assert f"{name} are late, the oldest by 60 minutes" in found("ill")
    with transaction():
        session().execute(update(model).values(state="dead"))
    assert f"{name[0].upper()}{name[1:]} given up: " in found("mind")
    assert f"{name} are late" not in found("ill")


def test_no_kind_of_row_that_workers_claim_is_left_out() -> None:
    assert {*(model for model, _name, _undoing in work.QUEUES), Schedule} == set(get_args(leases.Row))


def test_a_request_that_waits_for_nothing(cast: Cast) -> None:
    number = cast.marta.orders("general_request", QUESTION)
    with transaction():
        session().execute(update(Task).where(Task.request_id == int(number[4:])).values(state="done"))
        session().execute(delete(work.Timer))
        session().execute(update(Instance).values(updated_at=now() - timedelta(hours=1)))
    assert "1 requests wait for nothing" in found("ill")


def test_what_is_left_of_requests_that_have_ended(cast: Cast) -> None:
    """A task, a timer and two clocks."""
    cast.marta.orders("new_software", ORDER)
    with transaction():
        session().execute(update(Instance).values(status="ended"))
    left = [(Task, {"state": "cancelled"}), (Timer, {"state": "cancelled"}), (Clock, {"ended_at": now()})]
    for model, values in left:
        assert "open things belong to requests that have ended" in found("ill")
        with transaction():
            session().execute(update(model).values(**values))
    assert "Nothing waits for a request that has ended." in found("well")


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
