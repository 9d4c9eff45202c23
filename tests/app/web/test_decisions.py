"""My decisions: each opens to what was seen then, whatever became of the request; nobody reads another's."""

from collections.abc import Callable

from flask import Flask

from app.db import transaction
from app.operations import requests
from tests.app.queries.test_unread import FIGMA
from tests.fixtures.callers import Browser, person
from tests.fixtures.cast import Cast

BrowserOf = Callable[[str], Browser]


def test_a_decision_opens_as_it_was(house: Flask, cast: Cast, browser_of: BrowserOf) -> None:
    number = cast.marta.orders("new_software", FIGMA)
    with transaction():
        requests.comment(cast.marta.actor, number, "Before the workshop, please.")
    cast.later(minutes=5)
    cast.jonas.approves(number, reason="Fine with me.")
    cast.later(minutes=5)
    with transaction():
        requests.comment(cast.marta.actor, number, "Never mind the workshop.")
        person("marta").department = "Elsewhere"
    jonas = browser_of("jonas")
    page = jonas.get("/decisions/1").text
    for words in (number, "Figma", "Two of us draw", "480", "Fine with me.", "Before the workshop", "Design, 4711"):
        assert words in page
    assert "Never mind" not in page
    assert "Elsewhere" not in page
    assert "/decisions/1" in jonas.get("/decisions").text


def test_filters(house: Flask, cast: Cast, browser_of: BrowserOf) -> None:
    first = cast.marta.orders("new_software", FIGMA)
    cast.jonas.approves(first)
    cast.later(days=40)
    second = cast.marta.orders("new_software", FIGMA)
    cast.jonas.rejects(second, "Not this year.")
    jonas, month = browser_of("jonas"), cast.day(0)[:7]
    assert counted(jonas, "") == 2
    assert counted(jonas, "?decision=reject") == 1
    assert counted(jonas, "?item=new_software") == 2
    assert counted(jonas, "?item=office_move") == 0
    assert counted(jonas, f"?month={month}") == 1
    assert jonas.get("/decisions?month=soon").status_code == 400


def test_a_decision_in_somebodys_place_is_seen_by_both(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    cast = Cast({})
    number = cast.marta.orders("new_software", FIGMA)
    cast.jonas.is_away("anna")
    cast.anna.approves(number)
    assert counted(browser_of("anna"), "") == counted(browser_of("jonas"), "") == 1
    assert browser_of("marta").get("/decisions/1").status_code == 404
    assert browser_of("jonas").get("/decisions/999").status_code == 404
    assert counted(browser_of("marta"), "") == 0


def counted(browser: Browser, query: str) -> int:
    return browser.get(f"/decisions{query}").text.count('<a href="/decisions/')
