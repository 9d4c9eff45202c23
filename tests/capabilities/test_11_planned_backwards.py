"""11: steps are due back from the wanted date in working days, too late is said before ordering, all moves with it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.capabilities.asking import arriving
from tests.fixtures.running_house import Visit
from tests.fixtures.ticking_house import Ticking
from tests.journeys.test_onboarding import NORA

pytestmark = [pytest.mark.browser, pytest.mark.capability(11), pytest.mark.xdist_group("ticking house")]
TODAY = datetime(2027, 12, 6, 9, tzinfo=ZoneInfo("Europe/Berlin"))  # a Monday; Christmas lies on a weekend
LEADS = {"Get the equipment": 10, "Prepare the desk": 2, "Make the badge": 1}


def fill(page: Page, first_day: str) -> None:
    for name in ("name", "login", "private_email", "department", "manager", "room"):
        page.locator(f"[name={name}]").fill(str(NORA[name]))
    for name in ("country", "building"):
        page.locator(f"select[name={name}]").select_option(str(NORA[name]))
    for name in ("equipment", "papers"):
        for value in NORA[name]:
            page.locator(f"[name={name}][value={value}]").check()
    page.locator("[name=first_day]").fill(first_day)


def dues(ticking: Ticking, number: str) -> dict[str, str]:
    """Of each step its day, in Berlin."""
    found: dict[str, Any] = ticking.call("paul", "GET", f"/requests/{number}")
    zone = ZoneInfo("Europe/Berlin")
    return {
        task["name"]: datetime.fromisoformat(task["due_at"]).astimezone(zone).date().isoformat()
        for task in found["tasks"]
        if task["name"] in LEADS
    }


def test_steps_are_due_back_from_the_first_day(ticking: Ticking, visit_ticking: Visit) -> None:
    ticking.at(TODAY)
    page = visit_ticking("hanna").open("/items/onboarding")
    fill(page, "2027-12-13")
    send = page.locator("main form .btn--go").last
    send.click()
    late = page.locator(".note--late")
    expect(late).to_contain_text("Einkauf")
    expect(late).to_contain_text("frühestens")
    expect(page.locator("button[name=anyway]")).to_be_visible()
    page.locator("[name=first_day]").fill("2028-01-10")
    page.locator("main form button.btn--go").last.click()
    page.wait_for_url("**/requests/REQ-*")
    number = page.url.rpartition("/")[2].partition("#")[0]
    # ten working days before Monday 10 January, without New Year, which is a Saturday
    expected = {"Get the equipment": "2027-12-27", "Prepare the desk": "2028-01-06", "Make the badge": "2028-01-07"}
    assert dues(ticking, number) == expected

    page.locator("details.fold summary", has=page.locator("xpath=..//input[@name='date']")).first.click()
    page.locator("input[name=date]").fill("2028-01-17")
    page.locator("form[action$='/wanted'] button").click()
    expect(page.locator(".toasts")).to_be_visible()
    moved = {"Get the equipment": "2028-01-03", "Prepare the desk": "2028-01-13", "Make the badge": "2028-01-14"}
    assert dues(ticking, number) == moved
    told = visit_ticking("stefan").open("/mailbox")
    arriving(told, told.locator("main a", has_text="Neuer Termin: Ausweis ausstellen, Nóra Balogh"))
