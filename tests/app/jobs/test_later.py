"""What a later release has moved on is not for this one's workers: not claimed, not called, no try, no incident.

A later release is a number in the first byte of the instance's state; that byte is all that this one looks at.
"""

import pytest
from sqlalchemy import select

from app.connectors.base import Order
from app.db import session, transaction
from app.models.instance import Instance
from app.models.outbox import Outbox
from app.operations import importing, signals
from app.operations.permissions import LANEWAY
from tests.app.jobs.conftest import HEAD, Office, read
from tests.app.operations.test_leases import move_clock
from workflows.state import READS, WRITES


def written_in(number: int, request: int) -> None:
    """The instance of a request as a release writes it whose format has this number."""
    with transaction():
        row = session().scalars(select(Instance).where(Instance.request_id == request)).one()
        row.state = bytes([number]) + (row.state or b"")[1:]


@pytest.mark.parametrize("item", ["errand", "pause"])
def test_it_waits_for_a_worker_of_that_release_and_others_go_on(office: Office, item: str) -> None:
    theirs, mine = office.orders(item), office.orders(item)
    written_in(READS + 1, theirs)
    move_clock(3600)
    office.works()
    rows = office.calls() if item == "errand" else office.timers()
    assert [(row.state, row.attempts) for row in rows] == [("ready", 0), ("done", 1)]
    assert [office.request(one).state for one in (theirs, mine)] == ["running", "ended"]
    assert len(office.http.orders) == (item == "errand")
    written_in(WRITES, theirs)
    office.works()
    assert office.request(theirs).outcome == "fulfilled"
    assert office.incidents() == []


def test_a_call_that_comes_back_to_a_later_release_is_made_again_by_its_key(office: Office) -> None:
    request = office.orders("errand")
    connector = office.shift.connectors["http"]
    once = connector.run

    def meanwhile(order: Order) -> dict[str, object]:
        written_in(READS + 1, request)
        return once(order)

    connector.run = meanwhile  # type: ignore[method-assign]
    office.works()
    (call,) = office.calls()
    assert (call.state, call.attempts) == ("leased", 0)
    assert "later release" in call.error
    assert (office.request(request).state, office.incidents()) == ("running", [])
    connector.run = once  # type: ignore[method-assign]
    move_clock(60)
    office.works()
    assert len(office.http.orders) == 1
    written_in(WRITES, request)
    office.works()
    assert [order.key for order in office.http.orders] == [call.key] * 2
    assert office.request(request).outcome == "fulfilled"


STORM = """<bpmn:intermediateCatchEvent id="step" name="A storm"><bpmn:signalEventDefinition signalRef="storm"/>
  </bpmn:intermediateCatchEvent>"""


def test_what_goes_out_to_it_rests_and_is_no_try(office: Office) -> None:
    head = HEAD.replace("<bpmn:error", '<bpmn:signal id="storm" name="storm"/><bpmn:error')
    with transaction():
        made = importing.import_files({"storm.bpmn": head.format(key="storm", step=STORM).encode()})
        assert made.state == "published", made.problems
    request = office.orders("storm")
    written_in(READS + 1, request)
    with transaction():
        signals.throw(LANEWAY, "storm", {})
    office.works()
    (row,) = read(select(Outbox).where(Outbox.state == "leased"))
    assert (row.kind, row.attempts) == ("message", 0)
    assert "later release" in row.error
    written_in(WRITES, request)
    move_clock(60)
    office.works()
    assert office.request(request).outcome == "fulfilled"
