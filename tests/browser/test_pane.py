"""The open task while others work on it: what it says follows what happens, and stays about this task."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from app import news
from tests.browser.test_journey_roles import GROUP, in_english, wished
from tests.fixtures.callers import Caller
from tests.fixtures.site import Site

Enter, Program = Callable[[str], Page], Callable[[str], Caller]


def opened(site: Site, page: Page) -> Page:
    """Eva's group with its first task beside the list, and the stream of news running."""
    in_english("eva")
    with page.expect_response("**/events"):
        page.goto(site.url + GROUP)
    expect(page.locator("#bar button[form=claim]")).to_be_visible()
    return page


def of(program: Program, number: str) -> int:
    tasks = program("dan").get("/api/v1/tasks?scope=groups").json["items"]
    found: int = next(task["id"] for task in tasks if task["request"] == number)
    return found


def test_a_colleague_takes_it(site: Site, redis_url: str, signed_in: Enter, program: Program) -> None:
    news.open(redis_url)
    first, second = wished(program, "The first one"), wished(program, "The second one")
    page = opened(site, signed_in("eva"))
    assert program("dan").post(f"/api/v1/tasks/{of(program, first)}/claim").status_code == 200
    expect(page.locator("#bar")).to_contain_text("Dan Fischer has it. You can read along.")
    expect(page.locator("#bar button")).to_have_count(0)
    expect(page.locator(".mail")).to_have_count(1)
    expect(page.locator(".mail")).to_contain_text("The second one")
    expect(page.locator("#tt")).to_have_text("The first one")
    said = program("marta").post(f"/api/v1/requests/{second}/comments", json={"text": "This is about the second."})
    assert said.status_code == 201
    expect(page.locator(".mail .mail__new")).to_have_count(1)
    expect(page.locator("#said")).not_to_contain_text("This is about the second.")


def test_the_request_is_withdrawn(site: Site, redis_url: str, signed_in: Enter, program: Program) -> None:
    news.open(redis_url)
    number = wished(program)
    page = opened(site, signed_in("eva"))
    page.locator("#answer textarea").first.fill("What I have written so far")
    assert program("marta").post(f"/api/v1/requests/{number}/withdraw", json={"reason": "Mended."}).status_code == 200
    expect(page.locator("#over")).to_contain_text("The request was withdrawn.")
    expect(page.locator("#bar button")).to_have_count(0)
    expect(page.locator("#answer textarea").first).to_have_value("What I have written so far")
    expect(page.locator(".mail")).to_have_count(0)


def test_a_colleague_finishes_it(site: Site, redis_url: str, signed_in: Enter, program: Program) -> None:
    news.open(redis_url)
    task = of(program, wished(program))
    page = opened(site, signed_in("eva"))
    expect(page.locator(".task__tools button").first).to_be_visible()
    done = {"data": {"result": "answered", "answer": "Switch it on."}}
    assert program("dan").post(f"/api/v1/tasks/{task}/complete", json=done).status_code == 200
    expect(page.locator("#over")).to_contain_text("Dan Fischer finished this task.")
    expect(page.locator(".task__tools button")).to_have_count(0)
    expect(page.locator("#standing")).not_to_contain_text("Dan Fischer")
    expect(page.locator(".mail")).to_have_count(0)


def test_who_was_faster_is_said(site: Site, signed_in: Enter, program: Program) -> None:
    """Without news: the page that is open does not know yet."""
    task = of(program, wished(program))
    in_english("eva")
    page = signed_in("eva")
    page.goto(f"{site.url}/tasks/{task}")
    assert program("dan").post(f"/api/v1/tasks/{task}/claim").status_code == 200
    page.locator("button[form=claim]").click()
    expect(page.locator(".toast")).to_contain_text("Dan Fischer has this already.")
    expect(page.locator("#bar")).to_contain_text("Dan Fischer has it.")


def test_the_open_task_is_in_sight_far_down_the_list(site: Site, signed_in: Enter, program: Program) -> None:
    for number in range(25):
        wished(program, f"Monitor {number}")
    in_english("eva")
    page = signed_in("eva")
    page.goto(site.url + GROUP)
    for _step in range(22):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/*")
    expect(page.locator(".mail[aria-current]")).to_be_in_viewport()
