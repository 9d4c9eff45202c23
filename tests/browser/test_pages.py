"""The pages in a real browser: an order that moves on before one's eyes, and an inbox without a mouse."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from app import news
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.site import Site

Enter, Program, BrowserOf = Callable[[str], Page], Callable[[str], Caller], Callable[[str], Browser]


def test_an_order_is_filled_in_and_placed(site: Site, signed_in: Enter) -> None:
    page = signed_in("ilse")
    page.goto(f"{site.url}/items/new_software")
    expect(page.locator("[name=product_name]")).to_be_hidden()
    page.locator("[name=software]").select_option("other")
    expect(page.locator("[name=product_name]")).to_be_visible()
    page.locator("[name=software]").select_option("AutoCAD")
    page.locator("[name=seats]").fill("2")
    page.locator("[name=amount]").fill("3100")
    page.locator("[name=cost_centre]").fill("4720")
    page.locator("[name=why]").fill("We draw the Isar bridge from December.")
    page.locator("main form.card .btn--go").click()
    page.wait_for_url(re.compile(r"/requests/REQ-\d{6}$"))
    expect(page.locator(".stages")).to_contain_text("Anna Berg")
    expect(page.locator("svg.bpmn .tok")).not_to_have_count(0)


def test_a_session_that_ends_in_the_middle_of_a_form_costs_nothing(
    site: Site, signed_in: Enter, browser_of: BrowserOf
) -> None:
    page = signed_in("jonas")
    page.goto(f"{site.url}/items/new_software")
    page.locator("[name=software]").select_option("Figma")
    page.locator("[name=amount]").fill("480")
    page.locator("[name=cost_centre]").fill("4711")
    page.locator("[name=why]").fill("A long and careful explanation.")
    page.context.clear_cookies()
    page.locator("main form.card .btn--go").click()
    page.wait_for_load_state()
    page.context.add_cookies([{"name": "laneway", "value": browser_of("jonas").secret, "url": site.url}])
    page.goto(f"{site.url}/items/new_software")
    expect(page.locator("[name=why]")).to_have_value("A long and careful explanation.")
    expect(page.locator("[name=software]")).to_have_value("Figma")
    page.locator("main form.card .btn--go").click()
    page.wait_for_url(re.compile(r"/requests/REQ-"))
    page.goto(f"{site.url}/items/new_software")
    expect(page.locator("[name=why]")).to_have_value("")


def test_a_page_moves_on_by_itself(
    site: Site, redis_url: str, signed_in: Enter, program: Program, browser_of: BrowserOf
) -> None:
    news.open(redis_url)
    number = ordered(program("marta"))["number"]
    page = signed_in("marta")
    with page.expect_response("**/events"):
        page.goto(f"{site.url}/requests/{number}")
    expect(page.locator("#standing")).to_contain_text("Jonas Weber")
    page.evaluate("window.stayed = true")
    answer = browser_of("jonas").submit("/tasks/1/complete", decision="approve", reason="Fine with me.")
    assert answer.status_code == 302
    expect(page.locator("#standing")).to_contain_text("Fine with me.")
    assert page.evaluate("window.stayed")


def test_the_inbox_without_a_mouse(site: Site, signed_in: Enter, program: Program) -> None:
    ordered(program("marta"))
    ordered(program("marta"))
    page = signed_in("jonas")
    page.goto(f"{site.url}/inbox")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/1?*")
    page.keyboard.press("a")
    expect(page.locator("button[value=approve]")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox?*")
    expect(page.locator(".mail")).to_have_count(1)


def test_working_hours_by_keys_alone(site: Site, signed_in: Enter) -> None:
    page = signed_in("admin")
    page.goto(f"{site.url}/calendars/standard")
    page.locator("[name='zone']").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("nine to five")
    page.keyboard.press("Enter")
    monday = page.locator("[name='week.0'][aria-invalid=true]")
    expect(monday).to_be_focused()
    expect(monday).to_have_accessible_description(re.compile("08:00-12:00"))
    page.keyboard.press("Control+A")
    page.keyboard.type("09:00-15:00")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_be_visible()
    expect(page.locator("[name='week.0']")).to_have_value("09:00-15:00")


def test_a_double_click_orders_once(site: Site, signed_in: Enter, program: Program, browser_of: BrowserOf) -> None:
    ordered(program("marta"))
    page = signed_in("marta")
    page.goto(f"{site.url}/requests/REQ-000001")
    page.locator("#text").fill("Only once, please.")
    page.locator(".composer .btn--go").dblclick()
    page.wait_for_url("**/requests/REQ-000001#talk")
    expect(page.locator("#said")).to_contain_text("Only once, please.")
    assert browser_of("marta").get("/requests/REQ-000001").text.count("Only once, please.") == 1


def test_everything_works_without_script(site: Site, signed_in: Enter, program: Program) -> None:
    ordered(program("marta"))
    page = signed_in("jonas")
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(f"{site.url}/tasks/1")
    plain.locator("textarea[name=reason]").fill("Fine.")
    plain.locator("button[value=approve]").click()
    plain.wait_for_url("**/inbox?*")
    context.close()


def test_no_name_of_a_view_runs_into_its_count(site: Site, signed_in: Enter) -> None:
    page = signed_in("zsofia")  # Hungarian, in Irodaüzemeltetés
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site.url}/inbox?view=group:office-services")
    names = page.locator(".views a > span:first-of-type")
    expect(names.first).to_be_visible()
    wider = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText)"
    assert names.evaluate_all(wider) == []
