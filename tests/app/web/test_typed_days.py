"""Days that people type: what is no day is refused with a sentence, also one before the first that UTC knows."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.db import session
from app.models.added_work import AddedWork
from app.models.suspension import Suspension
from tests.app.web.test_asking import taken
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
DAYS = ["someday", "2026-02-30", "0001-01-01"]


@pytest.mark.parametrize("day", DAYS)
def test_added_work_is_not_wanted_on_such_a_day(
    sqlite_house: Flask, program: Program, browser_of: BrowserOf, day: str
) -> None:
    _number, task = taken(program, browser_of)
    refused = browser_of("eva").submit(f"/tasks/{task}/add", group="security", text="Look at it.", due=day, once="a")
    assert refused.status_code == 422
    assert "Look at it." in refused.text
    assert session().query(AddedWork).count() == 0


@pytest.mark.parametrize("day", DAYS)
def test_nobody_stands_in_from_such_a_day(sqlite_house: Flask, browser_of: BrowserOf, day: str) -> None:
    refused = browser_of("admin").submit("/people/jonas/substitutes", person="clara", starts=day, ends="2030-01-01")
    assert refused.status_code == 422


@pytest.mark.parametrize("day", DAYS)
def test_nothing_is_paused_until_such_a_day(sqlite_house: Flask, browser_of: BrowserOf, day: str) -> None:
    facts = {"target": "item:general_request", "reason": "The move.", "until": f"{day}T00:00"}
    assert browser_of("paul").submit("/suspensions", **facts).status_code in (400, 422)
    assert session().query(Suspension).count() == 0


def test_what_cannot_be_a_moment_was_looked_at_now(
    sqlite_house: Flask, program: Program, browser_of: BrowserOf
) -> None:
    number, task = taken(program, browser_of)
    for at in ("0001-01-01T00:00:00+23:00", "just now", ""):
        assert browser_of("eva").submit(f"/tasks/{task}/seen", at=at).status_code == 204
        assert browser_of("marta").submit(f"/requests/{number}/seen", at=at).status_code == 204
