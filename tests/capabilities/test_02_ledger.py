"""2: a date before ordering and the same after, a pause that moves it by its own length, a ledger that adds up,
recounting when asked."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.running_house import Visit
from tests.fixtures.ticking_house import Ticking

pytestmark = [pytest.mark.browser, pytest.mark.capability(2), pytest.mark.xdist_group("ticking house")]
BERLIN = ZoneInfo("Europe/Berlin")
WISH = {"subject": "A second monitor", "category": "it", "description": "The one there flickers."}
FRIDAY = datetime(2027, 5, 14, 15, 59, 5, tzinfo=BERLIN)  # an hour before the end of work; then comes Whit Monday
TUESDAY = datetime(2027, 5, 18, 8, 30, tzinfo=BERLIN)
MINUTE = timedelta(minutes=1)


def order(ticking: Ticking) -> str:
    number: str = ticking.call("marta", "POST", "/requests", {"item": "general_request", "data": WISH})["number"]
    return number


def complete(ticking: Ticking, login: str, number: str, **data: Any) -> None:
    ticking.call(login, "POST", f"/tasks/{ticking.task(login, number)}/complete", {"data": data})


def seen(ticking: Ticking, number: str) -> dict[str, Any]:
    found: dict[str, Any] = ticking.call("eva", "GET", f"/requests/{number}")
    return found


def due(ticking: Ticking, number: str) -> datetime:
    return datetime.fromisoformat(seen(ticking, number)["due_at"])


def minutes(text: str) -> int:
    """3 h 20 min."""
    hours, rest = re.search(r"(\d+) h", text), re.search(r"(\d+) min", text)
    return int(hours[1] if hours else 0) * 60 + int(rest[1] if rest else 0)


def ordered(page: Page, url: str) -> str:
    """Filled in and sent in the browser; its number."""
    page.goto(f"{url}/items/general_request")
    page.locator("[name=subject]").fill(WISH["subject"])
    page.locator("[name=category]").select_option(WISH["category"])
    page.locator("[name=description]").fill(WISH["description"])
    page.locator("main form .btn--go").last.click()
    page.wait_for_url("**/requests/REQ-*")
    return page.url.rpartition("/")[2].partition("#")[0]


def test_the_date_before_ordering_is_the_date_after(ticking: Ticking, visit_ticking: Visit) -> None:
    ticking.at(FRIDAY)
    page = visit_ticking("grace").open("/items/general_request")
    promise = page.locator("aside .promise")
    expect(promise).to_contain_text("Fri 1 h, Mon holiday (Pfingstmontag, DE-BE), Tue 8 h")
    promised = promise.locator(".promise__date").first.inner_text()
    number = ordered(page, ticking.house.url)
    expect(page.locator("aside .promise", has_text="Promised")).to_contain_text(promised)
    page.locator(".clocks summary").first.click()
    expect(page.locator(".clocks details").first).to_contain_text("Mon holiday (Pfingstmontag, DE-BE), Tue 8 h")
    assert abs(due(ticking, number) - datetime(2027, 5, 20, 16, tzinfo=BERLIN)) < 2 * MINUTE


def test_the_ledger_explains_the_date(ticking: Ticking, visit_ticking: Visit) -> None:
    ticking.at(TUESDAY)
    number = order(ticking)
    before = due(ticking, number)
    ticking.at(TUESDAY.replace(hour=13))
    complete(ticking, "eva", number, result="question", question="Which room?")
    assert seen(ticking, number)["due_at"] is None
    ticking.at(TUESDAY.replace(hour=16))
    complete(ticking, "marta", number, reply="Room 2.04")
    clock = next(one for one in seen(ticking, number)["clocks"] if one["kind"] == "resolution")
    [paused] = [line["seconds"] for line in clock["ledger"] if line["cause"]]
    assert abs(paused - 3 * 3600) < 60
    assert due(ticking, number) - before == timedelta(seconds=paused), "by exactly as long as it stood"

    page = visit_ticking("dan").open(f"/requests/{number}")
    page.locator(".clocks summary").first.click()
    ledger = page.locator(".clocks details").first
    expect(ledger).to_contain_text("paused – waiting for requester")
    ran = [row for row in ledger.locator("tbody tr").all() if "running" in row.inner_text()]
    added = sum(minutes(row.locator("td").last.inner_text()) for row in ran)
    assert abs(added - minutes(ledger.locator("tfoot td").inner_text())) <= len(ran)
    for one in seen(ticking, number)["clocks"]:
        assert sum(line["seconds"] for line in one["ledger"] if not line["cause"]) == one["used"]

    kept = due(ticking, number)
    admin = visit_ticking("admin").open("/calendars/standard")
    friday = admin.get_by_label("Friday").input_value()
    admin.get_by_label("Friday").fill("")
    admin.get_by_role("button", name="Save").click()
    expect(admin.locator(".note")).to_contain_text("open clocks still go by the hours of before")
    assert due(ticking, number) == kept, "not silently"
    admin.get_by_role("link", name="See what counting anew would change").click()
    expect(admin.locator("tbody tr", has_text=number).first).to_contain_text("Fri")
    admin.get_by_role("button", name="Recompute").click()
    expect(admin.locator(".toasts")).to_contain_text("counted anew")
    assert due(ticking, number) > kept + timedelta(days=2)
    page.reload()
    page.locator("#history summary").click()
    expect(page.locator("#history")).to_contain_text("Clock counted anew")
    admin.goto(f"{ticking.house.url}/calendars/standard")
    admin.get_by_label("Friday").fill(friday)  # others count in this house, too
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_label("Friday")).to_have_value(friday)
