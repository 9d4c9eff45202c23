"""18: a request is paused; its tasks are greyed with the reason, finishing one is refused kindly, and it goes on."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey_new_software import figma, ordered
from tests.fixtures.running_house import Visit

pytestmark = [pytest.mark.browser, pytest.mark.capability(18), pytest.mark.xdist_group("running house")]
REASON = "maintenance of the server room"


def test_one_request_is_paused_and_goes_on(visit: Visit) -> None:
    marta, jonas, paul = visit("marta"), visit("jonas"), visit("paul")
    number = ordered(marta, seats="81")
    page = jonas.open("/inbox?view=approvals")
    row = page.locator(".mail", has_text=figma(81))
    row.click()
    page.wait_for_url("**/tasks/*")
    task = page.url

    paul.open(f"/requests/{number}").locator("a[href*='/suspensions']", has_text="").last.click()
    form = paul.page
    form.wait_for_url("**/suspensions?*")
    form.locator("#reason").fill(REASON)
    form.locator("form[action^='/suspensions'] button").first.click()
    expect(form.locator("#preview")).to_contain_text("1 ")
    form.locator("button[formaction='/suspensions']").click()
    expect(form.locator("table").first).to_contain_text(REASON)

    page.locator("button[value=approve]").click()
    expect(page.locator(".note--late")).to_contain_text(REASON)
    page.goto(task)
    expect(page.locator("#over")).to_contain_text(REASON)
    expect(page.locator(".mail.is-paused", has_text=figma(81))).to_contain_text(REASON)
    expect(marta.open(f"/requests/{number}").locator(".lead")).to_contain_text(REASON)

    form.locator("tr", has_text=number).locator("button").click()
    form.wait_for_load_state()
    expect(form.locator("tr", has_text=number).locator("button")).to_have_count(0)
    page.goto(task)
    expect(page.locator("#over")).not_to_contain_text(REASON)
    page.locator("button[value=approve]").click()
    page.wait_for_url("**/inbox*")
