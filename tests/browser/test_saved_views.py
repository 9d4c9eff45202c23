"""A view of the inbox is filtered, kept, shared, renamed and forgotten with the keyboard alone; its count is live."""

import pytest
from playwright.sync_api import Page, expect

from tests.capabilities.asking import sent
from tests.fixtures.running_house import Visit, Visitor, attentive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("running house")]
SUPPORT = "group:desktop-support"


def wished(person: Visitor, subject: str) -> None:
    data = {"subject": subject, "category": "it", "description": "It hums."}
    sent(person, "/requests", data={"item": "general_request", "data": data})


def into_the_filter(page: Page) -> None:
    """V goes there, Enter opens."""
    expect(page.locator(".narrow > summary")).to_be_visible()
    attentive(page)
    page.keyboard.press("v")
    expect(page.locator(".narrow > summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Words", exact=True)).to_be_focused()


def test_kept_with_the_keyboard(visit: Visit) -> None:
    dan, eva = visit("dan"), visit("eva")
    for subject in ("Zeppelin of the hall", "A lamp"):
        wished(eva, subject)
    page = dan.open(f"/inbox?view={SUPPORT}")
    rows, kept = page.locator("#list [data-row]"), page.locator("#views a", has_text="eppelins")
    into_the_filter(page)
    page.keyboard.type("zeppelin")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=zeppelin*")
    expect(rows).to_have_count(1)
    into_the_filter(page)
    page.get_by_label("Save this view as").press_sequentially("Zeppelins")
    page.keyboard.press("Tab")
    page.keyboard.type("Desktop")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Saved.")
    expect(kept).to_have_attribute("aria-current", "true")
    expect(kept.locator(".count")).to_have_text("1")
    wished(eva, "Zeppelin of the lab")
    expect(kept.locator(".count")).to_have_text("2")  # by itself
    theirs = eva.open("/inbox").locator("#views a", has_text="Zeppelins")
    expect(theirs).to_have_attribute("href", f"/inbox?view={SUPPORT}&q=zeppelin")
    into_the_filter(page)
    page.get_by_label("Name of the view").fill("All zeppelins")
    page.keyboard.press("Enter")
    expect(kept).to_contain_text("All zeppelins")
    into_the_filter(page)
    page.get_by_role("button", name="Forget").focus()
    page.keyboard.press("Enter")
    expect(kept).to_have_count(0)
    expect(rows).to_have_count(2)
