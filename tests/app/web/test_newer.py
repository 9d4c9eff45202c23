"""Two tabs, or two people, at one form of the house: nobody's words are overwritten unasked, nobody's are lost."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.fixtures.callers import Browser

BrowserOf = Callable[[str], Browser]
PERSON = {"name": "Marta Kovács", "email": "marta@bridges.example", "department": "Design", "manager": "jonas"}
GROUP = {"name": "Desktop support", "active": "yes", "members": "eva"}
WEEK = {f"week.{number}": "09:00-15:00" for number in range(5)}
CALENDAR = {"name": "Office hours", "zone": "Europe/Berlin", "language": "en", **WEEK}
MAIL = {"subject": "Words on {title}", "body": "{author} wrote."}
FORMS: list[tuple[str, str, dict[str, str], str]] = [
    ("/people/marta", "/people/marta", PERSON, "department"),
    ("/groups/desktop-support", "/groups/desktop-support", GROUP, "name"),
    ("/calendars/standard", "/calendars/standard", CALENDAR, "name"),
    ("/mail-texts/comment?language=en", "/mail-texts/comment/en", MAIL, "subject"),
]


def seen(browser: Browser, address: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', browser.get(address).text)
    assert found, address
    return found[1]


@pytest.mark.parametrize(("address", "path", "fields", "name"), FORMS)
def test_the_second_is_told_and_saves_at_the_second_press(
    sqlite_house: Flask, browser_of: BrowserOf, address: str, path: str, fields: dict[str, str], name: str
) -> None:
    one, other = browser_of("admin"), browser_of("admin")
    opened = seen(one, address)
    assert other.submit(path, **{**fields, name: "Theirs {title}"}, seen=opened).status_code == 302
    told = one.submit(path, **{**fields, name: "Mine {title}"}, seen=opened)
    assert told.status_code == 409
    assert "It was saved meanwhile" in told.text
    assert 'value="Mine {title}"' in told.text
    assert "Theirs {title}" in other.get(address).text
    again = re.search(r'name="seen" value="([^"]+)"', told.text)
    assert again
    assert one.submit(path, **{**fields, name: "Mine {title}"}, seen=again[1]).status_code == 302
    assert "Mine {title}" in one.get(address).text


def test_levels_stay_with_their_skill_when_another_was_added(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    one, other = browser_of("grace"), browser_of("grace")
    address, path, both = "/skills?group=infrastructure", "/skills/infrastructure", ["dan", "piotr"]
    one.submit(path, login=both, **{"skill-new": "SAP", "level-new-dan": "2", "most-piotr": "8"})
    opened = seen(one, address)
    theirs = {"skill-1": "SAP", "level-1-dan": "2", "skill-new": "Ansible", "level-new-piotr": "4", "most-piotr": "8"}
    assert other.submit(path, login=both, **theirs, seen=opened).status_code == 302
    told = one.submit(path, login=["dan"], **{"skill-1": "SAP", "level-1-dan": "3"}, seen=opened)
    assert (told.status_code, "It was saved meanwhile" in told.text) == (409, True)
    fields = dict(re.findall(r'name="((?:skill|seen|most)[^"]*)".*? value="([^"]*)"', told.text))
    assert (fields["skill-1"], fields["skill-2"], fields["most-piotr"]) == ("Ansible", "SAP", "8")
    selects = [
        re.search(r'name="(level-[^"]+)".*value="([1-4])" selected', part) for part in told.text.split("<select")
    ]
    chosen = [found.groups() for found in selects if found]
    assert set(chosen) == {("level-1-piotr", "4"), ("level-2-dan", "3")}
    assert one.submit(path, login=both, **{**fields, **dict(chosen)}).status_code == 302


def test_a_mistake_does_not_hide_what_was_saved_meanwhile(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    admin = browser_of("admin")
    opened = seen(admin, "/calendars/standard")
    admin.submit("/calendars/standard", **CALENDAR, seen=opened)
    wrong = admin.submit("/calendars/standard", **{**CALENDAR, "week.0": "nine"}, seen=opened)
    assert (wrong.status_code, f'value="{opened}"' in wrong.text) == (422, True)


def test_a_deed_that_is_refused_gives_the_words_back(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    words = "A long answer that nobody wants to type again."
    dan, sent_from = browser_of("dan"), {"Referer": "http://localhost/canned"}
    page = dan.post("/canned/77", {"csrf_token": dan.csrf, "title": "Printer", "text-en": words}, headers=sent_from)
    assert page.status_code == 404
    assert words in page.text
    assert 'href="/canned"' in page.text
