"""Working off what is due: calls, timers, mails and messages, with everything that can go wrong between."""

from datetime import timedelta

from app.connectors.base import BusinessError, ConnectorError
from app.db import transaction
from app.jobs import work
from app.operations import leases
from tests.app.jobs.conftest import Office
from tests.app.operations.test_leases import move_clock


def test_a_call_is_made_and_its_answer_moves_the_instance(office: Office) -> None:
    request = office.orders("errand")
    office.works()

    (order,) = office.http.orders
    assert (order.type, order.attempt, dict(order.data)) == ("http", 1, {"url": "http://example.org/"})
    assert order.key == office.calls()[0].key
    assert office.calls()[0].state == "done"
    assert office.request(request).outcome == "fulfilled"


def test_a_business_error_takes_the_way_that_the_diagram_draws(office: Office) -> None:
    office.http.answers = [BusinessError("no_budget", "Nothing left.")]
    request = office.orders("errand")
    office.works()
    assert office.request(request).outcome == "rejected"


def test_a_passing_failure_is_tried_again_with_the_same_key(office: Office) -> None:
    office.http.answers = [ConnectorError("no answer"), ConnectorError("busy", retry_after=120)]
    request = office.orders("errand")
    office.works()
    assert (office.calls()[0].state, office.calls()[0].error) == ("ready", "no answer")
    move_clock(30)
    office.works()
    wait = office.calls()[0].run_at - office.calls()[0].created_at
    assert timedelta(seconds=149) < wait < timedelta(seconds=240)
    move_clock(200)
    office.works()

    assert office.request(request).outcome == "fulfilled"
    assert [order.attempt for order in office.http.orders] == [1, 2, 3]
    assert len({order.key for order in office.http.orders}) == 1


def test_a_lasting_failure_is_an_incident_at_once(office: Office) -> None:
    office.http.answers = [ConnectorError("status 403", permanent=True)]
    request = office.orders("errand")
    office.works()
    assert [call.state for call in office.calls()] == ["dead"]
    assert "status 403" in office.incidents()[0].cause
    assert office.request(request).state == "stuck"


def test_the_last_failed_try_is_an_incident(office: Office) -> None:
    office.http.answers = [ConnectorError("no answer") for _try in range(6)]
    office.orders("errand")
    for hour in range(6):
        move_clock(3601 * hour)
        office.works()
    assert len(office.http.orders) == 6
    assert len(office.incidents()) == 1
    move_clock(100_000)
    office.works()
    assert len(office.http.orders) == 6


def test_a_broken_connector_fails_its_call_and_no_other(office: Office) -> None:
    office.http.answers = [ZeroDivisionError("division by zero"), {}]
    first, second = office.orders("errand"), office.orders("errand")
    office.works()
    assert office.calls()[0].error == "ZeroDivisionError: division by zero"
    assert office.calls()[0].state == "ready"
    assert office.request(first).state == "running"
    assert office.request(second).outcome == "fulfilled"


def test_a_type_that_nobody_knows_is_an_incident(office: Office) -> None:
    office.shift.connectors = {}
    office.orders("errand")
    office.works()
    assert "'http'" in office.incidents()[0].cause


def test_a_call_that_kills_its_worker_again_and_again_is_an_incident(office: Office) -> None:
    office.orders("errand")
    for crash in range(6):
        with transaction():
            leases.claim(type(office.calls()[0]), f"crashed:{crash}")
        move_clock(61 * (crash + 1))
    office.works()
    assert office.http.orders == []
    assert len(office.incidents()) == 1


def test_an_answer_that_comes_after_the_lease_went_on_changes_nothing(office: Office) -> None:
    """The first worker sleeps past its lease; a second one takes the call and finishes; then the first comes back."""
    request = office.orders("errand")
    with transaction():
        (late,) = work.calls.claim("slow:1")
    move_clock(61)
    office.works()
    before = office.request(request)
    assert before.outcome == "fulfilled"
    office.http.answers = [{"late": True}]
    work._one(late, office.shift)

    assert office.calls()[0].result == "{}"
    assert office.calls()[0].attempts == 2


def test_a_timer_fires_when_due_and_not_before(office: Office) -> None:
    request = office.orders("pause")
    move_clock(590)
    office.works()
    assert office.timers()[0].state == "ready"
    assert office.request(request).state == "running"
    move_clock(605)
    office.works()
    assert office.timers()[0].state == "done"
    assert office.request(request).outcome == "fulfilled"


def test_a_timer_that_kills_its_worker_again_and_again_is_an_incident(office: Office) -> None:
    request = office.orders("pause")
    for crash in range(6):
        move_clock(605 + 61 * crash)
        with transaction():
            leases.claim(type(office.timers()[0]), f"crashed:{crash}")
    move_clock(2000)
    office.works()
    assert office.timers()[0].state == "dead"
    (incident,) = office.incidents()
    assert (incident.kind, incident.command is not None) == ("timer", True)
    assert office.request(request).state == "stuck"
