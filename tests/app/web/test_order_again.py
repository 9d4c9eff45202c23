"""An order repeated: its answers in today's form, its files along with them, and a word about what did not fit."""

import io
import re

from flask import Flask
from sqlalchemy import select

from app.db import session
from app.models.file import File
from tests.app.web.test_keeping import ITEM, PDF, BrowserOf, published_anew, without_cost_centre
from tests.app.web.test_pages import ORDER, text_of
from tests.fixtures.callers import Browser


def ordered_with_file(dan: Browser) -> str:
    fields = {**ORDER, "_shown": "quote", "quote!new": (io.BytesIO(PDF), "offer.pdf")}
    location = dan.submit(ITEM, **fields).location
    return str(location.rpartition("/")[2])


def test_the_old_answers_are_there(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    number = ordered_with_file(dan)
    assert f'href="{ITEM}?again={number}"' in dan.get(f"/requests/{number}").text
    page = dan.get(f"{ITEM}?again={number}").text
    assert f"These are the answers of {number}." in page
    assert ORDER["why"] in page
    assert 'value="4711"' in page
    assert "offer.pdf" in page


def test_its_files_come_along_and_stay_with_both(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    number = ordered_with_file(dan)
    [file_id] = re.findall(r'name="quote" value="(\d+)"', dan.get(f"{ITEM}?again={number}").text)
    fields = {**ORDER, "_opening": f"again:{number}", "_shown": "quote", "quote": file_id}
    second = dan.submit(ITEM, **fields).location
    files = session().scalars(select(File).order_by(File.id)).all()
    assert [(one.request_id, one.name) for one in files] == [(1, "offer.pdf"), (2, "offer.pdf")]
    assert [dan.get(f"/api/v1/files/{one.id}").data for one in files] == [PDF, PDF]
    assert "offer.pdf" in dan.get(second).text
    assert "offer.pdf" in dan.get(f"/requests/{number}").text


def test_what_does_not_fit_any_more_is_told(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    number = ordered_with_file(dan)
    published_anew(without_cost_centre)
    page = text_of(dan.get(f"{ITEM}?again={number}").text)
    assert "This answer has no place in it any more: Cost centre 4711" in page


def test_a_file_of_somebody_else_is_told(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    grace = browser_of("grace")
    fields = {**ORDER, "_shown": "quote", "quote!new": (io.BytesIO(PDF), "offer.pdf"), "requested_for": "dan"}
    number = grace.submit(ITEM, **fields).location.rpartition("/")[2]
    page = text_of(browser_of("dan").get(f"{ITEM}?again={number}").text)
    assert "Files offer.pdf" in page


def test_it_begins_only_from_ones_own(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    number = ordered_with_file(browser_of("dan"))
    assert browser_of("karol").get(f"{ITEM}?again={number}").status_code == 404
    assert browser_of("jonas").get(f"{ITEM}?again={number}").status_code == 404
    assert browser_of("dan").get(f"/items/office_move?again={number}").status_code == 404
    assert browser_of("dan").get(f"{ITEM}?again=nonsense").status_code == 404


def test_it_is_kept_apart_while_it_is_changed(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    number = ordered_with_file(dan)
    dan.submit(f"{ITEM}/keep", **{**ORDER, "why": "This time for three."}, _opening=f"again:{number}", _turn="1")
    for page in (dan.get(f"{ITEM}?again={number}").text, dan.get(ITEM).text):
        assert "This time for three." in page
        assert "note--kept" in page
