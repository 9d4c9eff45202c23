"""Suspending, resuming and new versions against the work on a request: one of the orders that could be, wholly."""

from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from app.config import ROOT
from app.db import reading, session, transaction
from app.models.journal import Journal
from app.operations import importing, requests, suspensions, tasks
from tests.fixtures.cast import Cast
from tests.journeys.test_new_software import CHEAP, FIGMA
from tests.reliability.test_races import BOUGHT, offered, who
from tests.reliability.together import kinds, together

pytestmark = pytest.mark.usefixtures("whole_afterwards")

ROUNDS = 6
YES = {"decision": "approve"}


def test_suspended_while_it_is_approved(house: Flask, cast: Cast) -> None:
    for round_ in range(ROUNDS):
        number = cast.marta.orders("new_software", FIGMA)
        jonas, task = offered(cast.jonas, number)
        stop = partial(suspensions.suspend, who(cast.paul), "requests", reason="The shop moves.", requests=[number])
        stopped, done = together(house, stop, partial(tasks.complete, jonas, task, YES), late=round_ % 2)
        assert not isinstance(stopped, Exception)
        assert kinds([done]) in (["done"], ["Suspended"])
        assert cast.request(number).state == "suspended"
        told = kinds_told(number)
        assert kinds([done]) == ["Suspended"] or told.index("approval.approve") < told.index("request.suspended")
        goes_on(cast, number, approved=kinds([done]) == ["done"])


def test_resumed_while_it_is_approved(house: Flask, cast: Cast) -> None:
    for round_ in range(ROUNDS):
        number = cast.marta.orders("new_software", FIGMA)
        jonas, task = offered(cast.jonas, number)
        with transaction():
            suspensions.suspend(cast.paul.actor, "requests", reason="The shop moves.", requests=[number])
        go_on = partial(suspensions.resume_request, who(cast.paul), number)
        resumed, done = together(house, go_on, partial(tasks.complete, jonas, task, YES), late=round_ % 2)
        assert not isinstance(resumed, Exception)
        assert kinds([done]) in (["done"], ["Suspended"])
        ends(cast, number, approved=kinds([done]) == ["done"])


def test_resumed_twice(house: Flask, cast: Cast) -> None:
    number = cast.marta.orders("new_software", CHEAP)
    with transaction():
        suspensions.suspend(cast.paul.actor, "requests", reason="The shop moves.", requests=[number])
    go_on = partial(suspensions.resume_request, who(cast.paul), number)
    assert kinds(together(house, go_on, go_on)) == ["Conflict", "done"]
    assert cast.request(number).state == "running"


def test_withdrawn_while_a_new_version_is_published(house: Flask, cast: Cast) -> None:
    files = {path.name: path.read_bytes() for path in ROOT.glob("bpmn/new_software.*")}
    files |= {path.name: path.read_bytes() for path in ROOT.glob("forms/new_software/*")}
    number, later = cast.marta.orders("new_software", CHEAP), cast.marta.orders("new_software", CHEAP)
    changed = {**files, "new_software.bpmn": files["new_software.bpmn"].replace(b"Buy the licence", b"Purchase it")}
    withdraw = partial(requests.withdraw, who(cast.marta), number, "No.")
    answers = together(house, withdraw, partial(importing.import_files, changed))
    assert kinds(answers) == ["done", "done"]
    assert cast.request(number).outcome == "withdrawn"
    assert cast.open_tasks(number) == []
    assert cast.open_tasks(later) == ["Buy the licence"]
    cast.bela.does(later, "Buy the licence", **BOUGHT)
    assert cast.open_tasks(cast.marta.orders("new_software", CHEAP)) == ["Purchase it"]


def kinds_told(number: str) -> list[str]:
    """What the journal tells of a request, in order."""
    with reading():
        mine = select(Journal.kind).where(Journal.request_id == int(number[4:])).order_by(Journal.seq)
        return list(session().scalars(mine))


def goes_on(cast: Cast, number: str, *, approved: bool) -> None:
    with transaction():
        suspensions.resume_request(cast.paul.actor, number)
    ends(cast, number, approved=approved)


def ends(cast: Cast, number: str, *, approved: bool) -> None:
    """What was decided stands, what was not can be decided, and all goes on."""
    assert cast.request(number).state == "running"
    if not approved:
        cast.jonas.approves(number)
    assert cast.open_tasks(number) == ["Buy the licence"]
