"""What is typed is kept for whoever typed it: on every device, until it is handed in, started afresh or 30 days old."""

import html
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import session, transaction
from app.jobs import scheduler
from app.models.file import File
from app.models.kept_answers import KeptAnswers
from app.operations import clock, definitions, publishing
from app.operations.bundle import Bundle
from tests.app.web.api.test_journey import ordered
from tests.app.web.test_pages import ORDER, text_of
from tests.fixtures.callers import Browser, Caller

BrowserOf = Callable[[str], Browser]
Program = Callable[[str], Caller]
ITEM = "/items/new_software"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def typed(browser: Browser, turn: int = 1, mark: str = "page one", **other: str) -> Any:
    """The page's script keeps what is typed."""
    fields = {**ORDER, "once": mark, "_turn": str(turn), "_version": "1", "_opening": "", **other}
    return browser.submit(f"{ITEM}/keep", **fields)


def kept_rows() -> int:
    return session().scalar(select(func.count()).select_from(KeptAnswers).where(KeptAnswers.answers != "{}")) or 0


def published_anew(change: Callable[[dict[str, Any]], None]) -> None:
    """The item's form is changed and published, as from the studio."""
    with transaction():
        made = Bundle.of("new_software", definitions.version("new_software", 1))
        forms = json.loads(json.dumps(made.forms))
        change(forms["order"])
        row = publishing.save(replace(made, forms=forms), publish_it=True)
        assert row.state == "published", row.problems


def without_cost_centre(form: dict[str, Any]) -> None:
    form["components"] = [one for one in form["components"] if one.get("key") != "cost_centre"]


def test_it_is_there_on_another_device(house: Flask, browser_of: BrowserOf) -> None:
    assert typed(browser_of("dan")).json["said"].startswith("Kept: today ")
    page = browser_of("dan").get(ITEM).text
    assert "We kept what you typed: today" in page
    assert ORDER["why"] in page
    assert 'value="4711"' in page


def test_it_is_nobody_elses(house: Flask, browser_of: BrowserOf) -> None:
    typed(browser_of("dan"))
    page = browser_of("jonas").get(ITEM).text
    assert ORDER["why"] not in page
    assert "note--kept" not in page


