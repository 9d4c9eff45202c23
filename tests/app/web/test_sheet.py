"""A form on its page, in the house: nothing typed is lost, and nobody attaches somebody else's file."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Flask
from lxml import html
from sqlalchemy import select

from app.db import reading, session
from app.models.file import File
from app.models.request import Request
from tests.fixtures.callers import Browser

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ORDER = "/items/new_software"
ANSWERS = {
    "software": "Figma",
    "seats": "2",
    "amount": "1,234.50",
    "paid_from": "cost_centre",
    "cost_centre": "471",
    "why": "We draw the new bridge with it.",
    "_shown": ["personal_data", "quote", "paid_from"],
}

BrowserOf = Callable[[str], Browser]


def page(text: str) -> html.HtmlElement:
    return html.fromstring(text)


def send(browser: Browser, **changed: Any) -> tuple[int, html.HtmlElement]:
    answer = browser.submit(ORDER, **{**ANSWERS, **changed})
    return answer.status_code, page(answer.text or "<p></p>")


def requests() -> list[Request]:
    with reading():
        return list(session().scalars(select(Request)))


def test_what_was_typed_and_put_up_is_still_there_beside_the_mistake(
    sqlite_house: Flask, browser_of: BrowserOf
) -> None:
    grace = browser_of("grace")
    status, first = send(grace, **{"quote!new": (BytesIO(PDF), "quote.pdf")})
    assert status == 422
    (field,) = first.xpath('//*[@name="cost_centre"]')
    (sentence,) = first.get_element_by_id(field.get("aria-describedby")).xpath("text()")
    assert (field.get("value"), sentence) == ("471", "A cost centre has four digits, for example 4711.")
    assert first.xpath('//textarea[@name="why"]')[0].text.strip() == ANSWERS["why"]
    assert first.xpath('//*[@name="amount"]/@value') == ["1234.50"]
    (kept,) = first.xpath('//input[@name="quote"]/@value')
    assert "quote.pdf" in first.text_content()
    assert requests() == []

    status, _page = send(grace, cost_centre="4711", quote=kept)
    assert status == 302
    (request,) = requests()
    with reading():
        assert session().get_one(File, int(kept)).request_id == request.id


def test_somebody_elses_file_cannot_be_attached(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    _status, drawn = send(browser_of("grace"), **{"quote!new": (BytesIO(PDF), "secret.pdf")})
    (number,) = drawn.xpath('//input[@name="quote"]/@value')
    status, drawn = send(browser_of("marta"), cost_centre="4711", quote=number)
    assert status == 422
    assert "secret.pdf" not in drawn.text_content()
    assert requests() == []


def test_the_script_is_told_what_the_answers_hide(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    browser = browser_of("grace")
    told = browser.submit(f"{ORDER}/shape", software="other", paid_from="central").json
    assert told is not None
    assert told["hidden"] == ["cost_centre"]
    told = browser.submit(f"{ORDER}/shape", software="Figma", paid_from="cost_centre").json
    assert told is not None
    assert told["hidden"] == ["product_name", "vendor"]


def test_an_unknown_or_locked_name_changes_nothing(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    status, _page = send(browser_of("grace"), cost_centre="4711", approved="true", requester="clara", item="other")
    assert status == 302
    (request,) = requests()
    with reading():
        assert session().get_one(Request, request.id).requester.login == "grace"
