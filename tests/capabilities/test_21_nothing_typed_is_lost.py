"""21: two people at one task see each other, keep both what they type, choose where they differ; one completes it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.capabilities.brought import bring
from tests.fixtures.running_house import Visit, Visitor, attentive
from tour.house import House

pytestmark = [pytest.mark.browser, pytest.mark.capability(21), pytest.mark.xdist_group("running house")]


def typed(page: Page, name: str, text: str) -> None:
    """Typed, and kept on the server."""
    with page.expect_response(lambda answer: answer.url.endswith("/keep")):
        page.locator(f"[name={name}]").fill(text)
    page.locator("#tt").click()  # no field has the focus


def opened(person: Visitor, title: str) -> Page:
    page = person.open("/inbox?view=group:infrastructure")
    page.locator(".mail", has_text=title).first.click()
    page.wait_for_url("**/tasks/*")
    return attentive(page)


def test_two_at_one_task(running_house: House, visit: Visit, tmp_path: Path) -> None:
    bring(running_house, tmp_path, "look_after", fields=True)
    marta, dan, grace = visit("marta"), visit("dan"), visit("grace")
    marta.open("/items/look_after").locator("main form .btn--go").last.click()
    marta.page.wait_for_url("**/requests/REQ-*")
    hers, his = opened(grace, "look_after"), opened(dan, "look_after")
    expect(hers.locator("#present .avatar")).to_have_attribute("title", "Dan Fischer")
    expect(his.locator("#present .avatar")).to_have_attribute("title", "Grace Miller")

    typed(his, "room", "2.04")
    expect(hers.locator("[name=room]")).to_have_value("2.04")
    typed(hers, "found", "The cable was loose.")
    expect(his.locator("[name=found]")).to_have_value("The cable was loose.")

    typed(his, "found", "The socket is broken.")
    choice = hers.locator(".beside__choice")
    expect(choice).to_contain_text("The socket is broken.")
    choice.get_by_role("button", name="Take this").click()
    expect(hers.locator("[name=found]")).to_have_value("The socket is broken.")

    address = his.url
    his.close()
    dan.page = again = dan.page.context.new_page()  # the tab was killed
    again.goto(address)
    expect(again.locator("[name=room]")).to_have_value("2.04")
    expect(again.locator("[name=found]")).to_have_value("The socket is broken.")

    hers.locator(".decide").get_by_role("button", name="Finish").click()
    expect(hers.locator(".toasts")).to_contain_text("Done.")
    again.evaluate("document.getElementById('answer').submit()")  # before the news reaches the page
    expect(again.locator("main")).to_contain_text("Grace Miller completed this")
    note = again.locator("#late-words")
    expect(note).to_have_value("Room: 2.04\nFound: The socket is broken.")
    again.get_by_role("button", name="Leave the note").click()
    expect(again.locator("#said")).to_contain_text("The socket is broken.")