def test_it_goes_when_it_is_ordered_and_nothing_late_brings_it_back(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    typed(dan)
    assert dan.submit(ITEM, **ORDER, once="page one").status_code == 302
    assert typed(dan, turn=2).json["said"] == ""
    assert "note--kept" not in dan.get(ITEM).text
    assert kept_rows() == 0


def test_what_another_tab_typed_since_stays_when_this_one_orders(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    typed(dan)
    opened = re.search(r'name="_opened" value="([^"]+)"', dan.get(ITEM).text)
    assert opened
    typed(dan, mark="page two", why="Another order, half typed.")
    dan.submit(ITEM, **ORDER, once="page one", _opened=opened[1])
    assert "Another order, half typed." in dan.get(ITEM).text
    dan.submit(ITEM, **ORDER, once="page two", _opened=opened[1])
    assert kept_rows() == 0


def test_what_comes_late_does_not_undo_what_is_newer(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    typed(dan, turn=2, why="The newer words are here.")
    typed(dan, turn=1, why="The older words.")
    assert "The newer words" in dan.get(ITEM).text


def test_started_afresh(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    typed(dan)
    assert dan.submit(f"{ITEM}/afresh", once="page two").location == ITEM
    assert ORDER["why"] not in dan.get(ITEM).text


def test_it_goes_after_thirty_days(house: Flask, browser_of: BrowserOf) -> None:
    typed(browser_of("dan"))
    with transaction():
        clock.move(timedelta(days=29).total_seconds())
    scheduler.tidy()
    assert kept_rows() == 1
    with transaction():
        clock.move(timedelta(days=2).total_seconds())
    scheduler.tidy()
    assert session().scalar(select(func.count()).select_from(KeptAnswers)) == 0


def test_without_script_a_refused_form_is_kept(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    assert browser_of("dan").submit(ITEM, **{**ORDER, "cost_centre": "47"}).status_code == 422
    assert 'value="47"' in browser_of("dan").get(ITEM).text
    later = browser_of("dan").submit(ITEM, **{**ORDER, "cost_centre": "48"}, _look="yes")
    assert later.status_code == 200
    assert "note--kept" in later.text


def test_a_file_is_kept_with_the_rest(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    fields = {**ORDER, "_look": "yes", "_shown": "quote", "quote!new": (io.BytesIO(PDF), "offer.pdf")}
    page = dan.submit(ITEM, **fields).text
    [file_id] = re.findall(r'name="quote" value="(\d+)"', page)
    with transaction():
        clock.move(timedelta(days=3).total_seconds())
    scheduler.tidy()
    dan = browser_of("dan")
    assert "offer.pdf" in dan.get(ITEM).text
    dan.submit(f"{ITEM}/afresh")
    scheduler.tidy()
    assert session().get(File, int(file_id)) is None


def test_a_refused_file_costs_nothing_else(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    fields = {**ORDER, "_shown": "quote", "quote!new": (io.BytesIO(b"MZ\x90\0"), "offer.exe")}
    answer = browser_of("dan").submit(ITEM, **fields)
    assert answer.status_code == 422
    assert "offer.exe: " in answer.text
    assert ORDER["why"] in answer.text


def test_published_anew_meanwhile(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    typed(dan)
    published_anew(without_cost_centre)
    page = dan.get(ITEM).text
    assert ORDER["why"] in page
    assert "The form has changed. This answer has no place in it any more: Cost centre 4711" in text_of(page)
    typed(dan, mark="page two", _version="2", why="Some more words of mine.")
    assert "Cost centre 4711" in text_of(dan.get(ITEM).text)
    assert dan.submit(ITEM, **ORDER, _version="2", once="page two").status_code == 302
    assert "Cost centre 4711" not in text_of(dan.get(ITEM).text)


def test_ordered_from_a_page_of_the_version_before(house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    published_anew(without_cost_centre)
    answer = dan.submit(ITEM, **ORDER, _version="1", once="old page")
    assert answer.status_code == 409
    assert "Cost centre 4711" in text_of(answer.text)
    assert ORDER["why"] in answer.text
    assert dan.submit(ITEM, **ORDER, _version="2", once="new page").status_code == 302


def test_an_old_page_whose_answers_all_fit_orders(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    published_anew(lambda form: form["components"].append({"type": "textfield", "key": "more", "label": "More"}))
    assert browser_of("dan").submit(ITEM, **ORDER, _version="1").status_code == 302


@pytest.mark.parametrize("version", ["0", "99", "x", "-1"])
def test_a_version_that_is_none(sqlite_house: Flask, browser_of: BrowserOf, version: str) -> None:
    assert typed(browser_of("dan"), _version=version).status_code in (200, 404)


def test_secrets_are_not_kept(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    def secret(form: dict[str, Any]) -> None:
        for one in form["components"]:
            if one.get("key") == "cost_centre":
                one["properties"]["secret"] = "true"

    published_anew(secret)
    typed(browser_of("dan"), _version="2", cost_centre="4713")
    assert "4713" not in session().scalars(select(KeptAnswers.answers)).one()


def test_too_much_is_refused(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    assert typed(browser_of("dan"), why="x" * 400_001).status_code == 413
    assert typed(browser_of("dan"), why="a\0b").status_code == 400


def test_for_somebody_else_is_kept_apart(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    jonas = browser_of("jonas")
    typed(jonas, why="For myself, in one word.")
    typed(jonas, why="For Marta, in one word.", _opening="for:marta", requested_for="marta")
    assert "For Marta, in one word." in jonas.get(f"{ITEM}?for=marta").text
    assert jonas.submit(ITEM, **ORDER, _opening="for:marta", requested_for="marta").status_code == 302
    assert "For myself, in one word." in jonas.get(ITEM).text


def test_a_task_is_kept_for_whoever_may_do_it(house: Flask, browser_of: BrowserOf, program: Program) -> None:
    ordered(program("marta"))
    jonas = browser_of("jonas")
    assert jonas.submit("/tasks/1/keep", reason="Half a sente").json["said"]
    page = jonas.get("/tasks/1").text
    assert "Half a sente</textarea>" in page
    assert "note--kept" in page
    assert browser_of("karol").submit("/tasks/1/keep", reason="x").status_code == 404
    assert jonas.submit("/tasks/1/complete", decision="approve", reason="Fine.").status_code == 302
    assert kept_rows() == 0


def test_a_task_started_afresh(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    ordered(program("marta"))
    jonas = browser_of("jonas")
    jonas.submit("/tasks/1/keep", reason="Half a sente")
    assert jonas.submit("/tasks/1/afresh?view=mine").location == "/tasks/1?view=mine"
    assert "Half a sente" not in html.unescape(jonas.get("/tasks/1").text)
