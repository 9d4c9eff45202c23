"""The inbox's list: what is done stands by the day it was done, and a list without a line says what to do instead."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.db import transaction
from app.operations import clock
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller, person

WISH = {"subject": "A lamp", "category": "it", "description": "It hums."}
BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]


@pytest.fixture(autouse=True)
def english(sqlite_house: Flask) -> None:
    """Jonas reads German at home."""
    with transaction():
        person("jonas").language = "en"


def listed(caller: Caller, view: str) -> str:
    """The middle of the inbox."""
    return caller.get(f"/inbox?view={view}").text.partition("maillist")[2].partition("</section>")[0]


def test_what_is_done_is_neither_overdue_nor_due(browser_of: BrowserOf, program: Program) -> None:
    ordered(program("marta"))
    jonas = browser_of("jonas")
    assert jonas.submit("/tasks/1/complete", decision="approve").status_code == 302
    assert ">Today<" in listed(jonas, "done")
    with transaction():
        clock.move(timedelta(days=6).total_seconds())
    done = listed(browser_of("jonas"), "done")
    assert "Figma" in done
    assert "overdue" not in done
    assert ">Today<" not in done


def test_an_empty_list_says_what_comes_and_where_work_waits(browser_of: BrowserOf, program: Program) -> None:
    jonas, dan = browser_of("jonas"), browser_of("dan")
    assert "Nothing waits for you" in listed(jonas, "mine")
    assert "No decision waits for you" in listed(jonas, "approvals")
    assert "Nothing finished yet" in listed(jonas, "done")
    assert program("marta").post("/api/v1/requests", json={"item": "general_request", "data": WISH}).status_code == 201
    assert "Nothing waits to be taken" in listed(dan, "group:infrastructure")
    assert 'href="/inbox?view=group%3Adesktop-support"' in listed(dan, "group:infrastructure").partition("blank")[2]
    assert 'href="/inbox?view=group%3Adesktop-support"' not in listed(dan, "done").partition("blank")[2]


def test_nothing_that_fits_offers_the_way_back(browser_of: BrowserOf) -> None:
    found = listed(browser_of("dan"), "group:desktop-support&q=xyzzy").partition("No task fits")[2]
    assert 'href="/inbox?view=group%3Adesktop-support"' in found
    assert "Show all" in found


def test_free_work_is_opened_from_its_request(browser_of: BrowserOf, program: Program) -> None:
    made = program("marta").post("/api/v1/requests", json={"item": "general_request", "data": WISH})
    number = made.json["number"]
    dan = browser_of("dan").get(f"/requests/{number}").text
    assert 'class="btn" href="/tasks/1"' in dan
    assert 'href="/requests?whose=all"' in dan.partition("req__head")[2].partition("</header>")[0]
    assert 'href="/tasks/1"' not in browser_of("marta").get(f"/requests/{number}").text


def test_a_task_that_is_none_leads_back_to_the_inbox(browser_of: BrowserOf) -> None:
    jonas = browser_of("jonas")
    assert "To the inbox" in jonas.get("/tasks/99").text
    assert "To the inbox" in jonas.get("/decide/" + "0" * 32).text
    assert "To the inbox" not in jonas.get("/nowhere").text
