"""News: counted in the header, unread first, opened on the right page; how one wants to be told, page and API."""

import re
from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from app.db import reading, session
from app.models.person import Person
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
NEW, FIGURE = "letter--new", re.compile(r'id="bell".*?<span class="count count--now"[^>]*>1<')
OPEN = re.compile(r"/news/\d+/open")


def test_unread_first_and_opening_it_leads_to_the_page_and_reads_it(
    house: Flask, browser_of: BrowserOf, program: Program
) -> None:
    ordered(program("marta"))
    jonas = browser_of("jonas")
    page = jonas.get("/news").text
    assert NEW in page
    assert FIGURE.search(page)
    [address] = OPEN.findall(page)
    assert browser_of("marta").submit(address).status_code == 404
    answer = jonas.submit(address)
    assert answer.status_code == 303
    assert re.fullmatch(r"/tasks/\d+", answer.headers["Location"])
    assert jonas.get(answer.headers["Location"]).status_code == 200
    again = jonas.get("/news").text
    assert OPEN.search(again)
    assert NEW not in again
    assert not FIGURE.search(again)


def test_all_are_read_at_once_and_the_api_says_the_same(
    sqlite_house: Flask, browser_of: BrowserOf, program: Program
) -> None:
    number = ordered(program("marta"))["number"]
    marta = program("marta")
    [one] = marta.get("/api/v1/news").json["items"]
    assert (one["number"], one["read"], one["path"]) == (number, False, f"/requests/{number}")
    assert marta.post(f"/api/v1/news/{one['id']}/read").json["read"] is True
    assert program("jonas").post(f"/api/v1/news/{one['id']}/read").status_code == 404
    assert browser_of("jonas").submit("/news/read").status_code == 303
    assert [row["read"] for row in program("jonas").get("/api/v1/news").json["items"]] == [True]
    assert program("jonas").post("/api/v1/news/read").json == {}


def test_the_table_of_the_profile_is_kept(house: Flask, browser_of: BrowserOf, program: Program) -> None:
    marta = browser_of("marta")
    chosen = {"shown-comment": "yes", "mail-comment": "digest", "mail-received": "no", "digest_at": "07:30"}
    assert marta.submit("/profile/notices", **chosen, quiet_from="20:00", quiet_until="06:30").status_code == 302
    kept = program("marta").get("/api/v1/notices").json
    assert kept["ways"]["comment"] == {"shown": True, "mail": "digest"}
    assert kept["ways"]["received"] == {"shown": False, "mail": "no"}
    assert (kept["digest_at"], kept["quiet"], kept["urgent"]) == ("07:30", ["20:00", "06:30"], False)
    page = marta.get("/profile").text
    assert re.search(r'name="mail-comment".*?value="digest" selected', page)
    assert 'name="mail-approval"' not in page
    number = ordered(program("marta"))["number"]
    assert program("marta").get("/api/v1/news").json["items"] == [], "wanted neither there nor by mail"
    assert program("jonas").get("/api/v1/news").json["items"][0]["number"] == number


def test_what_cannot_be_is_said_beside_the_field(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    answer = browser_of("marta").submit("/profile/notices", quiet_from="20:00", quiet_until="")
    assert answer.status_code == 422
    assert re.search(r'id="quiet_from"[^>]*aria-invalid="true"', answer.text)
    api = program("marta").call("PUT", "/api/v1/notices", json={"ways": {"approval": {"shown": True, "mail": "no"}}})
    assert api.status_code == 422
    whole = program("marta").get("/api/v1/notices").json
    assert program("marta").call("PUT", "/api/v1/notices", json=whole).json == whole
    with reading():
        assert session().scalars(select(Person).where(Person.login == "marta")).one().notices["ways"] == {}
