"""Mails in the demo: one's own, told whole, their HTML sealed in a frame; in a real house there is no such page."""

from collections.abc import Callable
from dataclasses import replace

from flask import Flask

from app.operations import house
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]


def test_a_mail_arrives_and_is_read(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    number = ordered(program("marta"))["number"]
    jonas = browser_of("jonas")
    page = jonas.get("/mailbox").text
    assert "/mailbox/2" in page
    assert number in jonas.get("/mailbox/2").text


def test_its_html_runs_and_loads_nothing(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    ordered(program("marta"))
    answer = browser_of("jonas").get("/mailbox/2/page")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert '<base target="_top">' in answer.text


def test_administrators_see_everybodys(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    ordered(program("marta"))
    assert "/mailbox/2" in browser_of("admin").get("/mailbox?whose=all").text
    assert "/mailbox/2" not in browser_of("karol").get("/mailbox?whose=all").text


def test_a_real_house_has_no_mailbox(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    demo = house.config()
    house.open(replace(demo, demo=False))
    try:
        assert marta.get("/mailbox").status_code == 404
    finally:
        house.open(demo)
