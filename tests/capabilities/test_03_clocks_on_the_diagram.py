"""3: a clock is set on a lane, no timer is drawn; the reminder comes at three hours, the lead has the work at four."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_studio import choose
from tests.capabilities.asking import arriving
from tests.fixtures.running_house import Visit
from tests.fixtures.ticking_house import Ticking
from tests.journeys.test_office_move import MOVE

pytestmark = [pytest.mark.browser, pytest.mark.capability(3), pytest.mark.xdist_group("ticking house")]
MONDAY = datetime(2027, 9, 6, 8, tzinfo=ZoneInfo("Europe/Berlin"))  # the house goes forward through its tests


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
    order = {"item": "office_move", "data": {**MOVE, "to_room": "3.77", "wanted": "2027-10-01"}}
    number = ticking.call("marta", "POST", "/requests", order)["number"]
    ticking.call("jonas", "POST", f"/tasks/{ticking.task('jonas', number)}/complete", {"data": {"decision": "approve"}})

    mails = visit_ticking("dan").open("/mailbox")
    reminder = mails.locator(".letter", has_text="75 % of the time is used: Move to Building B, 3.77")
    ticking.at(MONDAY.replace(hour=10, minute=58))
    mails.reload()
    expect(reminder).to_have_count(0)
    ticking.at(MONDAY.replace(hour=11, minute=1))
    arriving(mails, reminder)

    inbox = visit_ticking("grace").open("/inbox?view=mine")
    theirs = inbox.locator("[data-row]", has_text="Move to Building B, 3.77")
    expect(theirs).to_have_count(0)
    ticking.at(MONDAY.replace(hour=13, minute=1))
    expect(arriving(inbox, theirs)).to_contain_text("Desktop support plans")
    shown = mails
    shown.goto(f"{ticking.house.url}/requests/{number}")
    expect(shown.locator(".clocks")).to_contain_text("OLA Desktop support breached")
    expect(shown.locator(".clocks")).to_contain_text("SLA")
    expect(shown.locator(".clocks summary").first).not_to_contain_text("breached")
    expect(shown.locator("#diagram .clockmark--late")).to_be_visible()
    expect(shown.locator("#diagram .clockmark--late text")).to_have_css("stroke", "none")  # legible: only its letters
