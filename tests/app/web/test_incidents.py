"""Whoever repairs sees the cause in words and the ways out; whoever waits sees one honest sentence."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import now, session, transaction
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.request import Request
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
CAUSE = "The directory has no group Figma."


@pytest.fixture
def stuck(sqlite_house: Flask, program: Program) -> str:
    """The number of a request that a fault has stopped."""
    number: str = ordered(program("marta"))["number"]
    with transaction():
        instance = session().scalars(select(Instance)).one()
        session().get_one(Request, instance.request_id).state = "stuck"
        session().add(
            Incident(request_id=instance.request_id, instance_id=instance.id, kind="call", cause=CAUSE, since=now())
        )
    return number


def test_the_requester_reads_one_honest_sentence(stuck: str, browser_of: BrowserOf) -> None:
    page = browser_of("marta").get(f"/requests/{stuck}").text
    assert CAUSE not in page
    assert 'class="lead"' in page


def test_the_process_manager_sees_the_cause_and_tries_again(stuck: str, browser_of: BrowserOf) -> None:
    paul = browser_of("paul")
    assert stuck in paul.get("/incidents").text
    page = paul.get("/incidents/1").text
    assert CAUSE in page
    assert paul.submit("/incidents/1/retry").status_code == 302
    assert stuck not in paul.get("/incidents").text
    assert stuck in paul.get("/incidents?state=resolved").text


def test_values_that_are_no_json_come_back_as_typed(stuck: str, browser_of: BrowserOf) -> None:
    answer = browser_of("paul").submit("/incidents/1/resolve", action="change", data="seats = 3", reason="Typing error")
    assert answer.status_code == 422
    assert answer.text.count("seats = 3") == 1
    assert 'value="Typing error"' in answer.text


def test_whoever_corrects_a_value_sees_what_there_is(stuck: str, browser_of: BrowserOf) -> None:
    page = browser_of("paul").get("/incidents/1").text
    assert "&#34;software&#34;: &#34;Figma&#34;" in page


def test_giving_up_ends_the_request_with_the_reason(stuck: str, browser_of: BrowserOf) -> None:
    answer = browser_of("paul").submit("/incidents/1/resolve", action="cancel", reason="No such program.")
    assert answer.status_code == 302
    assert "No such program." in browser_of("marta").get(f"/requests/{stuck}").text


def test_only_those_who_repair_may_look(stuck: str, browser_of: BrowserOf) -> None:
    assert browser_of("marta").get("/incidents/1").status_code == 403
    assert browser_of("marta").submit("/incidents/1/retry").status_code == 403
