"""10: three groups in three browsers see one another's plans live; a conflict is said to all; closed after the join."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.capabilities.asking import opened, ordered, state
from tests.fixtures.running_house import Visit, Visitor
from tour.house import House

pytestmark = [pytest.mark.browser, pytest.mark.capability(10), pytest.mark.xdist_group("running house")]
MOVE = {
    "from_place": "A 1.02",
    "to_building": "Building B",
    "to_room": "3.14",
    "wanted": "2030-11-12",
    "things": ["notebook"],
    "why": "The whole team sits together from December.",
}
GROUPS = {"dan": "desktop-support", "stefan": "security", "zsofia": "office-services"}
WORDS = {"dan": "equipment", "stefan": "codes", "zsofia": "furniture"}


def plans(page: Page, word: str, day: str) -> None:
    page.locator("#plans details summary").click()
    page.locator(f"#plan-day-{word}").fill(day)
    page.locator("#plans details button").click()
    page.wait_for_load_state()


def finishes(person: Visitor, title: str, **fields: str) -> None:
    page = opened(person, title, f"group:{GROUPS[person.login]}")
    for name, value in fields.items():
        page.locator(f"[name={name}]").first.fill(value)
    page.locator("button[form=answer]").last.click()
    page.wait_for_url("**/inbox*")


def test_three_groups_plan_one_move(visit: Visit, running_house: House) -> None:
    number = ordered(running_house, "grace", "office_move", MOVE)
    clara = opened(visit("clara"), "Building B, 3.14", "approvals")
    clara.locator("[name=decision][value=approve]").last.click()
    clara.wait_for_url("**/inbox*")
    people = {login: visit(login) for login in GROUPS}
    pages = {login: one.open(f"/requests/{number}") for login, one in people.items()}
    plans(pages["stefan"], "codes", "2030-11-12")
    plans(pages["dan"], "equipment", "2030-11-11")
    for page in pages.values():  # by themselves, in all three
        expect(page.locator("#planned .note--late")).to_contain_text(re.compile("differ|unterschiedlich|eltér"))
        expect(page.locator("#planned")).to_contain_text("11")
    pages["zsofia"].locator("#talk textarea").fill("The lift is free on the 12th.")
    pages["zsofia"].locator("#talk .composer .btn--go").click()
    for login in ("dan", "stefan"):
        expect(pages[login].locator("#said")).to_contain_text("The lift is free on the 12th.")
    plans(pages["dan"], "equipment", "2030-11-12")
    for page in pages.values():
        expect(page.locator("#planned .note--late")).to_have_count(0)
    grace = visit("grace").open(f"/requests/{number}")
    for login, word in WORDS.items():
        finishes(people[login], "Building B, 3.14", **{f"{word}_date": "2030-11-12"})
    for login in WORDS:
        grace.reload()
        expect(grace.locator("form[action$='/confirm']")).to_have_count(0)
        finishes(people[login], "Building B, 3.14")
    assert state(running_house, number)[0] == "running"
    grace.reload()
    expect(grace.locator(f"form[action='/requests/{number}/confirm']").first).to_be_visible()
    grace.locator("button[name=ok][value=yes]").first.click()
    grace.wait_for_load_state()
    assert state(running_house, number) == ("ended", "fulfilled")
