"""2: the date and why, a pause that moves it by its own length, a ledger that adds up, recounting when asked."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.fixtures.running_house import Visit
from tests.fixtures.ticking_house import Ticking

pytestmark = [pytest.mark.browser, pytest.mark.capability(2), pytest.mark.xdist_group("ticking house")]
BERLIN = ZoneInfo("Europe/Berlin")
WISH = {"subject": "A second monitor", "category": "it", "description": "The one there flickers."}
FRIDAY = datetime(2027, 5, 14, 16, tzinfo=BERLIN)  # before Whit Monday
TUESDAY = datetime(2027, 5, 18, 9, tzinfo=BERLIN)


def whole(ticking: Ticking, number: str) -> dict[str, Any]:
    found: dict[str, Any] = ticking.call("eva", "GET", f"/requests/{number}")
    return found


def due(ticking: Ticking, number: str) -> datetime:
    return datetime.fromisoformat(whole(ticking, number)["due_at"])


def minutes(text: str) -> int:
    """3 h 20 min."""
    hours, rest = re.search(r"(\d+) h", text), re.search(r"(\d+) min", text)
    return int(hours[1] if hours else 0) * 60 + int(rest[1] if rest else 0)


def test_the_ledger_explains_the_date(ticking: Ticking, visit_ticking: Visit) -> None:
    ticking.at(FRIDAY)
    paul = visit_ticking("admin").open("/calendars/standard")
    paul.get_by_label("Public holidays of").fill("DE-BY")
    paul.get_by_label("Language of their names").select_option("de")
    paul.get_by_role("button", name="Save").click()
    expect(paul.locator(".toasts")).to_contain_text("Saved")

    first = ticking.call("marta", "POST", "/requests", {"item": "general_request", "data": WISH})["number"]
    page = visit_ticking("dan").open(f"/requests/{first}")
    page.locator(".clocks summary").first.click()
    expect(page.locator(".clocks details").first).to_contain_text("Mon holiday (Pfingstmontag, DE-BY), Tue 8 h")
    assert abs(due(ticking, first) - datetime(2027, 5, 20, 16, tzinfo=BERLIN)) < timedelta(minutes=2)

    ticking.at(TUESDAY)
    number = ticking.call("marta", "POST", "/requests", {"item": "general_request", "data": WISH})["number"]
    before = due(ticking, number)
    ticking.at(TUESDAY.replace(hour=13))
    task = ticking.task("eva", number)
    asked = {"data": {"result": "question", "question": "Which room?"}}
    ticking.call("eva", "POST", f"/tasks/{task}/complete", asked)
    assert whole(ticking, number)["due_at"] is None
    ticking.at(TUESDAY.replace(hour=16))
    answered = {"data": {"reply": "Room 2.04"}}
    ticking.call("marta", "POST", f"/tasks/{ticking.task('marta', number)}/complete", answered)
    assert abs(due(ticking, number) - before - timedelta(hours=3)) < timedelta(minutes=2)

    page.goto(f"{ticking.house.url}/requests/{number}")
    page.locator(".clocks summary").first.click()
    ledger = page.locator(".clocks details").first
    expect(ledger).to_contain_text("paused – waiting for requester")
    ran = [row for row in ledger.locator("tbody tr").all() if "running" in row.inner_text()]
    added = sum(minutes(row.locator("td").last.inner_text()) for row in ran)
    assert abs(added - minutes(ledger.locator("tfoot td").inner_text())) <= len(ran)
    for clock in whole(ticking, number)["clocks"]:
        assert sum(line["seconds"] for line in clock["ledger"] if not line["cause"]) == clock["used"]

    kept = due(ticking, number)
    paul.get_by_label("Friday").fill("")
    paul.get_by_role("button", name="Save").click()
    expect(paul.locator(".note")).to_contain_text("open clocks still go by the hours of before")
    assert due(ticking, number) == kept, "not silently"
    paul.get_by_role("link", name="See what counting anew would change").click()
    expect(paul.locator("tbody tr", has_text=number).first).to_be_visible()
    paul.get_by_role("button", name="Recompute").click()
    expect(paul.locator(".toasts")).to_contain_text("counted anew")
    assert due(ticking, number) > kept + timedelta(days=2)
    page.reload()
    page.locator("#history summary").click()
    expect(page.locator("#history")).to_contain_text("Clock counted anew")
