"""What lint and the loader found, in the language of its reader; the columns stay English for the release before."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.db import reading, session, transaction
from app.models.definition_version import DefinitionVersion
from app.models.person import Person
from tests.app.operations.beginning_items import item
from tests.fixtures.callers import Browser, Caller
from tests.workflows.diagrams import end, extensions, node, path, properties, start

GROUP = node("userTask", "do", extensions("<zeebe:userTask/>", properties(group="nobody_here")), name="Do it")
FILE = item("unsaid", start(), GROUP, end("end"), path("start", "do", "end"))
VERSION = "/api/v1/definitions/unsaid/versions/1"
ENGLISH = "User task “Do it” goes to the group nobody_here, which does not exist."
GERMAN = "Benutzeraufgabe „Do it“ geht an die Gruppe nobody_here, die es nicht gibt."
HUNGARIAN = "Felhasználói feladat „Do it”: a(z) nobody_here csoporthoz kerül, amely nem létezik."


def uploaded(caller: Caller, file: bytes) -> TestResponse:
    return caller.post("/api/v1/definitions", {"files[]": (BytesIO(file), "unsaid.bpmn")})


def speaks(language: str) -> None:
    with transaction():
        session().execute(update(Person).where(Person.login == "olivia").values(language=language))


@pytest.fixture
def olivia(sqlite_house: Flask, program: Callable[[str], Caller]) -> Caller:
    """She has uploaded an item with mistakes; the house spoke German then."""
    caller = program("olivia")
    speaks("de")
    made = uploaded(caller, FILE)
    assert made.status_code == 201, made.text
    return caller


def test_problems_and_report_are_said_to_each_reader(olivia: Caller, browser_of: Callable[[str], Browser]) -> None:
    told = olivia.get(VERSION).json
    assert GERMAN in [one["message"] for one in told["problems"]]
    assert "Legen Sie die Gruppe an, oder wählen Sie eine andere." in [one["hint"] for one in told["problems"]]
    assert {"Es läuft wie gezeichnet.", GERMAN} <= {row["what"] for row in told["report"]}
    speaks("hu")
    assert HUNGARIAN in [one["message"] for one in olivia.get(VERSION).json["problems"]]
    page = browser_of("olivia").get("/studio/unsaid/1/report").text
    assert HUNGARIAN in page
    assert "Úgy fut, ahogy rajzolták." in page


def test_the_release_before_reads_what_is_kept(olivia: Caller) -> None:
    with reading():
        row = session().scalars(select(DefinitionVersion).order_by(DefinitionVersion.id.desc())).first()
        assert row is not None
        assert ENGLISH in [one["message"] for one in json.loads(row.problems)]
        assert json.loads(row.problems)[0].keys() == {
            *("severity", "code", "message", "element", "line", "hint", "group")
        }  # it makes a Problem of them


def test_what_the_release_before_wrote_is_shown_as_it_stands(olivia: Caller) -> None:
    with transaction():
        session().execute(update(DefinitionVersion).values(sentences=None))
    assert ENGLISH in [one["message"] for one in olivia.get(VERSION).json["problems"]]


def test_what_is_refused_at_once_is_said_too(olivia: Caller) -> None:
    answer = uploaded(olivia, b"<a/>")
    assert answer.status_code == 422
    assert answer.json["problems"][0]["message"] == "Die Datei ist XML, aber kein BPMN-2.0-Diagramm."


def test_the_editor_hears_it_while_one_draws(olivia: Caller, browser_of: Callable[[str], Browser]) -> None:
    browser = browser_of("olivia")
    found = browser.post("/studio/unsaid/1/lint", FILE, headers={"X-CSRF-Token": browser.csrf})
    assert found.status_code == 200, found.text
    assert GERMAN in [one["message"] for one in found.json["problems"]]
