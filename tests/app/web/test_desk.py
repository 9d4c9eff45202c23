"""The desk finds a person and everything about them, and orders in their name; both see it."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from app.db import now, session, transaction
from app.models.person import Person
from app.queries import desk
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.cast import Cast
from tests.journeys import test_password_reset as password_reset

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]


def test_a_person_is_found_without_accents(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    page = browser_of("admin").get("/desk?q=kovacs").text
    assert "/desk/marta" in page
    assert "/desk/jonas" not in page


def test_all_about_a_person_is_on_one_page(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    number = ordered(program("marta"))["number"]
    assert number in browser_of("admin").get("/desk/marta").text
    assert number in browser_of("admin").get("/desk/jonas").text, "what waits for the manager"
    assert "/items/new_software?for=marta" in browser_of("admin").get("/desk/marta").text
    assert 'value="marta"' in browser_of("admin").get("/items/new_software?for=marta").text


def test_what_is_not_listed_is_one_press_away(
    sqlite_house: Flask, program: Program, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, dana = ordered(program("marta"))["number"], browser_of("dana")
    assert "whose=all" not in dana.get("/desk/marta").text
    monkeypatch.setattr(desk, "MOST", 1)
    ordered(program("marta"))
    page = dana.get("/desk/marta").text
    assert first not in page
    way = re.search(r'href="(/requests\?whose=all[^"]+)"', page)
    assert way
    assert first in dana.get(unescape(way[1])).text


@pytest.mark.parametrize("path", ["/desk", "/desk/jonas"])
def test_only_the_desk_looks(sqlite_house: Flask, browser_of: BrowserOf, path: str) -> None:
    assert browser_of("marta").get(path).status_code == 403
    assert browser_of("admin").get("/desk/nobody").status_code == 404


def test_repeated_resets_are_shown(house: Flask, cast: Cast, browser_of: BrowserOf) -> None:
    for _time in range(3):
        number = password_reset.ordered(cast)
        password_reset.enters(cast, number, password_reset.code_of(cast, "marta"))
        cast.later(hours=2)
    desk = browser_of("dana")
    assert "New passwords" in desk.get("/desk/marta").text
    assert re.search(r"badge--soon[^§]*?3, the last", desk.get("/desk/marta").text)
    assert re.search(r"badge--soon[^§]*?3</span>", desk.get("/desk?q=marta").text)
    last = password_reset.ordered(cast)
    password_reset.fails_five_times(cast, last)
    cast.works()
    task = cast.dana.task(last)
    assert "3 new passwords before" in desk.get(f"/tasks/{task.id}").text


def test_before_a_question_the_desk_sees_what_is_on(
    sqlite_house: Flask, program: Program, browser_of: BrowserOf
) -> None:
    desk = browser_of("dana")
    assert "Nothing waits there." in desk.get("/desk").text
    assert "Nothing was ordered yet." in desk.get("/desk").text
    wish = {"subject": "Who owns the plotter?", "category": "unsure"}
    given = {"item": "general_request", "data": wish, "requested_for": "marta"}
    assert program("dana").post("/api/v1/requests", json=given).status_code == 201
    page = desk.get("/desk").text
    assert "Nothing waits there." not in page
    assert re.search(r'class="caller" href="/desk/marta"', page)
    assert "/requests/REQ-000001" in page, "ordered last"
    assert 'class="caller"' not in browser_of("admin").get("/desk").text, "whom others ordered for"


def test_enter_goes_straight_to_the_only_one(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    number = ordered(program("marta"))["number"]
    desk = browser_of("dana")
    assert desk.get("/desk?q=kovacs&open=yes").location == "/desk/marta"
    assert desk.get(f"/desk?q={number}&open=yes").location == f"/requests/{number}"
    assert desk.get("/desk?q=1&open=yes").location == f"/requests/{number}"
    for question in ("design&open=yes", "kovacs", "REQ-000099&open=yes", number):
        assert desk.get(f"/desk?q={question}").status_code == 200
    assert f"/requests/{number}" in desk.get(f"/desk?q={number}").text


def test_what_can_be_ordered_lies_open_the_usual_first(
    sqlite_house: Flask, program: Program, browser_of: BrowserOf
) -> None:
    for login in ("marta", "tamas", "karol"):
        wish = {"subject": "A heater, please", "category": "building"}
        program(login).post("/api/v1/requests", json={"item": "general_request", "data": wish})
    page = browser_of("dana").get("/desk/marta").text
    order = page[page.index('id="order"') : page.index("</section>", page.index('id="order"'))]
    assert "<details" not in order
    assert re.findall(r'href="/items/(\w+)\?for=marta"', order)[0] == "general_request"
    assert "Waits for" in page[page.index("</section>", page.index('id="order"')) :]


def test_words_fit_in_any_order_and_beginnings_come_first(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    with transaction():
        for number in range(30):
            name = f"Ada Lindenberg {number}"
            row = Person(
                login=f"p{number}", name=name, search=name.lower(), created_at=now(), password_hash="x", roles=[]
            )
            session().add(row)
    desk = browser_of("dana")
    assert re.findall(r'class="who" href="/desk/(\w+)"', desk.get("/desk?q=berg").text)[0] == "anna"
    assert re.findall(r'class="who" href="/desk/(\w+)"', desk.get("/desk?q=berg anna").text) == ["anna"]


def test_a_name_is_enough_to_order_for_somebody(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    desk = browser_of("dana")
    form = {"category": "it", "subject": "A cable", "description": "For the new screen."}
    answer = desk.submit("/items/general_request", **form, requested_for="Martha Kovacs")
    assert answer.status_code == 422
    assert "There is no active person with this name." in answer.text
    assert "For the new screen." in answer.text, "nothing typed is lost"
    assert desk.submit("/items/general_request", **form, requested_for="Marta Kovács").status_code == 302
    assert "A cable" in desk.get("/desk/marta").text
    assert "Marta Kovács" in desk.get("/items/general_request?for=marta").text
