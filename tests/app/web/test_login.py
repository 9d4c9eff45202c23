"""Signing in: a new session each time, no clue for guessers, a growing wait, and never a way to another site."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.db import session, transaction
from app.demo.people import PASSWORD
from app.models.session import Session
from app.operations import attempts, clock, house
from app.web.paths import own_path
from tests.fixtures.callers import FIELD, Browser


def signs_in(browser: Browser, login: str = "marta", password: str = PASSWORD, **more: str) -> TestResponse:
    page = browser.get("/login")
    found = FIELD.search(page.text)
    assert found
    return browser.post("/login", {"csrf_token": found.group(1), "login": login, "password": password, **more})


def test_in_and_out(house: Flask) -> None:
    browser = Browser(house)
    assert signs_in(browser, next="/profile").location == "/profile"
    secret = browser.secret
    assert "Marta" in browser.get("/profile").text
    browser.submit("/logout")
    browser.client.set_cookie("laneway", secret)
    assert browser.get("/profile").status_code == 302


def test_the_password_of_the_demo_opens_no_house_that_others_reach(
    sqlite_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trial that has become an installation keeps its people."""
    grown = replace(house.config(), demo=False, url="https://help.example.org")
    monkeypatch.setattr(house, "_config", grown)
    answer = signs_in(Browser(sqlite_house), "admin")
    assert answer.status_code == 401
    assert "This password came with the demo" in answer.text
    monkeypatch.setattr(house, "_config", replace(grown, url=""))
    assert signs_in(Browser(sqlite_house), "admin").status_code == 302


def test_the_mail_address_serves_as_well(sqlite_house: Flask) -> None:
    assert signs_in(Browser(sqlite_house), "Marta@bridges.example").status_code == 302


def test_the_cookie(sqlite_house: Flask) -> None:
    browser = Browser(sqlite_house)
    answer = signs_in(browser)
    [cookie] = [line for line in answer.headers.getlist("Set-Cookie") if line.startswith("laneway=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert len(browser.secret) >= 43
    assert session().query(Session).filter_by(hash=browser.secret).count() == 0


def test_a_cookie_set_before_is_not_used(sqlite_house: Flask) -> None:
    browser = Browser(sqlite_house)
    browser.client.set_cookie("laneway", "chosen-by-somebody-else")
    signs_in(browser)
    assert browser.secret != "chosen-by-somebody-else"


def test_the_old_session_ends_when_signing_in_again(sqlite_house: Flask) -> None:
    browser = Browser(sqlite_house)
    signs_in(browser)
    first = browser.secret
    assert browser.get("/login").status_code == 302
    browser.submit("/logout")
    signs_in(browser)
    other = Browser(sqlite_house)
    other.client.set_cookie("laneway", first)
    assert other.get("/profile").status_code == 302


@pytest.mark.parametrize(
    ("login", "password"), [("marta", "wrong"), ("nobody-like-this", "wrong"), ("", ""), ("marta", "x" * 5000)]
)
def test_one_answer_for_every_mistake(sqlite_house: Flask, login: str, password: str) -> None:
    answer = signs_in(Browser(sqlite_house), login, password)
    assert answer.status_code == 401
    assert "Name and password do not match." in answer.text


def test_an_old_session_ends_by_itself(sqlite_house: Flask, browser_of: Callable[[str], Browser]) -> None:
    marta = browser_of("marta")
    later(timedelta(hours=11))
    assert marta.get("/profile").status_code == 200
    later(timedelta(hours=11))
    assert marta.get("/profile").status_code == 200
    later(timedelta(hours=13))
    assert marta.get("/profile").status_code == 302


def test_guessing_takes_longer_and_longer(house: Flask, browser_of: Callable[[str], Browser]) -> None:
    owner, guesser = browser_of("marta"), Browser(house)
    for tries in range(1, 12):
        assert signs_in(guesser, password=f"guess {tries}").status_code == 401
        if tries < 11:  # until the wait is longer than a slow machine needs for the next try
            later(timedelta(seconds=attempts.wait(attempts.ACCOUNT, tries)))
    refused = signs_in(guesser)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= attempts.wait(attempts.ACCOUNT, 11)
    assert owner.get("/profile").status_code == 200
    later(timedelta(minutes=10))
    assert signs_in(guesser).status_code == 302


def test_the_wait_doubles_up_to_its_limit() -> None:
    waits = [attempts.wait(attempts.ACCOUNT, tries) for tries in range(4, 16)]
    assert waits == [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_one_password_on_many_accounts(sqlite_house: Flask) -> None:
    guesser = Browser(sqlite_house)
    found = {signs_in(guesser, f"person{n}", "spring2026").status_code for n in range(40)}
    assert found == {401, 429}


REDIRECTS = [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    " /evil",
    "http:evil.example",
    "///evil.example",
    "/\n/evil.example",
    "evil.example",
    "",
]


@pytest.mark.parametrize("given", REDIRECTS)
def test_never_to_another_site(given: str) -> None:
    assert own_path(given) == "/"


def test_an_own_path_with_a_query() -> None:
    assert own_path("/requests?q=a&state=running") == "/requests?q=a&state=running"


def test_the_next_page_is_never_foreign(sqlite_house: Flask) -> None:
    assert signs_in(Browser(sqlite_house), next="//evil.example").location == "/"


def test_signing_in_is_offered_where_one_was_going(sqlite_house: Flask) -> None:
    assert Browser(sqlite_house).get("/profile?x=1").location == "/login?next=/profile?x%3D1"


def later(span: timedelta) -> None:
    with transaction():
        clock.move(span.total_seconds())
