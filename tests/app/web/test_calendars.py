"""The pages of working time: shown before anything is saved, saved with holidays, counted anew only when asked."""

from flask import Flask

from app.db import reading, transaction
from app.operations import calendars, ordering
from app.operations.holidays import Holidays
from app.queries import clocks
from tests.app.operations.test_clocks import WISH
from tests.app.web.test_pages import BrowserOf, Program
from tests.fixtures.cast import Player

WEEK = {f"week.{day}": "08:00-12:00, 13:00-17:00" if day < 5 else "" for day in range(7)}
SAID = {**WEEK, "name": "Office", "zone": "Europe/Berlin", "region": "DE-BY", "language": "de",
        "closed": "2026-12-24 Heiligabend", "opened": ""}  # fmt: skip


def test_a_calendar_is_saved_with_the_holidays_of_its_region(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    admin = browser_of("admin")
    assert "Office hours" in admin.get("/calendars").text
    assert "08:00-12:00, 13:00-17:00" in admin.get("/calendars/standard").text
    assert admin.submit("/calendars/standard", **SAID).status_code == 302
    page = admin.get("/calendars/standard").text
    assert "Heilige Drei Könige" in page
    assert "2026-12-24 Heiligabend" in page
    wrong = admin.submit("/calendars/standard", **{**SAID, "week.0": "8-12", "region": "XX"})
    assert wrong.status_code == 422
    assert "Write hours as" in wrong.text
    assert admin.submit("/calendars/standard", **{**SAID, "region": "XX"}).status_code == 422


def test_counting_anew_is_offered(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    admin, marta = browser_of("admin"), Player("marta")
    with transaction():
        calendars.save(
            Player("admin").actor, "standard", calendars.checked("standard", calendars.standard()), Holidays()
        )
        number = ordering.submit(marta.actor, "general_request", WISH).number
    assert "/recount" not in admin.get("/calendars/standard").text
    admin.submit("/calendars/standard", **{**SAID, "region": "", "week.0": "", "week.1": ""})
    assert "3 open clocks still go by" in admin.get("/calendars/standard").text
    with reading():
        before = clocks.of_request(marta.actor, number)[0]
    page = admin.get("/calendars/standard/recount").text
    assert "Recompute 3 open clocks" in page
    assert number in page
    assert admin.submit("/calendars/standard/recount").status_code == 302
    assert "Every open clock goes by" in admin.get("/calendars/standard/recount").text
    with reading():
        assert clocks.of_request(marta.actor, number)[0].due_at != before.due_at


def test_a_request_shows_its_clocks(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    number = program("marta").post("/api/v1/requests", json={"item": "general_request", "data": WISH}).json["number"]
    mine, theirs = (program(login).get(f"/api/v1/requests/{number}").json for login in ("marta", "eva"))
    assert [clock["kind"] for clock in mine["clocks"]] == ["resolution", "response"]
    assert [clock["kind"] for clock in theirs["clocks"]] == ["resolution", "response", "ola"]
    assert mine["clocks"][0]["due_at"] == mine["due_at"]
    for clock in theirs["clocks"]:
        assert sum(line["seconds"] for line in clock["ledger"] if not line["cause"]) == clock["used"]
    page = browser_of("dan").get(f"/requests/{number}").text
    assert "OLA Team" in page
    assert "SLA 24 h left" in page or "SLA 23 h 59 min left" in page  # a busy machine, in working time
    assert 'class="clockmark' in page
    assert "OLA Team" not in browser_of("marta").get(f"/requests/{number}").text
