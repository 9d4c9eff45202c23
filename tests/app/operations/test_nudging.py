"""Approvals are reminded of in working time, passed on to a superior, and reminded of at the requester's wish."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import now, reading, session, transaction
from app.errors import Conflict, Forbidden
from app.models.outbox import Outbox
from app.models.person import Person
from app.models.request import Request
from app.operations import clock, journal, nudging, suspensions
from tests.app.operations.ruled import decides, order, outcome, publish, told, waiting, who
from tests.fixtures.cast import Cast

MANAGER = {"id": "R1", "who": "manager"}
BERLIN = ZoneInfo("Europe/Berlin")

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture(autouse=True)
def monday(house: Flask) -> None:
    """It is nine o'clock on a Monday, in a week without holidays and far from summer time."""
    with transaction():
        clock.move((datetime(2030, 1, 14, 9, tzinfo=BERLIN) - now()).total_seconds())


def mails(kind: str, request: int) -> list[str]:
    """Who got a mail of this kind, in order."""
    with reading():
        query = select(Person.login).join(Outbox, Outbox.person_id == Person.id)
        found = query.where(Outbox.request_id == request, Outbox.payload.contains(f'"kind":"{kind}"'))
        return list(session().scalars(found.order_by(Outbox.id)))


def test_reminded_in_working_time_and_again(cast: Cast) -> None:
    publish(MANAGER, remind_after="PT4H", remind_every="P1D")
    request = order("marta", 10)
    cast.later(hours=3.5)
    assert mails("reminder", request) == []
    cast.later(hours=2)  # one of them is noon
    assert mails("reminder", request) == ["jonas"]
    cast.later(hours=20)
    assert mails("reminder", request) == ["jonas"]
    cast.later(hours=4)
    assert mails("reminder", request) == ["jonas", "jonas"]
    decides("jonas", request)
    cast.later(hours=24 * 3)
    assert (mails("reminder", request), outcome(request)) == (["jonas", "jonas"], "approve")
    assert told(request).count("Reminded Jonas Weber: Approve.") == 2
    with reading():
        assert journal.verify() is None


def test_it_goes_to_the_superior_once(cast: Cast) -> None:
    publish(MANAGER, remind_after="PT4H", escalate_after="P1D")
    request = order("marta", 10)
    cast.later(hours=25)
    assert waiting(request) == ["clara"]
    assert mails("waiting", request) == ["marta"]
    cast.later(hours=5)
    assert mails("reminder", request) == ["jonas", "clara"]
    cast.later(hours=24 * 7)
    assert waiting(request) == ["clara"]
    decides("clara", request)
    assert outcome(request) == "approve"


def test_a_request_that_stands_is_left_alone(cast: Cast) -> None:
    publish(MANAGER, remind_after="PT1H")
    request = order("marta", 10)
    with transaction():
        numbers = [session().get_one(Request, request).number]
        row = suspensions.suspend(who("paul"), "requests", reason="audit", requests=numbers).id
    cast.later(hours=3)
    assert mails("reminder", request) == []
    with transaction():
        suspensions.resume(who("paul"), row)
    cast.later(hours=1.5)
    assert mails("reminder", request) == ["jonas"]


def test_the_requester_asks_once_a_day(cast: Cast) -> None:
    publish(MANAGER)
    request = order("marta", 10)
    with reading():
        number = session().get_one(Request, request).number
    with pytest.raises(Forbidden), transaction():
        nudging.please(who("jonas"), number)
    with transaction():
        nudging.please(who("marta"), number)
    assert mails("reminder", request) == ["jonas"]
    with pytest.raises(Conflict), transaction():
        nudging.please(who("marta"), number)
    cast.later(hours=25)
    with transaction():
        nudging.please(who("marta"), number)
    assert mails("reminder", request) == ["jonas", "jonas"]
    decides("jonas", request)
    with pytest.raises(Conflict), transaction():
        nudging.please(who("marta"), number)
