"""Nothing typed is lost when the session ends in the middle of a form: it goes through the door and comes back."""

import html
import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from app.db import session, transaction
from app.demo.people import PASSWORD
from app.models.request import Request
from app.models.session import Session
from app.web.answers import LOOK
from app.web.unsent import carried
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

TYPED = {"software": "Figma", "seats": "2", "amount": "480", "paid_from": "cost_centre", "cost_centre": "4711",
         "why": "Two of us draw the <new> portal."}  # fmt: skip
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of a page's first form."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(text.partition("</form>")[0])}


@pytest.fixture
def marta(sqlite_house: Flask, browser_of: Callable[[str], Browser]) -> Browser:
    return browser_of("marta")


def ended(marta: Browser, way: str) -> None:
    """The session is gone: its row, or with it the cookie."""
    with transaction():
        session().query(Session).delete()
    if way == "signed out elsewhere":
        marta.client.delete_cookie("laneway")


@pytest.mark.parametrize("way", ["run out", "signed out elsewhere"])
def test_through_the_door(marta: Browser, way: str) -> None:
    token = marta.csrf
    ended(marta, way)
    door = marta.post("/items/new_software", {**TYPED, "csrf_token": token})
    assert door.status_code == 401
    page = marta.post("/login", {**hidden(door.text), "login": "marta", "password": PASSWORD})
    assert page.status_code == 200
    assert "Two of us draw the &lt;new&gt; portal." in page.text
    form = marta.post("/items/new_software", hidden(page.text))
    assert form.status_code == 200
    assert "Two of us draw the &lt;new&gt; portal.</textarea>" in form.text
    assert session().query(Request).count() == 0
    assert marta.submit("/items/new_software", **TYPED).status_code == 302


@pytest.mark.parametrize("field", ["[" * 5_000, "{", "7", '[7, [["a", "b"]], false]', '["/items/x", 7, false]'])
def test_what_the_door_did_not_write_is_left_out(sqlite_house: Flask, field: str) -> None:
    with sqlite_house.test_request_context("/login", method="POST", data={"unsent": field}):
        assert carried() is None


def test_a_wrong_password_loses_nothing(marta: Browser) -> None:
    token = marta.csrf
    ended(marta, "run out")
    door = marta.post("/items/new_software", {**TYPED, "csrf_token": token})
    again = marta.post("/login", {**hidden(door.text), "login": "marta", "password": "wrong"})
    assert again.status_code == 401
    assert hidden(again.text)["unsent"] == hidden(door.text)["unsent"]


def test_signed_in_again_in_another_tab(marta: Browser, browser_of: Callable[[str], Browser]) -> None:
    old = marta.csrf
    marta = browser_of("marta")
    page = marta.post("/items/new_software", {**TYPED, "csrf_token": old})
    assert page.status_code == 403
    assert "Two of us draw" in marta.post("/items/new_software", hidden(page.text)).text


def test_a_password_is_never_carried(marta: Browser) -> None:
    token = marta.csrf
    ended(marta, "run out")
    answer = marta.post(
        "/profile/password", {"csrf_token": token, "old_password": PASSWORD, "new_password": "a bridge"}
    )
    assert answer.status_code == 302
    assert "a bridge" not in answer.text


def test_nothing_of_another_site_is_carried(marta: Browser) -> None:
    evil = {"Origin": "https://evil.example"}
    page = marta.post("/items/new_software", {**TYPED, "csrf_token": "x"}, headers=evil)
    assert page.status_code == 403
    assert "Two of us" not in page.text


@pytest.mark.parametrize(
    "unsent", ["", "{", "[1]", '["//evil.example", [["a", "b"]], false]', '["/x", [1], false]', "null"]
)
def test_what_we_did_not_write(marta: Browser, unsent: str) -> None:
    ended(marta, "signed out elsewhere")
    guest = Caller(marta.client.application)
    token = hidden(guest.get("/login").text)["csrf_token"]
    answer = guest.post("/login", {"csrf_token": token, "login": "marta", "password": PASSWORD, "unsent": unsent})
    assert answer.status_code in (200, 302)
    assert "evil" not in answer.text


def test_a_button_leads_back_to_its_page_and_says_that_nothing_was_done(marta: Browser) -> None:
    token = marta.csrf
    ended(marta, "signed out elsewhere")
    page = "http://localhost/requests/REQ-000001?view=all"
    door = marta.post("/requests/REQ-000001/watch", {"csrf_token": token}, headers={"Referer": page})
    assert door.location == "/login?next=/requests/REQ-000001?view%3Dall&undone=yes"
    assert "nothing was done" in marta.get(door.location).text


def test_the_question_of_the_address_goes_along(marta: Browser) -> None:
    token = marta.csrf
    ended(marta, "run out")
    door = marta.post("/insights/views?state=open", {"csrf_token": token, "name": "What is open"})
    page = marta.post("/login", {**hidden(door.text), "login": "marta", "password": PASSWORD})
    assert 'action="/insights/views?state=open"' in page.text
    assert "mint Marta Kovács" in page.text


def test_two_tabs_at_the_door(marta: Browser, browser_of: Callable[[str], Browser]) -> None:
    """The second carries words of its own, and was drawn before the first one went through."""
    token = marta.csrf
    ended(marta, "signed out elsewhere")
    door = hidden(marta.post("/items/new_software", {**TYPED, "csrf_token": token}).text)
    marta = browser_of("marta")
    page = marta.post("/login", {**door, "login": "marta", "password": PASSWORD})
    assert (
        "Two of us draw the &lt;new&gt; portal.</textarea>" in marta.post("/items/new_software", hidden(page.text)).text
    )
    assert marta.post("/login", {"csrf_token": "old", "next": "/requests", "login": "marta"}).location == "/requests"


def test_signing_out_of_an_old_page(marta: Browser, browser_of: Callable[[str], Browser]) -> None:
    token = marta.csrf
    ended(marta, "signed out elsewhere")
    assert marta.post("/logout", {"csrf_token": token}).location == "/login"
    anew = browser_of("marta")
    page = {"Referer": "http://localhost/profile"}
    assert anew.post("/logout", {"csrf_token": token}, headers=page).location == "/profile"
    assert "nem történt semmi" in anew.get("/profile").text


def test_a_part_of_a_page_sends_all_of_it_to_the_door(marta: Browser) -> None:
    token = marta.csrf
    ended(marta, "run out")
    answer = marta.post("/tasks/1/ticks", {"csrf_token": token, "point": "a"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (401, "true")


def test_a_mere_file_is_chosen_again_on_its_page(marta: Browser) -> None:
    token = marta.csrf
    ended(marta, "run out")
    sent = {"csrf_token": token, "what": "people", "file": (BytesIO(b"login,name\n"), "people.csv")}
    assert (
        marta.post("/rosters", sent, headers={"Referer": "http://localhost/rosters"}).location
        == "/login?next=/rosters&undone=yes"
    )


def test_what_was_ticked_for_a_change_is_ticked_again(
    sqlite_house: Flask, browser_of: Callable[[str], Browser], program: Callable[[str], Caller]
) -> None:
    ordered(program("marta"))
    fields = {"decision": "change", "reason": "Two are enough.", "correct": "seats", LOOK: "yes"}
    page = browser_of("jonas").submit("/tasks/1/complete", **fields)
    assert page.status_code == 200
    assert 'value="seats" form="answer" checked' in page.text
    assert "Two are enough." in page.text
