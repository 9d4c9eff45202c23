"""A list longer than the window: where one was in it when one comes back, and ticking all of it with one box."""

import pytest
from playwright.sync_api import expect

from tests.capabilities.asking import sent
from tests.fixtures.running_house import Visit, Visitor, attentive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("running house")]
VIEW = "view=group:desktop-support&q=hourglass"
INBOX = f"/inbox?{VIEW}"
WHERE = "document.querySelector('.maillist').scrollTop"


def wished(person: Visitor, times: int) -> None:
    for place in range(times):
        data = {"subject": f"An hourglass for room {place}", "category": "it"}
        sent(person, "/requests", data={"item": "general_request", "data": data})


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_back_where_one_was(visit: Visit, size: str) -> None:
    dan = visit("dan", size)
    wished(visit("eva"), 6)
    dan.page.set_viewport_size({"width": 390 if size == "phone" else 1280, "height": 380})
    page = dan.open(INBOX)
    rows = page.locator("#list [data-row]")
    rows.last.scroll_into_view_if_needed()
    before = page.evaluate(WHERE)
    assert before > 0
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0, "the pane scrolls, never the page"
    title = rows.last.locator(".mail__title").inner_text()
    rows.last.click()
    page.wait_for_url("**/tasks/*")
    expect(page.locator("#tt")).to_contain_text(title.splitlines()[-1])
    attentive(page)
    page.go_back()
    page.wait_for_url("**/inbox*")
    expect(rows.last).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
    page.goto(dan.url + "/inbox?view=done")
    page = dan.open(INBOX)
    assert page.evaluate(WHERE) == 0, "a list that is chosen anew begins at its top"


def test_all_at_once(visit: Visit) -> None:
    wished(visit("eva"), 3)
    page = visit("dan").open(f"/inbox/together?{VIEW}")
    boxes, chosen = page.locator("[name=task]"), page.locator("[data-chosen]")
    number = boxes.count()
    assert number > 1
    expect(chosen).to_have_text("Chosen: 0")
    page.get_by_label("All on this page").check()
    expect(chosen).to_have_text(f"Chosen: {number}")
    expect(boxes.last).to_be_checked()
    boxes.first.uncheck()
    expect(chosen).to_have_text(f"Chosen: {number - 1}")
    expect(page.get_by_role("button", name="Take them")).to_be_in_viewport()
    expect(page.get_by_label("All on this page")).not_to_be_checked()
