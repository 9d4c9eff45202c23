"""Beside a comment: a name is offered and taken by keyboard, a canned answer stands in the field before it is sent."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from app.demo import canned
from tests.browser.test_journey_roles import in_english, wished
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.site import Site


def test_names_and_canned_answers(
    site: Site,
    program: Callable[[str], Caller],
    browser_of: Callable[[str], Browser],
    signed_in: Callable[[str], Page],
) -> None:
    in_english("eva", "marta")
    canned.seed()
    wished(program)
    browser_of("eva").submit("/tasks/1/claim")
    page = signed_in("eva")
    page.goto(f"{site.url}/tasks/1")
    page.locator("#tt").focus()
    page.keyboard.press("t")
    page.locator("#canned [data-insert]").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    field = page.locator("#text")
    expect(field).to_be_focused()
    expect(field).to_have_value(
        "Hello Marta, please restart the device once and tell me here whether it helped. Ewa Nowak"
    )
    page.keyboard.type(" @d")
    page.locator("#readers [data-login=dan]").wait_for()
    page.route(re.compile("q=da$"), lambda route: (page.keyboard.press("Enter"), route.continue_()))  # in a hurry
    page.keyboard.type("a")
    expect(field).to_have_value(re.compile("Ewa Nowak @dan $"))
    page.keyboard.type("and @karol")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Karol Zając may not see this request and was not told.").wait_for()
    page.get_by_role("button", name="Let Karol Zając watch").click()
    expect(page.locator("#watchers")).to_contain_text("Karol Zając")
