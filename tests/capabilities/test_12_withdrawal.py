"""12: withdrawing while it runs lists what will be undone; counter-tasks appear; then it is withdrawn."""

import re

import pytest
from playwright.sync_api import expect

from tests.capabilities.asking import completed, opened, ordered, state
from tests.fixtures.running_house import Visit
from tour.house import House

pytestmark = [pytest.mark.browser, pytest.mark.capability(12), pytest.mark.xdist_group("running house")]
NORA = {
    "name": "Nóra Balogh",
    "login": "nora",
    "private_email": "nora@post.example",
    "department": "Design",
    "manager": "jonas",
    "country": "HU",
    "building": "Building B",
    "room": "3.14",
    "first_day": "2030-01-14",
    "equipment": ["notebook"],
    "papers": ["rules"],
}


def test_what_was_done_is_undone(visit: Visit, running_house: House) -> None:
    hanna, bela = visit("hanna"), visit("bela")
    number = ordered(running_house, "hanna", "onboarding", NORA)
    completed(running_house, "bela", number)
    page = hanna.open(f"/requests/{number}")
    expect(page.locator("#diagram .card__foot")).to_contain_text(
        re.compile(r"(Done|Erledigt): [^.]*(Create the account|Konto anlegen),")
    )
    page.reload()
    page.locator("[popovertarget=withdraw]").first.click()
    listed = page.locator("#withdraw li")
    expect(listed).to_have_count(2)
    page.locator("#withdraw [name=reason]").fill("She stays where she is.")
    page.locator("#withdraw .btn--no").click()
    expect(page.locator("#head")).to_contain_text(re.compile("wird zurückgezogen|being withdrawn"))
    cancelling = opened(bela, "Nóra Balogh", "group:procurement")
    expect(cancelling.locator("main")).to_contain_text(re.compile("Cancel the order|Bestellung stornieren|Rendelés"))
    cancelling.locator("button[form=answer]").last.click()
    cancelling.wait_for_url("**/inbox*")
    assert state(running_house, number) == ("withdrawing", None)
    completed(running_house, "dan", number)
    assert state(running_house, number) == ("ended", "withdrawn")
    reported = visit("paul").open("/requests?outcome=withdrawn").locator("main")
    expect(reported).to_contain_text(number)
