"""8: the approver ticks a field, the requester corrects only that, and only who approved on it is asked again."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.language import gettext, using
from tests.browser.test_journey_new_software import filled_in, send
from tests.fixtures.running_house import Visit, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.capability(8), pytest.mark.xdist_group("running house")]
NAME = "Bluebeam Eight"


def ordered(marta: Visitor) -> str:
    page = filled_in(marta)
    page.locator("[name=software]").select_option("other")
    page.locator("[name=product_name]").fill(NAME)
    page.locator("[name=vendor]").fill("bluebeam.example")
    send(page)
    page.wait_for_url(re.compile(r"/requests/REQ-\d{6}$"))
    return page.url.rpartition("/")[2]


def opened(visitor: Visitor, view: str = "") -> Page:
    page = visitor.open("/inbox" + view)
    page.locator(".mail", has_text=NAME).first.click()
    page.wait_for_url(re.compile(r"/tasks/\d+"))
    return page


def approve(page: Page) -> None:
    page.locator(".decide button[value=approve]").click()
    page.wait_for_url("**/inbox?*")


def test_change_this_please(visit: Visit) -> None:
    marta, jonas, piotr = visit("marta", "phone"), visit("jonas"), visit("piotr")
    number = ordered(marta)
    approve(opened(piotr, "?view=group:infrastructure"))
    page = opened(jonas)
    page.locator(".decide button[value=change]").click()  # opens the list and the reason
    page.locator("[name=correct][value=amount]").check()
    page.locator("[name=reason]").fill("The price is that of last year.")
    page.locator(".decide button[value=change]").click()
    page.wait_for_url("**/inbox?*")

    page = opened(marta)
    expect(page.locator(".note--soon").first).to_contain_text("The price is that of last year.")
    fields = page.locator("#answer :is(input, select, textarea):not([type=hidden], [readonly])")
    expect(fields).to_have_count(1)
    fields.fill("510")
    page.locator(".decide button[form=answer]").first.click()
    page.wait_for_url("**/inbox?*")

    page = opened(jonas)
    row = page.locator(".fixed dl > div")
    expect(row).to_have_count(1)
    expect(row.locator("del")).to_contain_text("480")
    expect(row.locator("ins")).to_contain_text("510")
    with using("hu"):
        stands = gettext("“%(name)s” still stands: %(who)s approved it", name="", who="Piotr").split("”")[1]
    history = marta.open(f"/requests/{number}").locator("main")
    expect(history).to_contain_text(re.compile(re.escape(stands.split(":")[0])))
    approve(page)
