"""Jobs: steps that a program outside takes, does and completes; on both databases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import now, reading, session, transaction
from app.errors import Forbidden, InvalidValue, NotFound, StaleLease
from app.jobs import scheduler
from app.models.call import Call
from app.models.incident import Incident
from app.models.person import Person
from app.operations import clock, jobs, leases, resolving
from app.operations.permissions import LANEWAY, Actor, actor_of
from tests.app.jobs.conftest import CALL, HEAD, read
from tests.app.operations.beginning_items import House
from tests.workflows.diagrams import node

TYPE = "stock-check"


@pytest.fixture
def place(empty_house: Flask) -> House:
    made = House(empty_house)
    step = CALL.replace('type="http"', f'type="{TYPE}" retries="2"')
    made.publish("job", HEAD.format(key="job", step=step).encode())
    return made


def actor(login: str = "robo") -> Actor:
    return actor_of(session().scalars(select(Person).where(Person.login == login)).one())


def claimed(*types: str, limit: int = 10, seconds: int = 60) -> list[Call]:
    with transaction():
        found = jobs.claim(actor(), types or (TYPE,), limit, seconds)
        session().expunge_all()
    return found


def completed(job: Call, result: dict[str, Any] | None = None, token: int | None = None) -> None:
    with transaction():
        jobs.complete(actor(), job.id, job.lease_token if token is None else token, result or {})


def later(seconds: float) -> None:
    with transaction():
        clock.move(timedelta(seconds=seconds).total_seconds())


def outcome(place: House) -> tuple[str, str | None]:
    [request] = place.requests("job")
    return request.state, request.outcome


def test_a_program_takes_a_job_and_the_request_goes_on(place: House) -> None:
    place.order("job")
    place.work()
    assert claimed("another-type") == []
    [job] = claimed()
    assert (job.type, job.attempts, job.owner) == (TYPE, 1, "robo")
    assert "URL" in job.data
    assert claimed() == []
    completed(job, {"in_stock": 3})
    assert outcome(place) == ("ended", "fulfilled")
    completed(job, {"in_stock": 3})
    with pytest.raises(StaleLease):
        completed(job, {"in_stock": 4})


def test_our_own_workers_leave_it_alone(place: House) -> None:
    place.order("job")
    with reading():
        assert not leases.due(Call)
    with transaction():
        assert leases.claim(Call, "worker:1", 10) == []


def test_who_comes_too_late_writes_nothing(place: House) -> None:
    place.order("job")
    [slow] = claimed(seconds=30)
    later(31)
    [quick] = claimed()
    assert quick.key == slow.key
    with pytest.raises(StaleLease):
        completed(slow, {"in_stock": 1})
    assert outcome(place)[0] == "running"
    completed(quick)
    assert outcome(place) == ("ended", "fulfilled")


def test_a_lease_can_be_extended(place: House) -> None:
    place.order("job")
    [job] = claimed(seconds=30)
    with transaction():
        jobs.extend(actor(), job.id, job.lease_token, 3600)
    later(600)
    assert claimed() == []
    completed(job)


def test_a_business_error_takes_the_way_that_the_diagram_draws(place: House) -> None:
    place.order("job")
    [job] = claimed()
    with transaction():
        jobs.refuse(actor(), job.id, job.lease_token, "no_budget", "Nothing left.")
    assert outcome(place) == ("ended", "rejected")


def test_failures_are_tried_again_until_they_are_an_incident(place: House) -> None:
    place.order("job")
    for delay in (120, None):
        [job] = claimed()
        with transaction():
            jobs.fail(actor(), job.id, job.lease_token, "Busy.", permanent=False, retry_after=delay)
        assert claimed() == []
        later(121)
    assert outcome(place)[0] == "stuck"
    [incident] = read(select(Incident))
    assert incident.cause.endswith("Busy.")
    with transaction():
        repairer = replace(actor("ilse"), roles=frozenset({"administrator"}))
        resolving.retry(repairer, incident.id)
    [job] = claimed()
    completed(job)
    assert outcome(place) == ("ended", "fulfilled")


def test_a_program_that_never_answers_is_an_incident(place: House) -> None:
    place.order("job")
    for _ in range(2):
        assert len(claimed(seconds=10)) == 1
        scheduler.give_up_jobs()
        later(11)
    assert claimed() == []
    scheduler.give_up_jobs()
    assert outcome(place)[0] == "stuck"


def test_what_is_refused(place: House) -> None:
    place.order("job")
    with pytest.raises(Forbidden), transaction():
        jobs.claim(actor("otto"), (TYPE,), 1, 60)
    [job] = claimed()
    with pytest.raises(NotFound), transaction():
        jobs.complete(actor(), 999_999, 1, {})
    with pytest.raises(StaleLease), transaction():
        jobs.complete(LANEWAY, job.id, job.lease_token, {})
    with pytest.raises(InvalidValue):
        completed(job, {"text": "\0"})
    completed(job)


def test_a_call_of_a_connector_is_no_job(place: House) -> None:
    place.publish("errand", HEAD.format(key="errand", step=CALL).encode())
    place.order("errand")
    assert claimed("http") == []
    [call] = read(select(Call).where(Call.type == "http"))
    with pytest.raises(NotFound), transaction():
        jobs.complete(actor(), call.id, call.lease_token, {})


def test_a_step_that_maps_nothing_hands_over_everything_in_sight(place: House) -> None:
    step = node("serviceTask", "step", '<extensionElements><zeebe:taskDefinition type="all"/></extensionElements>')
    step = step.replace("<", "<bpmn:").replace("<bpmn:/", "</bpmn:").replace("<bpmn:zeebe:", "<zeebe:")
    place.publish("open", HEAD.format(key="open", step=step).encode())
    place.order("open")
    [job] = claimed("all")
    assert '"requester"' in job.data
    assert job.lease_until is not None
    assert job.lease_until > now()
