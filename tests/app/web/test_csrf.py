"""Calls that another site makes with a person's cookie change nothing (ASVS 5.0.0, 3.3.2, 3.5.1-3)."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

Program, BrowserOf = Callable[[str], Caller], Callable[[str], Browser]


def waiting(program: Program) -> str:
    """The path that decides the task waiting for jonas."""
    ordered(program("marta"))
    [task] = program("jonas").get("/api/v1/tasks").json["items"]
    return f"/api/v1/tasks/{task['id']}/complete"


def still_open(program: Program) -> bool:
    return len(program("jonas").get("/api/v1/tasks").json["items"]) == 1


BODY = {"data": {"decision": "approve"}}


def test_without_a_token(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    path = waiting(program)
    assert browser_of("jonas").post(path, json=BODY).status_code == 403
    assert still_open(program)


def test_with_the_token_of_another_session(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    path, jonas = waiting(program), browser_of("jonas")
    stranger = {"X-CSRF-Token": browser_of("jonas").csrf}
    assert jonas.post(path, json=BODY, headers=stranger).status_code == 403
    assert still_open(program)


def test_as_text_without_asking_first(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    path, jonas = waiting(program), browser_of("jonas")
    plain = {"data": '{"data": {"decision": "approve"}}', "content_type": "text/plain"}
    assert jonas.post(path, **plain).status_code == 403
    assert jonas.post(path, **plain, headers={"X-CSRF-Token": jonas.csrf}).status_code == 415
    assert program("jonas").post(path, **plain).status_code == 415
    assert still_open(program)


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_from_another_site(
    sqlite_house: Flask, program: Program, browser_of: BrowserOf, headers: dict[str, str]
) -> None:
    path, jonas = waiting(program), browser_of("jonas")
    assert jonas.post(path, json=BODY, headers={"X-CSRF-Token": jonas.csrf, **headers}).status_code == 403
    assert still_open(program)


def test_the_own_page_may(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    path, jonas = waiting(program), browser_of("jonas")
    own = {"X-CSRF-Token": jonas.csrf, "Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    assert jonas.post(path, json=BODY, headers=own).status_code == 200


def test_signing_in_needs_one_too(sqlite_house: Flask) -> None:
    answer = Caller(sqlite_house).post("/login", {"login": "marta", "password": "x"})
    assert answer.status_code == 403


def test_what_a_page_sends_as_it_is_left_leaves_the_door_alone(sqlite_house: Flask) -> None:
    """A tab whose session ended keeps its answers on the way to the door: the answer may come after the door's."""
    guest = Caller(sqlite_house)
    kept = guest.post("/items/new_software/kept", {"why": "x"}, headers={"Sec-Fetch-Mode": "no-cors"})
    assert (kept.status_code, kept.headers.getlist("Set-Cookie")) == (403, [])
    assert guest.get("/login", headers={"Sec-Fetch-Mode": "navigate"}).headers.getlist("Set-Cookie")
