"""The process manager in a real browser: what is overdue, a view under a name, a file, and a stuck one on its way."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from app.db import transaction
from app.operations import clock
from tests.app.web.api.test_journey import ordered
from tests.browser.test_axe import stuck
from tests.fixtures.callers import Caller, person
from tests.fixtures.site import Site

Enter, Program = Callable[[str], Page], Callable[[str], Caller]


def in_english(page: Page) -> Page:
    """Paul reads Polish at home."""
    with transaction():
        person("paul").language = "en"
    return page


def test_what_is_overdue_is_found_and_kept_under_a_name(site: Site, signed_in: Enter, program: Program) -> None:
    number = ordered(program("marta"))["number"]
    with transaction():
        clock.move(timedelta(days=30).total_seconds())
    page = in_english(signed_in("paul"))
    page.goto(f"{site.url}/insights")
    page.get_by_role("link", name="Overdue tasks").click()
    expect(page.locator("tbody")).to_contain_text("Jonas Weber")
    page.get_by_role("link", name="All requests").click()
    page.get_by_label("Overdue only").check()
    page.get_by_label("Item", exact=True).select_option("new_software")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**new_software**")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_label("Save this view as").fill("Late software")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("list", name="Saved views")).to_contain_text("Late software")
    with page.expect_download() as caught:
        page.get_by_role("link", name="CSV").click()
    lines = Path(caught.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["number", number]
    page.goto(f"{site.url}/insights/requests")
    page.get_by_role("link", name="Late software").click()
    expect(page.get_by_label("Overdue only")).to_be_checked()
    page.get_by_role("button", name="Forget Late software").click()
    expect(page.get_by_role("list", name="Saved views")).to_have_count(0)


def test_a_stuck_one_goes_on(site: Site, signed_in: Enter, program: Program) -> None:
    number = ordered(program("marta"))["number"]
    stuck(number)
    page = in_english(signed_in("paul"))
    page.goto(f"{site.url}/insights/requests")
    page.get_by_role("link", name="Stuck requests").click()
    page.locator("tbody a").first.click()
    expect(page.locator(".note--late")).to_contain_text("The directory has no group Figma.")
    page.locator("#reason-retry").fill("The directory answers again.")
    page.get_by_role("button", name="Try again", exact=True).click()
    expect(page.locator(".toasts")).to_be_visible()
    page.goto(f"{site.url}/incidents")
    expect(page.locator("main")).to_contain_text("Nothing is stuck")
    page.goto(f"{site.url}/incidents?state=resolved")
    expect(page.locator("tbody")).to_contain_text(number)
