"""What is typed survives: a closed tab, another device, a file chosen, a connection lost, a form published anew."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from tests.app.web.api.test_journey import ordered
from tests.app.web.test_keeping import PDF, published_anew, without_cost_centre
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.site import Site

SignedIn = Callable[[str], Page]
WHY = "Two of us draw the new portal together."
REQUEST = re.compile(r"/requests/REQ-\d{6}$")


def begun(page: Page, site: Site, path: str = "/items/new_software") -> Page:
    """The order form filled in, not sent."""
    page.goto(site.url + path)
    page.locator("[name=software]").select_option("Figma")
    for name, value in {"seats": "2", "amount": "480", "cost_centre": "4711", "why": WHY}.items():
        page.locator(f"[name={name}]").fill(value)
    return page


def is_kept(page: Page) -> None:
    """All of it: nothing waits in the tab any more."""
    expect(page.locator("form.card [data-kept]")).to_contain_text("Kept")
    page.wait_for_function("() => !Object.keys(sessionStorage).some((name) => name.startsWith('kept:'))")


def order(page: Page) -> None:
    page.locator("main form.card .row > .btn--go").click()
    page.wait_for_url(REQUEST)


def test_a_closed_tab_and_another_device(
    site: Site, signed_in: SignedIn, browser: Chromium, browser_of: Callable[[str], Browser]
) -> None:
    page = begun(signed_in("dan"), site)
    is_kept(page)
    page.close()
    phone = browser.new_context(viewport={"width": 390, "height": 844})
    phone.add_cookies([{"name": "laneway", "value": browser_of("dan").secret, "url": site.url}])
    other = phone.new_page()
    other.goto(f"{site.url}/items/new_software")
    expect(other.locator(".note--kept")).to_contain_text("We kept what you typed: today")
    expect(other.locator("[name=why]")).to_have_value(WHY)
    other.get_by_role("button", name="Start afresh").click()
    expect(other.locator("[name=why]")).to_have_value("")
    expect(other.locator(".note--kept")).to_have_count(0)
    phone.close()


def test_left_before_the_moment_was_over(site: Site, signed_in: SignedIn) -> None:
    page = begun(signed_in("dan"), site)
    page.locator("[name=why]").fill("The last words before leaving.")
    page.goto(site.url + "/requests")
    page.wait_for_function(
        "async () => (await (await fetch('/items/new_software')).text()).includes('The last words before leaving.')"
    )


def test_a_chosen_file_is_there_again(site: Site, signed_in: SignedIn, tmp_path: Path) -> None:
    page = begun(signed_in("dan"), site)
    offer = tmp_path / "offer.pdf"
    offer.write_bytes(PDF)
    page.locator("input[type=file]").set_input_files(offer)
    expect(page.locator(".file")).to_contain_text("offer.pdf")
    is_kept(page)
    page.close()
    page = signed_in("dan")
    page.goto(f"{site.url}/items/new_software")
    expect(page.locator(".file")).to_contain_text("offer.pdf")
    order(page)
    expect(page.locator("aside")).to_contain_text("offer.pdf")


def test_a_file_of_a_wrong_kind_is_said_at_once(site: Site, signed_in: SignedIn, tmp_path: Path) -> None:
    page = begun(signed_in("dan"), site)
    wrong = tmp_path / "offer.exe"
    wrong.write_bytes(b"MZ\x90\0\x03")
    page.locator("input[type=file]").set_input_files(wrong)
    expect(page.locator("[data-field=quote] .error")).to_contain_text("offer.exe")
    expect(page.locator("[name=why]")).to_have_value(WHY)


def test_without_a_connection_it_waits_in_the_tab(site: Site, signed_in: SignedIn) -> None:
    page = signed_in("dan")
    page.goto(f"{site.url}/items/new_software")
    page.route("**/keep", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator("[name=why]").fill(WHY)
    page.unroute("**/keep")
    page.reload()
    expect(page.locator("[name=why]")).to_have_value(WHY)
    is_kept(page)


def test_nothing_comes_back_after_it_was_ordered(site: Site, signed_in: SignedIn) -> None:
    page = begun(signed_in("dan"), site)
    order(page)
    page.goto(f"{site.url}/items/new_software")
    expect(page.locator("[name=why]")).to_have_value("")
    expect(page.locator(".note--kept")).to_have_count(0)


def test_published_anew_while_it_was_filled_in(site: Site, signed_in: SignedIn) -> None:
    page = begun(signed_in("dan"), site)
    is_kept(page)
    published_anew(without_cost_centre)
    page.locator("main form.card .row > .btn--go").click()
    expect(page.locator(".note--soon")).to_contain_text("4711")
    expect(page.locator("[name=why]")).to_have_value(WHY)
    expect(page.locator("[name=cost_centre]")).to_have_count(0)
    order(page)


def test_a_reason_half_written_on_a_task(site: Site, signed_in: SignedIn, program: Callable[[str], Caller]) -> None:
    ordered(program("marta"))
    page = signed_in("jonas")
    page.goto(f"{site.url}/tasks/1")
    page.locator("[name=reason]").fill("Halb geschrieben")
    expect(page.locator(".decide [data-kept]")).not_to_be_empty()
    page.close()
    page = signed_in("jonas")
    page.goto(f"{site.url}/tasks/1")
    expect(page.locator("[name=reason]")).to_have_value("Halb geschrieben")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_a_button_keeps(site: Site, signed_in: SignedIn) -> None:
    page = begun(signed_in("dan"), site)
    page.get_by_role("button", name="Keep for later").click()
    expect(page.locator(".note--kept")).to_be_visible()
    page.close()
    page = signed_in("dan")
    page.goto(f"{site.url}/items/new_software")
    expect(page.locator("[name=why]")).to_have_value(WHY)
