"""A day of those who work on requests, in a real browser: the approver, the fulfiller, the desk; with the keyboard, and
on a phone.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from app import news
from app.db import transaction
from tests.app.web.api.test_journey import ORDER, ordered
from tests.fixtures.callers import Caller, person
from tests.fixtures.site import Site

Enter, Program = Callable[[str], Page], Callable[[str], Caller]
WISH = {"item": "general_request", "data": {"subject": "A monitor", "category": "it", "description": "It flickers."}}
GROUP = "/inbox?view=group:desktop-support"
PHONE = {"width": 390, "height": 844}


def in_english(*logins: str) -> None:
    with transaction():
        for login in logins:
            person(login).language = "en"


def wished(program: Program, subject: str = "A monitor") -> str:
    data = {**WISH["data"], "subject": subject}  # type: ignore[dict-item]
    number: str = program("marta").post("/api/v1/requests", json={**WISH, "data": data}).json["number"]
    return number


def test_a_fulfillers_day_without_a_mouse(site: Site, signed_in: Enter, program: Program) -> None:
    in_english("eva", "marta")
    number = wished(program)
    page = signed_in("eva")
    page.goto(site.url + GROUP)
    expect(page.locator(".mail.is-new")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/*")
    expect(page.locator(".mail.is-new")).to_have_count(0)
    page.keyboard.press("c")
    expect(page.locator("#release")).to_be_attached()
    expect(page.locator("#tt")).to_be_focused()
    page.keyboard.press("m")
    page.keyboard.type("I look at it this afternoon.")
    page.keyboard.press("Tab")
    page.locator("#talk .composer button").press("Enter")
    expect(page.locator("#said")).to_contain_text("I look at it this afternoon.")
    page.wait_for_load_state()  # the keys
    page.keyboard.press("q")
    expect(page.locator("#ask-text")).to_be_focused()
    page.keyboard.type("Which room?")
    page.locator("#ask .btn--go").press("Enter")
    expect(page.locator(".asked")).to_contain_text("Waits for Marta Kovács since")
    page.wait_for_load_state()
    sent = program("marta").get(f"/api/v1/requests/{number}/comments").json["items"]
    assert [one["text"] for one in sent] == ["I look at it this afternoon.", "Which room?"]
    page.keyboard.press("b")
    page.wait_for_url("**/inbox?*")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/*")
    page.keyboard.press("c")
    expect(page.locator("#release")).to_be_attached()
    page.wait_for_load_state()
    page.keyboard.press("i")
    page.keyboard.press("Space")
    page.locator("#answer textarea").first.fill("A new one stands there.")
    page.keyboard.press("Escape")
    expect(page.locator("#tt")).to_be_focused()
    page.keyboard.press("f")
    expect(page.locator(".decide .btn--go")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox?*")
    expect(page.locator(".mail")).to_have_count(0)


def test_a_question_goes_there_and_comes_back(site: Site, redis_url: str, signed_in: Enter, program: Program) -> None:
    news.open(redis_url)
    in_english("eva", "marta")
    number = wished(program)
    eva = signed_in("eva")
    eva.goto(site.url + GROUP)
    eva.locator(".mail").first.click()
    eva.wait_for_url("**/tasks/*")
    eva.keyboard.press("c")
    expect(eva.locator("#release")).to_be_attached()
    eva.wait_for_load_state()
    eva.keyboard.press("q")
    eva.locator("#ask-text").fill("Which room?")
    eva.locator("#ask .btn--go").click()
    expect(eva.locator(".asked")).to_contain_text("Which room?")
    marta = signed_in("marta")
    marta.set_viewport_size(PHONE)  # type: ignore[arg-type]
    marta.goto(f"{site.url}/requests")
    expect(marta.locator("tr.is-new")).to_have_count(1)
    marta.locator("tr.is-new a").first.click()
    expect(marta.locator(".needed")).to_contain_text("Which room?")
    expect(marta.locator(".req__head .lead")).to_have_text("Your answer is needed.")
    marta.locator(".needed textarea").fill("Room 2.04.")
    marta.locator(".needed .btn--go").click()
    expect(marta.locator(".needed")).to_have_count(0)
    expect(marta.locator("#said")).to_contain_text("Room 2.04.")
    marta.goto(f"{site.url}/requests")
    expect(marta.locator("tr")).not_to_have_count(0)
    expect(marta.locator("tr.is-new")).to_have_count(0)
    again = signed_in("eva")
    again.goto(f"{site.url}/inbox?view=mine")
    expect(again.locator(".mail.is-new .badge--done")).to_have_text("Answered")
    again.locator(".mail").first.click()
    expect(again.locator(".asked__answer")).to_contain_text("Room 2.04.")
    expect(again.locator(".mail.is-new")).to_have_count(0)
    assert number


def test_news_reach_an_open_list(site: Site, redis_url: str, signed_in: Enter, program: Program) -> None:
    news.open(redis_url)
    in_english("eva")
    number = wished(program)
    page = signed_in("eva")
    page.goto(site.url + GROUP)
    page.locator(".mail").first.click()
    page.wait_for_url("**/tasks/*")  # between two pages there is no row at all
    expect(page.locator(".mail.is-new")).to_have_count(0)
    other = page.context.new_page()
    with other.expect_response("**/events"):
        other.goto(site.url + GROUP)
    expect(other.locator(".mail.is-new")).to_have_count(0)
    page.close()
    other.locator("[data-row]").first.focus()
    assert program("marta").post(f"/api/v1/requests/{number}/comments", json={"text": "Hello?"}).status_code == 201
    expect(other.locator(".mail.is-new")).to_have_count(1)
    expect(other.locator("[data-row]").first).to_be_focused()


def test_a_task_is_handed_over_by_a_few_letters(site: Site, signed_in: Enter, program: Program) -> None:
    in_english("eva")
    wished(program)
    page = signed_in("eva")
    page.goto(site.url + GROUP)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/*")
    page.keyboard.press("h")
    expect(page.locator("#who")).to_be_focused()
    expect(page.locator("#colleagues button")).to_have_count(1)
    page.keyboard.type("kell")
    expect(page.locator("#colleagues")).to_contain_text("Stefan Keller")
    page.locator("#colleagues button").first.press("Enter")
    page.wait_for_url("**/inbox?*")
    [task] = program("stefan").get("/api/v1/tasks").json["items"]
    assert task["assignee"] == "stefan"


def test_an_approvers_ten_seconds_on_a_phone(site: Site, signed_in: Enter, program: Program) -> None:
    in_english("jonas")
    ordered(program("marta"))
    page = signed_in("jonas")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{site.url}/inbox")
    page.locator(".mail").first.click()
    page.wait_for_url("**/tasks/*")
    for words in ("Marta Kovács", "€480.00", "Two of us draw the new portal together."):
        place = page.locator(".gist", has_text=words).bounding_box()
        assert place
        assert place["y"] + place["height"] < page.locator(".decide").bounding_box()["y"]  # type: ignore[index]
        assert place["y"] + place["height"] < page.locator(".task__tools").bounding_box()["y"]  # type: ignore[index]
    page.locator(".decide button[value=reject]").click()
    expect(page.locator("[data-why]")).to_be_focused()
    page.keyboard.type("Figma covers this.")
    page.locator(".decide button[value=reject]").click()
    page.wait_for_url("**/inbox?*")
    expect(page.locator(".toast")).to_contain_text("Rejected.")
    page.goto(f"{site.url}/decisions?decision=reject")
    page.locator("table a").first.click()
    expect(page.locator("main")).to_contain_text("Figma covers this.")
    expect(page.locator("main")).to_contain_text("Two of us draw the new portal together.")


def test_what_others_said_is_seen_before_the_buttons(site: Site, signed_in: Enter, program: Program) -> None:
    in_english("anna", "grace")
    data = {**ORDER["data"], "amount": 6200, "paid_from": "central"}  # type: ignore[dict-item]
    assert program("ilse").post("/api/v1/requests", json={**ORDER, "data": data}).status_code == 201
    anna = program("anna")
    [first] = anna.get("/api/v1/tasks").json["items"]
    given = {"data": {"decision": "approve", "justification": "The bridge starts in December.", "reason": "Planned."}}
    assert anna.post(f"/api/v1/tasks/{first['id']}/complete", json=given).status_code == 200
    page = signed_in("grace")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    [second] = program("grace").get("/api/v1/tasks?scope=groups").json["items"]
    page.goto(f"{site.url}/tasks/{second['id']}")
    said = page.locator(".laneband").first.bounding_box()
    bar = page.locator(".decide").bounding_box()
    assert said
    assert bar
    assert said["y"] + said["height"] <= bar["y"]
    page.locator(".decide button[value=approve]").click()
    page.wait_for_url("**/inbox?*")


def test_the_desk_orders_for_somebody_and_both_see_it(site: Site, signed_in: Enter, program: Program) -> None:
    in_english("dana", "marta", "jonas")
    page = signed_in("dana")
    page.goto(f"{site.url}/desk")
    page.locator("#q").fill("kovacs")
    page.locator("#list [data-row]", has_text="Marta Kovács").click()
    page.wait_for_url("**/desk/marta")
    expect(page.locator("main")).to_contain_text("New passwords")
    page.locator("#order a[href*='new_software']").click()
    page.locator("[name=software]").select_option("Figma")
    page.locator("[name=amount]").fill("480")
    page.locator("[name=cost_centre]").fill("4711")
    page.locator("[name=why]").fill("Marta is on the phone and needs it.")
    page.locator("main form.card .btn--go").click()
    page.wait_for_url(re.compile(r"/requests/REQ-\d{6}$"))
    number = page.url.rpartition("/")[2]
    expect(page.locator(".stages")).to_contain_text("Jonas Weber")
    page.goto(f"{site.url}/desk/marta")
    expect(page.locator("main")).to_contain_text(number)
    [task] = program("jonas").get("/api/v1/tasks").json["items"]
    assert task["request"] == number, "the other's manager approves"
    marta = signed_in("marta")
    marta.goto(f"{site.url}/requests")
    expect(marta.locator("tr.is-new")).to_contain_text(number)
