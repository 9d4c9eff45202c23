"""Instances that wait for nothing are found, told, and told once."""

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from app.db import now, reading, session, transaction
from app.models.call import Call
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.person import Person
from app.models.request import Request
from app.models.timer import Timer
from app.operations import ordering, stuck
from app.operations.permissions import actor_of
from tests.app.jobs.conftest import furnish
from tests.app.operations.test_leases import move_clock


@pytest.fixture
def running(empty_house: Flask) -> int:
    """A request whose process waits for its call."""
    furnish()
    with transaction():
        person = session().scalars(select(Person)).one()
        return ordering.submit(actor_of(person), "errand", {}).id


def sweep() -> int:
    """How many were found."""
    with reading():
        found = stuck.instances()
    for instance_id in found:
        with transaction():
            stuck.report(instance_id)
    return len(found)


def test_an_instance_that_waits_is_left_alone(running: int) -> None:
    move_clock(100_000)
    assert sweep() == 0


def test_an_instance_that_lost_its_call_becomes_one_incident(running: int) -> None:
    with transaction():
        session().execute(delete(Call))
    assert sweep() == 0, "it may be just about to move"
    move_clock(61)
    assert sweep() == 1
    assert sweep() == 0
    with reading():
        incident = session().scalars(select(Incident)).one()
        assert (incident.kind, incident.request_id) == ("stuck", running)
        assert session().get_one(Request, running).state == "stuck"


def test_an_ended_instance_waits_for_nothing_rightly(running: int) -> None:
    with transaction():
        session().execute(delete(Call))
        session().execute(update(Instance).values(status="ended"))
    move_clock(61)
    assert sweep() == 0


def test_one_that_has_moved_meanwhile_is_not_reported(running: int) -> None:
    move_clock(61)
    with transaction():
        stuck.report(session().scalars(select(Instance.id)).one())
    with reading():
        assert session().scalars(select(Incident)).all() == []


def test_a_timer_given_up_can_be_repaired(empty_house: Flask) -> None:
    furnish()
    with transaction():
        person = session().scalars(select(Person)).one()
        ordering.submit(actor_of(person), "pause", {})
    with transaction():
        timer = session().scalars(select(Timer)).one()
        timer.state, timer.lease_token, timer.lease_until = "leased", 7, now()
    with transaction():
        stuck.timer_given_up(1, 7, "It cannot be.")
    with reading():
        incident = session().scalars(select(Incident)).one()
        assert incident.command is not None
        assert '"tick"' in incident.command
        assert session().scalars(select(Timer.state)).one() == "dead"
