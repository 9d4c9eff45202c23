"""Somebody calls: from the desk to the finished order by keyboard alone, and to a request by its number."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Caller
from tests.fixtures.site import Site

Enter, Program = Callable[[str], Page], Callable[[str], Caller]


def test_an_order_for_a_caller_without_a_mouse(site: Site, signed_in: Enter) -> None:
    page = signed_in("dana")
    page.goto(f"{site.url}/desk")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("kovacs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/marta")
    page.keyboard.press("j")
    expect(page.locator("#order .offer").first).to_be_focused()
    while "general_request" not in (page.evaluate("document.activeElement.getAttribute('href')") or ""):
        before = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.getAttribute('href')") != before, "the item is not offered"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/items/general_request\?for=marta"))
    page.get_by_label("In one sentence").fill("The screen stays black.")
    page.get_by_label("What is it about").select_option("it")
    page.keyboard.press("Tab")
    page.locator("main form button.btn--go").last.press("Enter")
    page.wait_for_url("**/requests/REQ-*")
    page.goto(f"{site.url}/desk")
    expect(page.locator(".caller")).to_contain_text("Marta Kovács")


def test_what_is_found_is_walked_with_the_arrows(site: Site, signed_in: Enter) -> None:
    page = signed_in("dana")
    page.goto(f"{site.url}/desk")
    page.keyboard.type("design")
    rows = page.locator("#list tbody [data-row]")
    expect(rows).to_have_count(3)
    page.keyboard.press("ArrowDown")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/desk/\w+$"))


def test_a_number_leads_to_its_request(site: Site, signed_in: Enter, program: Program) -> None:
    number = ordered(program("marta"))["number"]
    page = signed_in("dana")
    page.goto(f"{site.url}/desk")
    page.keyboard.type(number.lower())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/requests/{number}")
