"""The studio: who may, begin, save, publish or be refused, import and export, problems of what is being drawn."""

import html
import io
import json
import re
import zipfile
from collections.abc import Callable

from flask import Flask
from sqlalchemy import insert, select, update
from werkzeug.test import TestResponse

from app.config import ROOT
from app.db import session, table, transaction
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.person import Person
from tests.fixtures.callers import Browser

BrowserOf = Callable[[str], Browser]
DIAGRAM = (ROOT / "bpmn" / "new_software.bpmn").read_bytes()
HERE = "/studio/new_software/1"


def sent(browser: Browser, path: str, diagram: bytes, seen: str = "") -> TestResponse:
    headers = {"X-CSRF-Token": browser.csrf, "X-Seen": seen}
    return browser.post(path, diagram, content_type="application/xml", headers=headers)


def mark_of(browser: Browser, path: str) -> str:
    found = re.search(r'data-seen="([0-9a-f]{64})"', browser.get(path).text)
    assert found
    return found.group(1)


def test_only_those_who_draw_may(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    assert [marta.get(path).status_code for path in ("/studio", HERE, HERE + "/export")] == [403, 403, 403]
    assert {browser_of("olivia").get(path).status_code for path in ("/studio", "/studio/new_software", HERE)} == {200}


def test_items_are_called_as_in_the_catalogue_of_the_readers_language(
    sqlite_house: Flask, browser_of: BrowserOf
) -> None:
    with transaction():
        session().execute(update(Person).where(Person.login == "olivia").values(language="pl"))
    page = browser_of("olivia").get("/studio").text
    assert "<b>Nowe oprogramowanie</b>" in page
    assert "<h1>Nowe oprogramowanie</h1>" in browser_of("olivia").get("/studio/new_software").text


def test_only_the_editor_may_have_style_attributes(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    assert "style-src-attr" in olivia.get(HERE).headers["Content-Security-Policy"]
    assert "style-src-attr" not in olivia.get("/studio").headers["Content-Security-Policy"]


def test_a_new_item_is_drawn_saved_and_published(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    assert olivia.submit("/studio", key="New Phone", title="New phone").status_code == 422
    assert olivia.submit("/studio", key="new_phone", title="New phone").location == "/studio/new_phone/1"
    assert olivia.submit("/studio", title="2 Geräte nach ISO 9001!").location == "/studio/gerate_nach_iso_9001/1"
    refused = olivia.submit("/studio/new_phone/1/publish")
    assert refused.location == "/studio/new_phone/1"
    assert "given to nobody" in olivia.get("/studio/new_phone/1").text
    with zipfile.ZipFile(io.BytesIO(olivia.get("/studio/new_phone/1/export").data)) as archive:
        diagram = archive.read("bpmn/new_phone.bpmn")
    assert b'name="owner" value="olivia"' in diagram  # or nobody but a manager could take its requests along
    work = b'value="fulfilment"/>'
    mended = diagram.replace(work, work + b'<zeebe:property name="group" value="desktop-support"/>')
    seen = mark_of(olivia, "/studio/new_phone/1")
    kept = sent(olivia, "/studio/new_phone/1/save", mended, seen)
    assert kept.json["number"] == 1
    assert sent(olivia, "/studio/new_phone/1/save", mended, seen).status_code == 409
    assert olivia.submit("/studio/new_phone/1/publish").location == "/studio/new_phone"
    assert olivia.get("/items/new_phone").status_code == 200


def test_a_published_version_stays_and_the_next_one_is_a_draft(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    changed = DIAGRAM.replace(b'name="Buy the licence"', b'name="Order the licence"')
    assert sent(olivia, HERE + "/save", changed, mark_of(olivia, HERE)).json["number"] == 2
    assert "Order the licence" not in olivia.get(HERE).text
    assert "Order the licence" in olivia.get("/studio/new_software/2").text
    assert olivia.submit("/studio/new_software/2/discard").status_code == 302
    assert olivia.get("/studio/new_software/2").status_code == 404
    assert olivia.submit(HERE + "/discard").status_code == 409


def test_an_earlier_version_comes_back_as_a_draft(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    changed = DIAGRAM.replace(b'name="Buy the licence"', b'name="Order the licence"')
    sent(olivia, HERE + "/save", changed, mark_of(olivia, HERE))
    assert 'popovertarget="discard-2"' in olivia.get("/studio/new_software").text  # it cannot be undone: asked first
    assert olivia.submit("/studio/new_software/2/publish").status_code == 302
    assert 'action="/studio/new_software/1/draft"' in olivia.get("/studio/new_software").text
    assert olivia.submit(HERE + "/draft").location == "/studio/new_software/3"
    first, third = (olivia.get(f"/studio/new_software/{number}/export").data for number in (1, 3))
    with zipfile.ZipFile(io.BytesIO(first)) as one, zipfile.ZipFile(io.BytesIO(third)) as other:
        assert {n: one.read(n) for n in one.namelist()} == {n: other.read(n) for n in other.namelist()}
    assert olivia.submit("/studio/new_software/3/publish").status_code == 302
    assert browser_of("marta").submit(HERE + "/draft").status_code == 403


def test_problems_of_what_is_being_drawn(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    wrong = DIAGRAM.replace(b'formId="buy"', b'formId="nowhere"')
    found = sent(olivia, HERE + "/lint", wrong).json["problems"]
    assert [(one["code"], one["element"]) for one in found if one["severity"] == "error"] == [("form.missing", "buy")]
    evil = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions>&x;</definitions>'
    assert sent(olivia, HERE + "/lint", evil).json["problems"][0]["severity"] == "error"
    assert sent(olivia, HERE + "/save", evil, mark_of(olivia, HERE)).status_code == 422


def test_out_and_in_again_byte_for_byte(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    first = olivia.get(HERE + "/export").data
    given = {"csrf_token": olivia.csrf, "files": (io.BytesIO(first), "new_software.zip")}
    page = olivia.post("/studio/import", given, content_type="multipart/form-data")
    assert page.location == "/studio/new_software/2/report?over=yes"
    assert "was here before" in olivia.get(page.location).text  # a file with the id of another item is told so
    assert "was here before" not in olivia.get("/studio/new_software/2/report").text
    second = olivia.get("/studio/new_software/2/export").data
    with zipfile.ZipFile(io.BytesIO(first)) as one, zipfile.ZipFile(io.BytesIO(second)) as two:
        assert {n: one.read(n) for n in one.namelist()} == {n: two.read(n) for n in two.namelist()}
        assert one.read("bpmn/new_software.bpmn") == DIAGRAM


def test_a_form_alone_tells_every_item_that_got_it(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    form = (ROOT / "forms" / "report_request" / "order.form").read_bytes()
    given = {"csrf_token": olivia.csrf, "files": (io.BytesIO(form), "order.form")}
    page = olivia.post("/studio/import", given, content_type="multipart/form-data")
    drafts = [one for one in olivia.get("/api/v1/definitions").json["items"] if f"/studio/{one['key']}/" in page.text]
    assert page.status_code == 200
    assert len(drafts) > 1
    assert f"{len(drafts)} drafts were made" in page.text
    assert olivia.get(f"/studio/{drafts[0]['key']}/2/report").status_code == 200


def test_a_form_is_changed_with_a_field_more(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia, path = browser_of("olivia"), HERE + "/forms/install"
    page = olivia.get(path).text
    schema = html.unescape(re.search(r'name="schema" value="([^"]*)"', page).group(1))  # type: ignore[union-attr]
    fields = json.loads(schema)["components"]
    names = ("type", "key", "label", "description")
    given = {f"{at}.{name}": one[name] for at, one in enumerate(fields) for name in names if name in one}
    seen = mark_of(olivia, HERE)
    shown = olivia.submit(path, seen=seen, schema=schema, do="add", **given)
    assert shown.text.count('<fieldset class="card card__body') == len(fields) + 1
    kept = olivia.submit(path, seen=seen, schema=schema, do="save", **{**given, "0.label": "Said anew"})
    assert kept.location == "/studio/new_software/2/forms/install", kept.text
    assert "Said anew" in olivia.get(kept.location).text
    assert "Said anew" not in olivia.get(path).text


def test_an_item_with_many_versions_shows_them_page_by_page(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    with transaction() as current:
        of = table(DefinitionVersion)
        item = select(Definition.id).where(Definition.key == "new_software").scalar_subquery()
        first = current.execute(select(of).where(of.c.definition_id == item)).mappings().one()
        rows = [{**first, "number": number, "state": "retired"} for number in range(2, 61)]
        current.execute(insert(of), [{name: value for name, value in row.items() if name != "id"} for row in rows])
    olivia, numbers, path = browser_of("olivia"), [], "/studio/new_software"
    while path:
        page = olivia.get(path).text
        numbers.append([int(one) for one in re.findall(r'href="/studio/new_software/(\d+)"', page)])
        onward = re.search(r'href="([^"]+)" rel="next"', page)
        path = html.unescape(onward.group(1)) if onward else ""
    assert [len(page) for page in numbers] == [25, 25, 10]
    assert [one for page in numbers for one in page] == list(range(60, 0, -1))
    assert olivia.get("/studio/new_software?before=" + "9" * 30).status_code == 200
    assert olivia.get(HERE).status_code == 200
    compared = olivia.get("/studio/new_software/20/changes").text
    assert '<option value="19" selected' in compared
    assert olivia.get("/studio/new_software/20/changes?since=3").text.count('<option value="3" selected') == 1
    assert "Version 1<" in olivia.get("/studio").text


def test_what_was_retired_is_not_published_again_and_says_so_in_german(
    sqlite_house: Flask, browser_of: BrowserOf
) -> None:
    olivia = browser_of("olivia")
    olivia.submit("/profile/settings", language="de", timezone="")
    assert olivia.submit(HERE + "/retire").status_code == 302
    again = olivia.submit(HERE + "/publish", note="")
    assert again.status_code == 409
    assert "Eine zurückgezogene Version wird nicht wieder veröffentlicht" in again.text
