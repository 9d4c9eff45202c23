"""The administrator's pages: settings without secrets, connectors with a test, the journal with its proof."""

import csv
import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import now, reading, session, transaction
from app.models.group import Group
from app.models.journal import Journal
from app.models.membership import Membership
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import clock, connectors, groups, journal, people
from app.operations.permissions import actor_of
from app.web import request_history
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
        assert ("request.submitted" in admin.get(f"/journal?{filters}").text.split("<tbody>")[1]) is there, filters
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


def test_the_journal_is_looked_through_by_days(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    first = now()
    for _day in range(3):
        with transaction():
            clock.move(timedelta(days=10).total_seconds())
        with transaction():
            journal.write(0, "admin", "group.added", "Added the group x.", key=f"g{now():%j}")
    admin, third, second = browser_of("admin"), now(), now() - timedelta(days=10)

    def shown(**filters: object) -> list[bool]:
        table = admin.get("/journal?" + urlencode(filters)).text.split("<tbody>")[1]
        return [f">Added the group g{day:%j}<" in table for day in (second - timedelta(days=10), second, third)]

    assert shown() == [True, True, True]
    for others in ({}, {"who": "admin"}):
        assert shown(**others, since=(second - timedelta(days=3)).date()) == [False, True, True]
        assert shown(**others, until=(second + timedelta(days=3)).date()) == [True, True, False]
        around = {"since": (second - timedelta(days=3)).date(), "until": (second + timedelta(days=3)).date()}
        assert shown(**others, **around) == [False, True, False]
        assert shown(**others, until=(first - timedelta(days=3)).date()) == [False, False, False]
    assert shown(since="tomorrow", until="9999-12-31") == [True, True, True], "what is no day is left out"


def test_the_journal_goes_into_a_file_with_its_proof(
    sqlite_house: Flask, program: Program, browser_of: BrowserOf
) -> None:
    number = ordered(program("marta"))["number"]

    def lines(filters: str) -> list[dict[str, str]]:
        answer = browser_of("admin").get(f"/journal/entries.csv?{filters}")
        return list(csv.DictReader(answer.text.removeprefix("\ufeff").splitlines()))

    [line] = lines(f"request={number}&kind=task.opened")
    assert (line["request"], line["actor"], line["kind"]) == (number, "laneway", "task.opened")
    assert line["what"] == "“Decide” waits for Jonas Weber"
    with reading():
        row = session().get_one(Journal, (1, int(line["seq"])))
        assert (row.hash, row.text) == (line["hash"], line["text"])
    last = journal.START
    for row in reversed(lines(f"request={number}")):
        known = row["actor"], row["kind"], row["text"], row["data"]
        last = journal.digest(last, int(row["request"][4:]), int(row["seq"]), datetime.fromisoformat(row["at"]), *known)
        assert last == row["hash"]
    assert browser_of("marta").get("/journal/entries.csv").status_code == 403


def test_who_did_what_is_told_by_name(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    admin, number = browser_of("admin"), ordered(program("marta"))["number"]
    with transaction():
        journal.write(1, "karol", "task.assigned", "Handed to Jonas Weber: Decide.", to="jonas")
    assert "Ordered · Marta Kovács" in admin.get(f"/requests/{number}").text
    of_request, house = admin.get(f"/requests/{number}").text, admin.get("/journal").text
    assert "Handed “Decide” to Jonas Weber · Karol Zając" in of_request
    assert "waits for Jonas Weber · Laneway" not in of_request
    assert '<td title="admin">' in house


def test_a_long_history_is_read_on(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    marta, number = browser_of("marta"), ordered(program("marta"))["number"]
    with transaction():
        for count in range(request_history.MOST):
            journal.write(1, "marta", "request.rated", "Rated.", stars=count)
    [later] = re.findall(r'href="(/requests/\S+history=\S+)#history"', marta.get(f"/requests/{number}").text)
    there = marta.get(later).text
    assert f"Értékelés: {request_history.MOST - 1}" in there
    assert "Megrendelve" not in there.split('id="history"')[1].split("</details>")[0]
    assert f'href="/requests/{number}#history"' in there


def test_who_got_which_right_and_who_came_into_a_group_is_told(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    admin = browser_of("admin")
    with transaction():
        actor = actor_of(people.person_of("admin"))
        facts = {"roles": ["desk", "process_manager"], "manager": "anna", "department": "IT"}
        people.change(actor, "dan", {**facts, "limit": {"amount": "500.00", "currency": "EUR"}})
        people.change(actor, "dan", {"department": "Support"})
        before = set(
            session().scalars(select(Person.login).join(Membership).join(Group).where(Group.key == "security"))
        )
        groups.change(actor, "security", {"members": [*(before - {"stefan"}), "marta"]})
    shown = html.unescape(admin.get("/journal").text)
    assert ">Changed Dan Fischer<" in shown, "who changed only what is no right"
    [told] = re.findall(r">(Changed Dan Fischer: [^<]+)<", shown)
    assert "Roles: – → Service desk, Process manager" in told
    assert "May approve up to: – → 500 EUR" in told
    assert "→ Anna Berg" in told
    assert ">Changed the group security: joined: Marta Kovács; left: Stefan Keller<" in shown
