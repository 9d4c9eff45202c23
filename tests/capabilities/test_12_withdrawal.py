"""12: withdrawing while it runs lists what will be undone; counter-tasks go to their groups; then it is withdrawn."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.capabilities.asking import arriving, completed, opened, ordered, state
from tests.fixtures.running_house import Visit, attentive
from tour.house import House

pytestmark = [pytest.mark.browser, pytest.mark.capability(12), pytest.mark.xdist_group("running house")]
NORA = {
    "name": "Nóra Balogh",
    "login": "nora",
    "private_email": "nora@post.example",
    "department": "Design",
    "manager": "jonas",
    "country": "HU",
    "building": "Building B",
    "room": "3.14",
    "first_day": "2030-01-14",
    "equipment": ["notebook"],
    "papers": ["rules"],
}
FINISH = re.compile("Finish|Befejezés")


def finished(page: Page, what: str) -> None:
    """The counter-task says what is to be undone, and is done."""
    expect(page.locator("#task")).to_contain_text(what)
    page.locator("#bar").get_by_role("button", name=FINISH).click()
    page.wait_for_url("**/inbox*")


def counted(page: Page) -> tuple[int, int]:
    """Rejected and withdrawn onboardings of the report's latest month."""
    row = page.locator("tbody tr", has=page.locator("a[href$='item=onboarding']")).first.locator("td.num")
    return int(row.nth(2).inner_text()), int(row.nth(3).inner_text())


def test_what_was_done_is_undone(visit: Visit, running_house: House) -> None:
    hanna, paul = visit("hanna"), visit("paul")
    number = ordered(running_house, "hanna", "onboarding", NORA)
    before = counted(paul.open("/insights?item=onboarding"))
    completed(running_house, "bela", number)  # what is needed is ordered
    page = hanna.open(f"/requests/{number}")
    arriving(page, page.locator("#diagram .card__foot", has_text=re.compile(r"Erledigt: [^.]*Konto anlegen,")))
    page.locator("[popovertarget=withdraw]").first.click()
    expect(page.locator("#withdraw")).to_contain_text("2 Dinge")
    expect(page.locator("#withdraw li")).to_have_count(2)
    page.locator("#withdraw [name=reason]").fill("She stays where she is.")
    page.locator("#withdraw .btn--no").click()
    expect(page.locator("#head")).to_contain_text("Es wird zurückgezogen")
    attentive(page)
    finished(opened(visit("bela"), "Nóra Balogh", "group:procurement"), "A beszerzés lemondja a rendelést")
    assert state(running_house, number) == ("withdrawing", None)
    finished(opened(visit("dan"), "Nóra Balogh", "group:desktop-support"), "The account is disabled")
    expect(page.locator("#head")).to_contain_text("Zurückgezogen")  # by itself, on the page that is open
    assert state(running_house, number) == ("ended", "withdrawn")
    assert counted(paul.open("/insights?item=onboarding")) == (before[0], before[1] + 1)
