"""6: what waits moves to the substitute with a badge, is decided for the absent, and returns; a circle is refused."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey_new_software import decide, figma, ordered
from tests.fixtures.running_house import Visit, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.capability(6), pytest.mark.xdist_group("running house")]


def away(person: Visitor, substitute: str) -> None:
    page = person.open("/profile#substitutes")
    today = datetime.now(UTC).date()
    form = page.locator("#substitutes form.formgrid")
    form.locator("[name=person]").fill(substitute)
    form.locator("[name=starts]").fill((today - timedelta(days=1)).isoformat())
    form.locator("[name=ends]").fill((today + timedelta(days=14)).isoformat())
    form.locator("button").click()
    expect(page.locator("#substitutes :is(li form, .error)")).to_have_count(1)


def back(person: Visitor) -> None:
    page = person.open("/profile#substitutes")
    page.locator("#substitutes li form button").click()
    expect(page.locator("#substitutes li form")).to_have_count(0)


def test_substitution_that_holds(visit: Visit) -> None:
    marta, jonas, stefan = visit("marta"), visit("jonas"), visit("stefan")
    number = ordered(marta, seats="61")
    ordered(marta, seats="62")
    try:
        away(jonas, "stefan")
        page = stefan.open("/inbox")
        for seats in (61, 62):
            expect(page.locator(".mail", has_text=figma(seats))).to_contain_text("Jonas")
        away(stefan, "jonas")
        expect(stefan.page.locator("#substitutes .error")).to_contain_text(
            "Stefan Keller → Jonas Weber → Stefan Keller"
        )
        decide(stefan, figma(61), "approve")
        told = jonas.page.request.get(f"{jonas.url}/api/v1/requests/{number}/journal").json()["items"]
        [entry] = [one for one in told if one["kind"] == "approval.approve"]
        assert (entry["actor"], entry["data"]["for"]) == ("stefan", "Jonas Weber")
    finally:
        back(jonas)
    expect(jonas.open("/inbox").locator(".mail", has_text=figma(62))).to_have_count(1)
    expect(stefan.open("/inbox").locator(".mail", has_text=re.compile(r"Figma\D+62"))).to_have_count(0)
