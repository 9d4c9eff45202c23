"""News in the browser: the bell counts live, a keyboard opens what is new, the table of the profile on a phone."""

import re

from playwright.sync_api import expect

from tests.fixtures.running_house import Visit


def test_a_comment_rings_the_bell_of_an_open_page(visit: Visit) -> None:
    dan = visit("dan")
    page = dan.open("/items/general_request")
    page.locator("[name=subject]").fill("A second chair")
    page.locator("[name=category]").first.select_option(index=1)
    page.locator("[name=description]").fill("For visitors.")
    page.locator("main form.card .row > .btn--go").click()
    page.wait_for_url(re.compile(r"/requests/REQ-\d{6}$"))
    address = page.url.removeprefix(dan.url)
    dan.open("/news")
    admin = visit("admin").open(address)
    admin.locator("form[action$='/comments'] textarea").fill("Which colour?")
    admin.locator("form[action$='/comments'] .btn").last.click()
    new = page.locator(".letter--new", has_text="Which colour?")
    expect(new).to_have_count(1)
    unread = page.locator(".letter--new").count()  # others may have written to him in this house
    expect(page.locator("#bell .count")).to_have_text(re.compile(rf"\b{unread}\b"))
    new.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"{address}$"))
    expect(page.locator("#bell .count", has_text=re.compile(rf"\b{unread}\b"))).to_have_count(0)


def test_the_table_of_the_profile_fits_a_phone(visit: Visit) -> None:
    page = visit("marta", "phone").open("/profile#notices")
    page.locator("[name=mail-comment]").select_option("digest")
    page.locator("#notices .btn").last.click()
    expect(page.locator("[name=mail-comment]")).to_have_value("digest")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
