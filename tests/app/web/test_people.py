"""An administrator's people: the invitation that goes out again, and the list with its pages."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.db import now, session, transaction
from app.models.person import Person
from tests.app.web.test_passwords import letters, link, sets
from tests.fixtures.callers import Browser, person

BrowserOf = Callable[[str], Browser]
AGAIN = "Send the invitation again"


def invited(admin: Browser) -> None:
    new = {"login": "nora", "name": "Nóra Fekete", "email": "nora@bridges.example"}
    assert admin.submit("/people", **new).location == "/people/nora"


def test_an_invitation_goes_out_again(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    admin = browser_of("admin")
    invited(admin)
    assert AGAIN in admin.get("/people/nora").text
    assert browser_of("marta").submit("/people/nora/invite").status_code == 403
    admin.submit("/people/nora/invite")
    assert len(letters()) == 2
    assert sets(Browser(sqlite_house), link()) == 302
    assert AGAIN not in admin.get("/people/nora").text
    admin.submit("/people/nora/invite")
    assert len(letters()) == 2, "who has a password is not invited"


def test_nobody_who_left_is_invited(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    admin = browser_of("admin")
    invited(admin)
    admin.submit("/people/nora/active")
    assert AGAIN not in admin.get("/people/nora").text
    admin.submit("/people/nora/invite")
    assert len(letters()) == 1


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-1", "1e14", "much"])
def test_a_limit_is_a_sum(sqlite_house: Flask, browser_of: BrowserOf, amount: str) -> None:
    facts = {"name": "Jonas Weber", "limit": amount, "currency": "EUR"}
    refused = browser_of("admin").submit("/people/jonas", **facts)
    assert refused.status_code == 422
    assert "Give an amount and a currency." in refused.text


def test_many_people_come_page_by_page(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    with transaction():
        for number in range(120):
            login = f"p{number}"
            row = Person(
                login=login, name=f"Person {number}", search=login, created_at=now(), password_hash="x", roles=[]
            )
            session().add(row)
    admin = browser_of("admin")
    seen: list[str] = []
    place = "/people"
    while place:
        page = admin.get(place).text
        found = re.findall(r'class="who" href="/people/([^"]+)"', page)
        assert len(found) <= 50
        assert ('rel="first"' in page) == ("cursor=" in place)
        seen += found
        onward = re.search(r'href="([^"]+)" rel="next"', page)
        place = onward.group(1).replace("&amp;", "&") if onward else ""
    assert len(seen) == len(set(seen)) >= 140
    assert re.findall(r'class="who" href="/people/([^"]+)"', admin.get("/people?q=p117").text) == ["p117"]


def test_a_manager_and_a_substitute_are_meant_by_name_too(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    admin = browser_of("admin")
    admin.submit("/people/marta", name="Marta Kovács", email="marta@bridges.example", manager="Anna Berg")
    assert person("marta").manager.login == "anna"
    refused = admin.submit("/people/marta", name="Marta Kovács", manager="Nobody Here")
    assert refused.status_code == 422
    day = (now().date() + timedelta(days=1)).isoformat()  # where the reader lives today may have ended
    admin.submit("/people/marta/substitutes", person="Tamás Nagy", starts=day, ends=day)
    assert "Tamás Nagy" in admin.get("/people/marta").text
