"""How the tests of capabilities order and work in the running house, each in their own browser."""

import json
import re
import urllib.request
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.fixtures.callers import FIELD
from tests.fixtures.running_house import Visitor
from tour.house import House


def wished(person: Visitor, subject: str) -> str:
    """A general request for IT; answers its number."""
    page = person.open("/items/general_request")
    page.locator("[name=subject]").fill(subject)
    choose(page, "category", "it")
    page.locator("[name=description]").fill("The one there flickers.")
    page.locator("main form .btn--go").first.click()
    page.wait_for_url(re.compile(r"/requests/REQ-\d+"))
    found = re.search(r"REQ-\d+", page.url)
    assert found
    return found.group(0)


def choose(page: Page, name: str, value: str) -> None:
    """A select, or a radio button, of a form."""
    field = page.locator(f"select[name={name}]")
    if field.count():
        field.select_option(value)
    else:
        page.locator(f"[name={name}][value={value}]").check()


def opened(person: Visitor, title: str, view: str) -> Page:
    """The task of that title, from a view of the inbox."""
    page = person.open(f"/inbox?view={view}")
    row: Locator = page.locator("[data-row]", has_text=title).first
    row.click()
    page.wait_for_url(re.compile(r"/tasks/\d+"))
    return page


def taken(person: Visitor, title: str, view: str) -> Page:
    """The same, and it is theirs."""
    page = opened(person, title, view)
    page.locator("button[form=claim]").click()
    page.locator("#release").wait_for(state="attached")
    return page


def ordered(house: House, login: str, item: str, data: dict[str, Any]) -> str:
    """A program orders in that person's name; answers the number."""
    return str(spoken(house, login, "/requests", {"item": item, "data": data})["number"])


def spoken(house: House, login: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the API answers to that person: to a POST where there is a body."""
    head = {"Authorization": f"Bearer {house.token(login)}", "Content-Type": "application/json"}
    sent = None if body is None else json.dumps(body).encode()
    call = urllib.request.Request(f"{house.url}/api/v1{path}", data=sent, headers=head)
    with urllib.request.urlopen(call, timeout=30) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def sent(person: Visitor, path: str, **given: Any) -> dict[str, Any]:
    """A call of the API with the person's own session, whatever page they have open."""
    mark = FIELD.search(person.page.request.get(f"{person.url}/profile").text())
    assert mark
    answer = person.page.request.post(f"{person.url}/api/v1{path}", headers={"X-CSRF-Token": mark[1]}, **given)
    assert answer.ok, answer.text()
    found: dict[str, Any] = answer.json()
    return found


def did(person: Visitor, number: str, item: str, **data: Any) -> None:
    """The one open task that the person has of a request is finished, in the background of their page."""
    found = person.page.request.get(f"{person.url}/api/v1/tasks?scope=all&limit=200&item={item}").json()["items"]
    [task] = [one["id"] for one in found if one["request"] == number]
    sent(person, f"/tasks/{task}/complete", data={"data": data})


def arriving(page: Page, wanted: Locator) -> Locator:
    """What a worker brings, on a page that does not follow by itself: loaded anew until it is there."""
    for _ in range(120):
        try:
            expect(wanted.first).to_be_visible(timeout=500)
            break
        except AssertionError:
            page.reload()
    expect(wanted.first).to_be_visible()
    return wanted.first


def completed(house: House, login: str, number: str, data: dict[str, Any] | None = None) -> None:
    """The first open task of the request that this person may do, finished by a program in their name."""
    for scope in ("mine", "groups"):
        for task in spoken(house, login, f"/tasks?scope={scope}&limit=200")["items"]:
            if task["request"] == number:
                spoken(house, login, f"/tasks/{task['id']}/complete", {"data": data or {}})
                return
    raise AssertionError(f"{login} has nothing to do in {number}")


def state(house: House, number: str) -> tuple[str, str | None]:
    """State and outcome of a request."""
    found = spoken(house, "admin", f"/requests/{number}")
    return found["state"], found["outcome"]
