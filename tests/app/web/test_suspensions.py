"""A service is paused for its maintenance on the page, and goes on: meanwhile nothing is sent there, no try is lost."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.call import Call
from app.operations import importing
from tests.app.jobs.conftest import CALL, HEAD
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.cast import Cast, Recorder

TARGET, REASON = "service:http", "The stock system is being renewed"


@pytest.fixture
def outside(cast: Cast) -> Recorder:
    """The other side."""
    step = CALL.replace("=&quot;URL&quot;", "=&quot;http://stock.example/&quot;")
    with transaction():
        importing.import_files({"tell.bpmn": HEAD.format(key="tell", step=step).encode()})
    made = cast.connectors["http"] = Recorder("http")
    return made


def calls() -> list[tuple[str, int]]:
    with reading():
        return [(state, tries) for state, tries in session().execute(select(Call.state, Call.attempts))]


@pytest.mark.parametrize("house", ["sqlite"], indirect=True)
def test_a_connector_rests_and_goes_on(
    house: Flask,
    cast: Cast,
    outside: Recorder,
    browser_of: Callable[[str], Browser],
    program: Callable[[str], Caller],
) -> None:
    paul, marta = browser_of("paul"), browser_of("marta")
    first = cast.marta.orders("tell", {})
    shown = paul.get("/suspensions", query_string={"target": TARGET}).text
    assert 'id="preview"' in shown
    refused = paul.submit("/suspensions", target=TARGET, reason=" ")
    assert (refused.status_code, calls()) == (400, [("ready", 0)])
    assert paul.submit("/suspensions", target=TARGET, reason=REASON).status_code == 302
    second = cast.marta.orders("tell", {})
    cast.works()
    assert (outside.orders, calls()) == ([], [("paused", 0)] * 2)
    assert all(REASON in marta.get(f"/requests/{number}").text for number in (first, second))
    [standing] = program("paul").get("/api/v1/suspensions").json["items"]
    assert (standing["what"], standing["reason"]) == ("http", REASON)
    assert paul.submit(f"/suspensions/{standing['id']}/resume").status_code == 302
    cast.works()
    assert (len(outside.orders), calls()) == (2, [("done", 1)] * 2)
    assert {cast.request(number).outcome for number in (first, second)} == {"fulfilled"}
    assert REASON not in marta.get("/requests").text
