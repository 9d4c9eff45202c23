"""3: a clock is set on a lane, no timer is drawn; the reminder comes at three hours, the lead has the work at four."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_studio import choose
from tests.fixtures.running_house import Visit
from tests.fixtures.ticking_house import Ticking
from tests.journeys.test_office_move import MOVE

pytestmark = [pytest.mark.browser, pytest.mark.capability(3), pytest.mark.xdist_group("ticking house")]
MONDAY = datetime(2028, 2, 7, 8, tzinfo=ZoneInfo("Europe/Berlin"))


def set_the_clock(page: Page) -> None:
    """OLA of four working hours for the lane: remind at 75 %, hand it to the lead at 100 %."""
    choose(page, "lane_support")
    props = page.locator("[data-props]")
    props.get_by_label("Done within").fill("4")
    page.keyboard.press("Tab")
    props.get_by_label("Unit").select_option("H")
    rows = props.locator("[data-lines='ola_ladder'] .pairs__row")
    expect(rows).to_have_count(2)
    for place, (percent, what) in enumerate((("75", "remind"), ("100", "lead"))):
        rows.nth(place).locator("input").first.fill(percent)
        rows.nth(place).locator("input").last.fill(what)
        page.keyboard.press("Tab")


def test_a_lane_gets_a_clock(ticking: Ticking, visit_ticking: Visit) -> None:
    page = visit_ticking("olivia").open("/studio/office_move/1")
    expect(page.locator("[data-studio=ready]")).to_be_visible()
    set_the_clock(page)
    expect(page.locator(".clockflag", has_text="4 working hours")).to_be_visible()
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_url("**/office_move/2")
    page.goto(f"{ticking.house.url}/studio/office_move/2/publish")
    page.get_by_label("What is new, in a sentence").fill("Desktop support has four hours.")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("tbody tr").first).to_contain_text("Desktop support has four hours.")

    ticking.at(MONDAY)
    order = {"item": "office_move", "data": {**MOVE, "wanted": "2028-03-03"}}
    number = ticking.call("marta", "POST", "/requests", order)["number"]
    ticking.call("jonas", "POST", f"/tasks/{ticking.task('jonas', number)}/complete", {"data": {"decision": "approve"}})

    eva = visit_ticking("eva")
    ticking.at(MONDAY.replace(hour=10, minute=58))
    eva.open("/mailbox")
    expect(eva.page.locator("main")).not_to_contain_text("75")
    ticking.at(MONDAY.replace(hour=11, minute=1))
    waiting(eva.page, f"{ticking.house.url}/mailbox", "75")
    ticking.at(MONDAY.replace(hour=13, minute=1))

    grace = visit_ticking("grace").page
    expect(grace.locator("nav.nav")).to_be_visible()
    waiting(grace, f"{ticking.house.url}/inbox", "Plan the equipment")
    shown = visit_ticking("dan").open(f"/requests/{number}")
    expect(shown.locator(".clocks")).to_contain_text("OLA Desktop support breached")
    expect(shown.locator(".clocks")).to_contain_text("SLA")
    expect(shown.locator(".clocks summary").first).not_to_contain_text("breached")
    expect(shown.locator("#diagram .tick--late")).to_be_visible()


def waiting(page: Page, url: str, words: str) -> None:
    """The worker comes to it within seconds."""
    for _ in range(40):
        page.goto(url)
        if words in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{words} never came to {url}")
