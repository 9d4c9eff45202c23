"""Mails in the demo: one's own, told whole, their HTML sealed in a frame; in a real house there is no such page."""

import re
from collections.abc import Callable
from dataclasses import replace

from flask import Flask

from app.operations import house
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]


def first_letter(browser: Browser) -> str:
    """The address of the newest mail."""
    return re.findall(r"/mailbox/\d+", browser.get("/mailbox").text)[0]


def test_a_mail_arrives_and_is_read(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    number = ordered(program("marta"))["number"]
    jonas = browser_of("jonas")
    assert number in jonas.get(first_letter(jonas)).text


def test_its_html_runs_and_loads_nothing(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    ordered(program("marta"))
    jonas = browser_of("jonas")
    answer = jonas.get(f"{first_letter(jonas)}/page")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert '<base target="_top">' in answer.text


def test_the_step_is_named_in_the_readers_language(
    sqlite_house: Flask, browser_of: BrowserOf, program: Program
) -> None:
    ordered(program("marta"))
    jonas = program("jonas")
    [task] = jonas.get("/api/v1/tasks").json["items"]
    jonas.post(f"/api/v1/tasks/{task['id']}/complete", json={"data": {"decision": "approve"}})
    for login, said in (("lena", "Zu tun: Lizenz kaufen"), ("bela", "Teendő: Licenc megvásárlása")):
        assert said in browser_of(login).get("/mailbox").text


def test_administrators_see_everybodys(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    ordered(program("marta"))
    letter = first_letter(browser_of("jonas"))
    assert letter in browser_of("admin").get("/mailbox?whose=all").text
    assert letter not in browser_of("karol").get("/mailbox?whose=all").text
    assert browser_of("karol").get(letter).status_code == 404


def test_a_real_house_has_no_mailbox(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    demo = house.config()
    house.open(replace(demo, demo=False))
    try:
        assert marta.get("/mailbox").status_code == 404
    finally:
        house.open(demo)
