"""10: three groups in three browsers see one another's plans live; a conflict is said to all; closed after the join."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.capabilities.asking import did, sent
from tests.fixtures.running_house import Visit, attentive

pytestmark = [pytest.mark.browser, pytest.mark.capability(10), pytest.mark.xdist_group("running house")]
ITEM = "office_move"
MOVE = {
    "from_place": "A 1.02",
    "to_building": "Building B",
    "to_room": "3.14",
    "wanted": "2030-11-12",
    "things": ["notebook"],
    "why": "The whole team sits together from December.",
}
WORDS = {"dan": "equipment", "stefan": "codes", "zsofia": "furniture"}


def plans(page: Page, word: str, day: str) -> None:
    page.locator("#plans details summary").click()
    page.locator(f"#plan-day-{word}").fill(day)
    with page.expect_navigation():
        page.locator("#plans details button").click()
    expect(page.locator(".toast")).to_be_visible()
    attentive(page)


def test_three_groups_plan_one_move(visit: Visit) -> None:
    requester = visit("grace")
    number = str(sent(requester, "/requests", data={"item": ITEM, "data": MOVE})["number"])
    did(visit("clara"), number, ITEM, decision="approve")
    groups = {login: visit(login) for login in WORDS}
    pages = {login: one.open(f"/requests/{number}") for login, one in groups.items()}
    plans(pages["stefan"], "codes", "2030-11-12")
    plans(pages["dan"], "equipment", "2030-11-11")
    for page in pages.values():  # by themselves, in all three
        expect(page.locator("#planned .note--late")).to_contain_text(re.compile("differ|unterschied|eltér"))
        expect(page.locator("#planned")).to_contain_text("11")
    pages["zsofia"].locator("#talk textarea").fill("The lift is free on the 12th.")
    pages["zsofia"].locator("#talk .composer .btn--go").click()
    for login in ("dan", "stefan"):
        expect(pages[login].locator("#said")).to_contain_text("The lift is free on the 12th.")
    plans(pages["dan"], "equipment", "2030-11-12")
    for page in pages.values():
        expect(page.locator("#planned .note--late")).to_have_count(0)

    grace = requester.open(f"/requests/{number}")
    asked = grace.locator(f"form[action='/requests/{number}/confirm']")
    for login, word in WORDS.items():
        did(groups[login], number, ITEM, **{f"{word}_date": "2030-11-12"})
    for login in WORDS:
        expect(asked).to_have_count(0)
        did(groups[login], number, ITEM)
    expect(asked).to_be_visible()  # by itself, when the last of the three has ended
    asked.locator("button[value=yes]").click()
    expect(grace.locator(f"form[action='/requests/{number}/rate']")).to_be_visible()
    found = requester.page.request.get(f"{requester.url}/api/v1/requests/{number}").json()
    assert (found["state"], found["outcome"]) == ("ended", "fulfilled")
