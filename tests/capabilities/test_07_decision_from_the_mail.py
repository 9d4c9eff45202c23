"""7: opening the link in the mail decides nothing; one looks, presses a button, and the link explains itself."""

import re
import urllib.request

import pytest
from playwright.sync_api import expect

from app.language import gettext, using
from tests.browser.test_journey_new_software import figma, ordered
from tests.capabilities.asking import arriving
from tests.fixtures.running_house import Visit, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.capability(7), pytest.mark.xdist_group("running house")]
LINK = re.compile(r"/decide/[0-9a-f]{32}")


def mailed(person: Visitor, seats: int) -> str:
    """The address in the mail about the order of so many seats, as the mailbox of the house shows it."""
    page = person.open("/mailbox")
    arriving(page, page.locator("main a[href^='/mailbox/']", has_text=figma(seats))).click()
    page.wait_for_url("**/mailbox/*")
    found = LINK.search(page.content())
    assert found, "the mail has no link to decide by"
    return found.group(0)


def scanned(url: str, method: str) -> int:
    with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=30) as answer:
        status: int = answer.status
        return status


def test_a_decision_from_the_mail(visit: Visit) -> None:
    marta, jonas = visit("marta"), visit("jonas", "phone")
    number = ordered(marta, seats="71")
    path = mailed(jonas, 71)
    assert {scanned(jonas.url + path, method) for method in ("HEAD", "GET")} == {200}
    page = jonas.open(path)
    page.reload()
    expect(page.locator("h1")).to_have_text(figma(71))
    expect(page.locator("dl.gist")).to_contain_text("480")
    buttons = page.locator(".decide button[name=decision]")
    expect(buttons).to_have_count(3)
    expect(page.locator(".decide button[value=approve]")).to_be_in_viewport()
    marta.open(f"/requests/{number}")
    expect(marta.page.locator("main")).to_contain_text("Jonas")  # it still waits for him
    page.locator(".decide button[value=approve]").click()
    expect(page.locator(".note")).to_contain_text(re.compile(r"\d\d:\d\d"))
    expect(buttons).to_have_count(0)
    page.goto(jonas.url + path)
    expect(page.locator(".note--done, .note")).to_contain_text(re.compile(r"genehmigt|approved"))
    with using("hu"):
        expect(marta.open(f"/requests/{number}").locator("main")).to_contain_text(gettext("by mail link"))


def test_forwarded_it_is_refused(visit: Visit) -> None:
    marta, jonas = visit("marta"), visit("jonas")
    ordered(marta, seats="72")
    path = mailed(jonas, 72)
    page = marta.open("/")
    assert page.request.get(marta.url + path).status == 403
