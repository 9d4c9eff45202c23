"""Forgotten passwords and invitations: one answer for everybody, links that work once and not for long."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.db import reading, session, transaction
from app.jobs import shift, work
from app.models.outbox import Outbox
from app.models.token import Token
from app.operations import clock, password_links
from app.operations.mail_secrets import revealed
from app.operations.permissions import LANEWAY
from tests.app.web.test_login import signs_in
from tests.fixtures.callers import FIELD, Browser, Caller, person
from workflows.values import loads

NEW = "a bridge over the Isar"
LINK = re.compile(r"http\S+/password/(\S+)")


def asks(caller: Caller, name: str, host: str = "localhost") -> str:
    there = {"base_url": f"http://{host}"}
    found = FIELD.search(caller.get("/password", **there).text)
    assert found
    answer = caller.post("/password", {"csrf_token": found.group(1), "login": name}, **there)
    assert answer.status_code == 200
    shift.begin(shift.Shift("test", {}, None))
    work.drain()
    return re.sub(r"[0-9a-f]{64}", "", answer.text)


def letters() -> list[str]:
    with reading():
        rows = session().query(Outbox).order_by(Outbox.id)
        payloads = [revealed(loads(row.payload)) for row in rows]
        return [letter.get("text", "") for letter in payloads if letter.get("kind") in ("reset", "invite")]


def link() -> str:
    found = LINK.search(letters()[-1])
    assert found
    return f"/password/{found.group(1)}"


def sets(caller: Caller, path: str, password: str = NEW) -> int:
    found = FIELD.search(caller.get("/password").text)
    assert found
    return caller.post(path, {"csrf_token": found.group(1), "password": password}).status_code


def test_a_new_password(house: Flask, browser_of: Callable[[str], Browser]) -> None:
    elsewhere, anybody = browser_of("marta"), Browser(house)
    asks(anybody, "marta")
    path = link()
    assert anybody.get(path).status_code == 200
    assert sets(anybody, path) == 302
    assert elsewhere.get("/profile").status_code == 302
    assert signs_in(Browser(house)).status_code == 401
    assert signs_in(Browser(house), password=NEW).status_code == 302
    assert sets(anybody, path, "another one, used twice") == 404


def test_one_answer_for_known_and_unknown(sqlite_house: Flask) -> None:
    anybody = Browser(sqlite_house)
    assert asks(anybody, "marta") == asks(anybody, "nobody-like-this")
    assert len(letters()) == 1


@pytest.mark.parametrize("login", ["admin", "paul"])
def test_whoever_has_rights_over_others_gets_no_link_of_their_own(sqlite_house: Flask, login: str) -> None:
    anybody = Browser(sqlite_house)
    assert asks(anybody, login) == asks(anybody, "nobody-like-this")
    assert letters() == []
    with reading():
        told = loads(session().query(Outbox).filter(Outbox.kind == "mail").one().payload)
        assert session().query(Token).filter(Token.person_id == person(login).id).count() == 0
    assert told["kind"] == "reset-refused"
    assert "/items/password_reset" in told["text"]


def test_three_an_hour(sqlite_house: Flask) -> None:
    anybody = Browser(sqlite_house)
    for _each in range(6):
        asks(anybody, "marta@bridges.example")
    assert len(letters()) == 3
    with transaction():
        clock.move(timedelta(hours=2).total_seconds())
    asks(anybody, "marta")
    assert len(letters()) == 4


def test_the_link_is_never_made_from_the_calls_host(sqlite_house: Flask) -> None:
    asks(Browser(sqlite_house), "marta", "evil.example")
    assert "evil.example" not in letters()[-1]
    assert letters()[-1].count(sqlite_house.extensions["laneway"].public_url) == 1


def test_thirty_minutes(sqlite_house: Flask) -> None:
    anybody = Browser(sqlite_house)
    asks(anybody, "marta")
    path = link()
    with transaction():
        clock.move(timedelta(minutes=31).total_seconds())
    assert anybody.get(path).status_code == 404
    assert sets(anybody, path) == 404


def test_a_newer_link_ends_the_older(sqlite_house: Flask) -> None:
    anybody = Browser(sqlite_house)
    asks(anybody, "marta")
    first = link()
    asks(anybody, "marta")
    assert sets(anybody, first) == 404
    assert sets(anybody, link()) == 302


def test_a_link_dies_with_a_changed_password(sqlite_house: Flask, browser_of: Callable[[str], Browser]) -> None:
    asks(Browser(sqlite_house), "marta")
    path, marta = link(), browser_of("marta")
    assert marta.submit("/profile/password", old="laneway-demo", password=NEW).status_code == 302
    assert sets(Browser(sqlite_house), path) == 404


@pytest.mark.parametrize("password", ["short", "marta kovács", "aaaaaaaaaaaaaa", "x" * 201])
def test_weak_ones_are_refused_and_the_link_lives(sqlite_house: Flask, password: str) -> None:
    anybody = Browser(sqlite_house)
    asks(anybody, "marta")
    path = link()
    assert sets(anybody, path, password) == 422
    assert sets(anybody, path) == 302


def test_an_invitation(sqlite_house: Flask) -> None:
    with transaction():
        password_links.invite(LANEWAY, person("tamas"))
    assert sets(Browser(sqlite_house), link()) == 302
    assert signs_in(Browser(sqlite_house), "tamas", NEW).status_code == 302


def test_only_hashes_are_stored(sqlite_house: Flask) -> None:
    asks(Browser(sqlite_house), "marta")
    secret = link().rpartition("/")[2]
    with reading():
        assert secret not in {row.hash for row in session().query(Token)}


def test_after_asking_it_says_what_helps_when_no_mail_comes(sqlite_house: Flask) -> None:
    page = asks(Browser(sqlite_house), "marta")
    assert "Call the service desk" in page
    assert ("in the mailbox" in page) == sqlite_house.extensions["laneway"].is_demo
