"""What people do wrong: nothing typed is lost, and nothing is done twice."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.demo.people import PASSWORD
from tests.browser.test_journey_new_software import ANSWERS, figma, filled_in, ordered, send
from tests.fixtures.running_house import Visit, Visitor

pytestmark = pytest.mark.xdist_group("running house")  # one house for all of them
REQUEST = re.compile(r"/requests/REQ-\d{6}$")


def mine(visitor: Visitor, seats: int) -> int:
    """How many requests for so many seats the person has."""
    page = visitor.open("/requests?view=all")
    expect(page.locator("#list")).to_be_visible()
    return page.locator("#list td:first-child", has_text=figma(seats)).count()


def test_a_double_click_is_one_order(visit: Visit) -> None:
    marta = visit("marta")
    page = filled_in(marta, seats="51")
    page.locator("main form.card .row > .btn--go").dblclick()
    page.wait_for_url(REQUEST)
    assert mine(marta, 51) == 1


def test_back_shows_what_was_typed_and_orders_nothing(visit: Visit) -> None:
    marta = visit("marta")
    ordered(marta, seats="52")
    page = marta.page
    page.go_back()
    expect(page.locator("[name=why]")).to_have_value(ANSWERS["why"])
    page.go_forward()
    expect(page).to_have_url(REQUEST)
    assert mine(marta, 52) == 1


def test_signed_out_in_another_tab_in_the_middle_of_a_form(visit: Visit) -> None:
    marta = visit("marta")
    page = filled_in(marta, seats="53")
    signed_out_elsewhere(page, marta.url)
    send(page)
    expect(page.locator("[name=unsent]")).to_have_count(1)
    marta.sign_in()
    expect(page.locator("main")).to_contain_text(ANSWERS["why"])
    page.locator("main .btn--go").first.click()
    expect(page.locator("[name=why]")).to_have_value(ANSWERS["why"])
    expect(page.locator("[name=seats]")).to_have_value("53")
    send(page)
    page.wait_for_url(REQUEST)
    assert mine(marta, 53) == 1
    forgive(marta)


def forgive(visitor: Visitor) -> None:
    """What the page wanted to keep after its session had ended was refused, if its moment came before the end's."""
    visitor.complaints[:] = [told for told in visitor.complaints if "status of 403" not in told]


def signed_out_elsewhere(page: Page, url: str) -> None:
    other = page.context.new_page()
    other.goto(url + "/")
    other.locator("form[action='/logout']").evaluate("form => form.requestSubmit()")
    other.wait_for_url("**/login")
    other.close()


def test_a_deep_link_leads_through_the_door(visit: Visit) -> None:
    marta = visit("marta")
    number = ordered(marta, seats="54")
    marta.page.context.clear_cookies()
    page = marta.open(f"/requests/{number}?view=all")
    expect(page).to_have_url(re.compile(r"/login\?next="))
    page.locator("[name=login]").fill("marta")
    page.locator("[name=password]").fill("not this one")
    page.locator("main .btn--go").click()
    expect(page.locator("[name=login]")).to_have_value("marta")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main .btn--go").click()
    page.wait_for_url(f"**/requests/{number}?view=all")


def test_a_list_is_its_address(visit: Visit) -> None:
    marta = visit("marta")
    number = ordered(marta, seats="55")
    page = marta.open("/requests")
    page.locator("main form[role=search] [name=q]").fill(number.lower())
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=req"))
    address = page.url
    expect(page.locator("#list")).to_contain_text(number)
    other = visit("marta", "phone")
    other.page.goto(address)
    expect(other.page.locator("#list")).to_contain_text(number)
    other.page.reload()
    expect(other.page.locator("main form[role=search] [name=q]")).to_have_value(number.lower())


def test_filters_survive_reload_and_back(visit: Visit) -> None:
    jonas = visit("jonas")
    number = ordered(visit("marta"), seats="56")
    page = jonas.open("/requests")
    page.locator(".seg a[href*='whose=people']").click()
    page.locator(".tabs a[href*='view=all']").click()
    search = page.locator("main form[role=search] [name=q]")
    search.press_sequentially(number.lower())
    page.wait_for_url(re.compile(f"whose=people.*q={number.lower()}|q={number.lower()}.*whose=people"))
    expect(page.locator("#list tbody tr")).to_have_count(1)
    page.reload()
    expect(search).to_have_value(number.lower())
    expect(page.locator(".seg [aria-current]")).to_have_attribute("href", re.compile("whose=people"))
    page.locator("#list tbody a").click()
    page.wait_for_url(f"**/requests/{number}")
    page.go_back()
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(search).to_have_value(number.lower())


def test_the_session_ran_out_and_the_tab_was_closed(visit: Visit) -> None:
    marta = visit("marta")
    page = filled_in(marta, seats="57")
    expect(page.locator("form.card [data-kept]")).not_to_be_empty()
    marta.page.context.clear_cookies()
    page.locator("[name=why]").fill("The words after the session had ended.")
    page.reload()
    expect(page).to_have_url(re.compile(r"/login\?next="))
    marta.sign_in()
    page.wait_for_url("**/items/new_software")
    expect(page.locator("[name=seats]")).to_have_value("57")
    expect(page.locator("[name=why]")).to_have_value("The words after the session had ended.")
    send(page)
    page.wait_for_url(REQUEST)
    assert mine(marta, 57) == 1
    forgive(marta)


def test_a_double_click_is_one_decision(visit: Visit) -> None:
    marta, jonas = visit("marta"), visit("jonas")
    ordered(marta, seats="58")
    page = jonas.open("/inbox")
    page.locator(".mail", has_text=figma(58)).click()
    page.wait_for_url(re.compile(r"/tasks/\d+"))
    task = page.url
    page.locator(".decide button[value=approve]").dblclick()
    page.wait_for_url("**/inbox?*")
    page.goto(task)
    expect(page.locator(".decide")).to_have_count(0)
