"""The profile: password, sessions, tokens, substitutes; only one's own."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.db import now, reading, transaction
from tests.app.web.api.test_journey import ordered
from tests.app.web.test_passwords import NEW
from tests.fixtures.callers import Browser, Caller, person

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
SECRET = re.compile(r"lw_[\w-]{43}")


def test_a_changed_password_ends_the_other_sessions(house: Flask, browser_of: BrowserOf) -> None:
    here, there = browser_of("marta"), browser_of("marta")
    assert here.submit("/profile/password", old="laneway-demo", password=NEW).status_code == 302
    assert here.get("/profile").status_code == 200
    assert there.get("/profile").status_code == 302


def test_the_old_password_is_needed(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    answer = browser_of("marta").submit("/profile/password", old="guess", password=NEW)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_a_token_is_shown_once_and_revoked(house: Flask, browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    [secret] = SECRET.findall(marta.submit("/profile/tokens", name="Reports", days="30").text)
    program = Caller(house, {"Authorization": f"Bearer {secret}"})
    assert program.get("/api/v1/tasks").status_code == 200
    page = marta.get("/profile").text
    assert "Reports" in page
    assert secret not in page
    [token_id] = re.findall(r"/profile/tokens/(\d+)/revoke", page)
    assert browser_of("jonas").submit(f"/profile/tokens/{token_id}/revoke").status_code == 404
    assert marta.submit(f"/profile/tokens/{token_id}/revoke").status_code == 302
    assert program.get("/api/v1/tasks").status_code == 401


def test_a_token_needs_a_name(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    assert browser_of("marta").submit("/profile/tokens", name=" ").status_code == 422


@pytest.mark.parametrize("days", ["0", "-5", "1e3", "99999999999", "soon"])
def test_a_token_lives_so_many_days_or_is_not_made(sqlite_house: Flask, browser_of: BrowserOf, days: str) -> None:
    answer = browser_of("admin").submit("/profile/tokens", name="Reports", days=days)
    assert answer.status_code == 422
    assert "from 1 to 3650" in answer.text
    assert not SECRET.findall(answer.text)


def test_one_session_is_ended(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    here, there = browser_of("marta"), browser_of("marta")
    [other] = re.findall(r"/profile/sessions/(\d+)/end", here.get("/profile").text)
    assert browser_of("jonas").submit(f"/profile/sessions/{other}/end").status_code == 404
    assert here.submit(f"/profile/sessions/{other}/end").status_code == 302
    assert there.get("/profile").status_code == 302
    assert here.get("/profile").status_code == 200


def test_a_substitute_decides(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    jonas, lena = browser_of("jonas"), program("lena")
    number = ordered(program("marta"))["number"]
    assert lena.get("/api/v1/tasks").json["items"] == []
    with reading():
        today = now().date()
    days = {"starts": today.isoformat(), "ends": (today + timedelta(days=7)).isoformat()}
    assert jonas.submit("/profile/substitutes", person="lena", **days).status_code == 302
    [task] = lena.get("/api/v1/tasks").json["items"]
    assert task["request"] == number
    [line] = re.findall(r"/profile/substitutes/(\d+)/end", jonas.get("/profile").text)
    assert jonas.submit(f"/profile/substitutes/{line}/end").status_code == 302
    assert lena.get(f"/api/v1/tasks/{task['id']}").status_code == 404


def test_nobody_stands_in_for_themselves(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    answer = browser_of("jonas").submit("/profile/substitutes", person="jonas", starts="2030-01-01", ends="2030-01-02")
    assert answer.status_code == 422


def test_a_mistake_keeps_what_was_typed_and_a_name_is_enough(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    with transaction():
        person("jonas").language = "en"
    jonas, days = browser_of("jonas"), {"starts": "2030-01-01", "ends": "2030-01-05"}
    page = jonas.submit("/profile/substitutes", person="Lena V", **days, above="5000 EUR").text
    for typed in ("Lena V", "2030-01-01", "5000 EUR"):
        assert f'value="{typed}"' in page
    assert jonas.submit("/profile/substitutes", person="Lena Vogel", **days).status_code == 302
    page = jonas.get("/profile").text
    assert "Named. Both of you are told." in page
    assert "5 Jan" in page  # the last day that was named, not the morning after
    assert "6 Jan" not in page


def test_language_and_zone(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    assert marta.submit("/profile/settings", language="de", timezone="Europe/Budapest").status_code == 302
    assert '<html lang="de"' in marta.get("/profile").text
    assert marta.submit("/profile/settings", language="xx", timezone="").status_code == 400
    assert marta.submit("/profile/settings", language="de", timezone="Mars/Base").status_code == 400


def test_items_to_stand_in_for_are_named_in_the_readers_language(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    marta.submit("/profile/settings", language="de", timezone="")
    page = marta.get("/profile").text
    assert "Neue Software" in page
    assert "New software" not in page


def test_the_same_days_again_after_they_were_taken_back(house: Flask, browser_of: BrowserOf) -> None:
    jonas, days = browser_of("jonas"), {"person": "lena", "starts": "2030-01-01", "ends": "2030-01-05"}
    for _again in range(2):
        assert jonas.submit("/profile/substitutes", **days).status_code == 302
        assert jonas.submit("/profile/substitutes", **days).status_code == 422  # from another tab
        [line] = re.findall(r"/profile/substitutes/(\d+)/end", jonas.get("/profile").text)
        assert jonas.submit(f"/profile/substitutes/{line}/end").status_code == 302
