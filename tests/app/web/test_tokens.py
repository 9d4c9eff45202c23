"""Tokens for programs: what is seen of them, and what ends them beside their owner's own revoking."""

import io
import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.commands import people as commands
from app.db import reading, session, transaction
from app.errors import Busy
from app.models.token import Token
from app.operations import clock, password_links, people, tokens
from app.operations.permissions import LANEWAY
from tests.app.web.test_passwords import NEW, asks, link
from tests.fixtures.callers import FIELD, Browser, Caller, person

BrowserOf = Callable[[str], Browser]
DAY = 86_400


@pytest.fixture(autouse=True)
def lena_reads_english(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("house" if "house" in request.fixturenames else "sqlite_house")
    with transaction():
        person("lena").language = "en"


def program_of(house: Flask, login: str, name: str = "Reports", days: int | None = None) -> Caller:
    with transaction():
        secret = tokens.make(person(login), name, days=days)[1]
    return Caller(house, {"Authorization": f"Bearer {secret}"})


def works(program: Caller) -> bool:
    return bool(program.get("/api/v1/tasks").status_code == 200)


def changed(browser: Browser, **fields: str) -> str:
    assert browser.submit("/profile/password", old="laneway-demo", password=NEW, **fields).status_code == 302
    return browser.get("/profile").text


def test_ones_own_change_keeps_the_tokens_and_says_how_many(house: Flask, browser_of: BrowserOf) -> None:
    programs = [program_of(house, "lena"), program_of(house, "lena")]
    lena = browser_of("lena")
    assert "End my 2 tokens for programs, too" in lena.get("/profile").text
    assert "2 tokens for programs still work." in changed(lena)
    assert all(works(one) for one in programs)


def test_ones_own_change_ends_them_where_it_is_asked_for(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    hers, his = program_of(sqlite_house, "lena"), program_of(sqlite_house, "jonas")
    assert "1 token for programs was ended." in changed(browser_of("lena"), end_tokens="yes")
    assert (works(hers), works(his)) == (False, True)


@pytest.mark.parametrize("kept", [False, True])
def test_a_link_ends_them_unless_they_are_to_stay(sqlite_house: Flask, kept: bool) -> None:
    program, anybody = program_of(sqlite_house, "lena"), Browser(sqlite_house)
    asks(anybody, "lena")
    assert "1 token for programs ends with the old password." in anybody.get(link()).text
    fields = {"password": NEW, **({"keep_tokens": "yes"} if kept else {})}
    found = FIELD.search(anybody.get("/password").text)
    assert found
    assert anybody.post(link(), {"csrf_token": found.group(1), **fields}).status_code == 302
    told = "1 token for programs still works." if kept else "1 token for programs was ended."
    assert told in anybody.get("/login").text
    assert works(program) is kept


def test_a_first_password_ends_none(sqlite_house: Flask) -> None:
    """A program's account had its token from the terminal before anybody signed in as it."""
    with transaction():
        password_links.invite(LANEWAY, people.add(LANEWAY, "robot", {"email": "robot@example.org"}))
    program, anybody = program_of(sqlite_house, "robot"), Browser(sqlite_house)
    assert "ends with the old password" not in anybody.get(link()).text
    found = FIELD.search(anybody.get("/password").text)
    assert found
    assert anybody.post(link(), {"csrf_token": found.group(1), "password": NEW}).status_code == 302
    assert works(program)


@pytest.mark.parametrize("option", [[], ["--keep-tokens"]])
def test_the_terminal_ends_them_unless_they_are_to_stay(
    sqlite_house: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    program = program_of(sqlite_house, "lena")
    monkeypatch.setattr(commands, "open_host", lambda: sqlite_house)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NEW}\n"))
    assert commands.person(["password", "lena", *option]) == 0
    assert ("still works" if option else "was ended") in capsys.readouterr().out
    assert works(program) is bool(option)


def test_whoever_has_left_has_no_token_at_once_and_it_is_said_when_they_come_back(
    house: Flask, browser_of: BrowserOf
) -> None:
    program, admin = program_of(house, "tamas"), browser_of("admin")
    assert works(program)
    assert admin.submit("/people/tamas/active").status_code == 302
    assert not works(program)
    assert admin.submit("/people/tamas/active", active="yes").status_code == 302
    assert "1 token for programs still works." in admin.get("/people/tamas").text
    assert works(program)


def test_a_used_token_is_told_from_a_forgotten_one(house: Flask, browser_of: BrowserOf) -> None:
    lena = browser_of("lena")
    program = program_of(house, "lena")
    assert "never used" in lena.get("/profile").text
    assert works(program)
    page = lena.get("/profile").text
    assert "never used" not in page
    assert "from 127.0.0.1" in page


def test_the_next_calls_write_nothing(sqlite_house: Flask) -> None:
    program = program_of(sqlite_house, "lena")
    assert works(program)
    with transaction():
        clock.move(300)
    with reading():
        [before] = session().query(Token).filter(Token.name == "Reports").all()
    assert works(program)
    with reading():
        assert session().get_one(Token, before.id).used_at == before.used_at


@pytest.mark.parametrize("error", [PoolTimeout("no connection is free"), Busy()])
def test_an_answer_never_fails_of_noting_it(
    sqlite_house: Flask, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuses(*_given: object) -> None:
        raise error

    program = program_of(sqlite_house, "lena")
    monkeypatch.setattr(tokens, "used", refuses)
    assert works(program)


def test_an_ended_token_is_listed_for_a_while_and_counts_no_more(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    program = program_of(sqlite_house, "lena", days=1)
    with transaction():
        clock.move(2 * DAY)
    assert not works(program)
    page = browser_of("lena").get("/profile").text
    assert "Ended" in page
    assert "End my token for programs" not in page
    with transaction():
        clock.move(42 * DAY)
    assert "Reports" not in browser_of("lena").get("/profile").text


def test_all_of_ones_own_are_revoked_together(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    programs = [program_of(sqlite_house, "lena"), program_of(sqlite_house, "lena", "Phone")]
    his = program_of(sqlite_house, "jonas")
    lena = browser_of("lena")
    assert "Revoke all of them" in lena.get("/profile").text
    assert lena.submit("/profile/tokens/revoke").status_code == 302
    assert "2 tokens for programs were ended." in lena.get("/profile").text
    assert not any(works(one) for one in programs)
    assert works(his)


def test_an_administrator_sees_and_ends_anybodys(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    program, admin = program_of(sqlite_house, "lena"), browser_of("admin")
    page = admin.get("/people/lena").text
    assert "Reports" in page
    [one] = re.findall(r'"(/people/lena/tokens/\d+/revoke)"', page)
    assert browser_of("jonas").submit(one).status_code == 403
    assert admin.submit(one).status_code == 302
    assert not works(program)
    other = program_of(sqlite_house, "lena")
    assert browser_of("jonas").submit("/people/lena/tokens/revoke").status_code == 403
    assert admin.submit("/people/lena/tokens/revoke").status_code == 302
    assert not works(other)
