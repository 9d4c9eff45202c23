"""The administrator's pages: settings without secrets, connectors with a test, the journal with its proof."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import now, reading, session, transaction
from app.models.journal import Journal
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import connectors, journal
from app.web.history import SENTENCES
from app.web.house import place
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]


@pytest.mark.parametrize("path", ["/settings", "/connectors", "/journal"])
def test_for_administrators_only(sqlite_house: Flask, browser_of: BrowserOf, path: str) -> None:
    assert browser_of("admin").get(path).status_code == 200
    assert browser_of("marta").get(path).status_code == 403


def test_an_address_is_shown_without_who_signs_in() -> None:
    assert place("smtp://me:secret@mail.example:25/x?password=secret") == "smtp://mail.example:25/x"


def test_a_test_is_asked_for_and_its_answer_shown(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    admin = browser_of("admin")
    assert admin.submit("/connectors/mail/test").status_code == 302
    assert [row.kind for row in session().scalars(select(Outbox))] == ["test"]
    assert "Being tested" in admin.get("/connectors").text
    with transaction():
        session().delete(session().scalars(select(Outbox)).one())
        connectors.tested("mail", "The server greets.", well=True)
    assert "The server greets." in admin.get("/connectors").text
    assert admin.submit("/connectors/none/test").status_code == 404


def test_a_changed_entry_is_named(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    admin, number = browser_of("admin"), ordered(program("marta"))["number"]
    assert "Every chain holds." in admin.submit("/journal").text
    with transaction():
        session().get_one(Journal, (1, 1)).text = "Forged."
    assert f"{number}, number 1" in admin.submit("/journal").text


def test_the_journal_is_found_by_request_person_and_kind(
    sqlite_house: Flask, program: Program, browser_of: BrowserOf
) -> None:
    admin, number = browser_of("admin"), ordered(program("marta"))["number"]
    for filters, there in ((f"request={number}", True), ("who=marta", True), ("who=karol", False), ("", False)):
        assert ("request.submitted" in admin.get(f"/journal?{filters}").text) is there, filters
    assert "request.submitted" not in admin.get(f"/journal?request={number}&kind=none").text.split("<tbody>")[1]


def test_the_journal_is_told_in_the_readers_language_and_stays_as_written(
    sqlite_house: Flask, program: Program, browser_of: BrowserOf
) -> None:
    admin, number = browser_of("admin"), ordered(program("marta"))["number"]
    with transaction():
        session().execute(update(Person).where(Person.login == "admin").values(language="hu"))
    of_request, of_house = admin.get(f"/journal?request={number}").text, admin.get("/journal").text
    assert '<td title="Submitted.">Megrendelve</td>' in of_request
    assert '<td title="Waits for Jonas Weber: Decide.">„Döntés” ' in of_request, "the step in the item's own words"
    assert ">Közzétéve: new_software, 1. változat</td>" in of_house
    assert "Every chain holds." not in admin.submit("/journal").text
    with reading():
        assert journal.verify() is None


def test_every_kind_of_entry_of_the_house_has_a_sentence(sqlite_house: Flask) -> None:
    with reading():
        kinds = set(session().scalars(select(Journal.kind).where(Journal.request_id == 0)))
    assert kinds <= set(SENTENCES)


def test_an_administrator_names_a_substitute_for_another(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    admin = browser_of("admin")
    day = (now().date() + timedelta(days=1)).isoformat()  # where the reader lives today may have ended
    answer = admin.submit("/people/jonas/substitutes", person="karol", starts=day, ends=day)
    assert answer.status_code == 302
    assert "/people/jonas/substitutes/1/end" in admin.get("/people/jonas").text
    assert admin.submit("/people/jonas/substitutes", person="jonas", starts=day, ends=day).status_code == 422
    assert browser_of("marta").submit("/people/jonas/substitutes/1/end").status_code == 403
    admin.submit("/people/jonas/substitutes/1/end")
    assert "/substitutes/1/end" not in admin.get("/people/jonas").text
