"""The room of rules: edited as a form, complaints beside, a preview of who would be asked, what changed told."""

import re
from collections.abc import Callable
from typing import Any

from flask import Flask

from tests.fixtures.callers import Browser

BrowserOf = Callable[[str], Browser]
HERE = "/studio/new_software"
ROOM = f"{HERE}/1/rules/approvals"
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')
LADDER: dict[str, Any] = {
    "count": "3", "amount": "amount", "currency": "EUR",
    "0.id": "R1", "0.title": "Line manager", "0.who": "manager", "0.quorum": "first", "0.limits": "1000 EUR",
    "1.id": "R2", "1.title": "Head of department", "1.who": "department_head", "1.quorum": "first",
    "1.limits": "5000 EUR",
    "2.id": "R3", "2.title": "Budget", "2.who": "group", "2.whom": "it-budget", "2.quorum": "first",
    "2.limits": "20000 EUR", "2.automatic": "450 EUR",
}  # fmt: skip


def test_a_preview_says_who_would_be_asked_and_keeps_nothing(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    asked = olivia.submit(ROOM, do="preview", requester="ilse", sum="6200", **LADDER)
    assert asked.status_code == 200
    found = re.sub(r"<[^>]+>", " ", asked.text[asked.text.index('id="foreseen"') :])
    places = [found.index(name) for name in ("Tom Reiter", "Anna Berg", "IT")]
    assert places == sorted(places)
    assert "Line manager" not in olivia.get(ROOM).text
    assert olivia.submit(ROOM, do="preview", requester="nobody", **LADDER).status_code == 200


def test_what_is_saved_becomes_a_draft_and_the_change_is_told(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    seen = SEEN.search(olivia.get(ROOM).text)
    assert seen
    saved = olivia.submit(ROOM, do="save", seen=seen.group(1), **LADDER)
    assert saved.location == f"{HERE}/2/rules/approvals"
    told = olivia.get(f"{HERE}/2/changes").text
    assert "approvals: R3" in told
    assert "20000" in told
    assert browser_of("marta").get(ROOM).status_code == 403


def test_what_is_wrong_is_said_while_it_is_typed(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    bad = {**LADDER, "2.whom": "nowhere", "0.limits": "1000", "1.when": "amount >"}
    page = olivia.submit(ROOM, do="add", **bad).text
    for said in ("the group nowhere", "without a currency", "is not FEEL"):
        assert said in page
    assert 'name="3.id" value="R4"' in page
    gone = olivia.submit(ROOM, do="delete:0", **LADDER).text
    assert "Line manager" not in gone


def test_rules_are_made_and_go_while_no_step_is_decided_by_them(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    page = f"{HERE}/1/parts"
    seen = SEEN.search(olivia.get(page).text)
    assert seen
    assert olivia.submit(page, do="rules", rules="second", seen=seen.group(1)).location == f"{HERE}/2/rules/second"
    fresh = SEEN.search(olivia.get(f"{HERE}/2/parts").text)
    assert fresh
    assert olivia.submit(f"{HERE}/2/parts", do="unrule:approvals", seen=fresh.group(1)).status_code == 409
    assert olivia.submit(f"{HERE}/2/parts", do="unrule:second", seen=fresh.group(1)).status_code == 302
