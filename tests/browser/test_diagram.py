"""The live diagram of a request: it opens where the work is, says that it goes on, and can be seen whole."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from app import news
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.site import Site


def test_it_says_on_which_sides_it_goes_on(
    site: Site, program: Callable[[str], Caller], signed_in: Callable[[str], Page]
) -> None:
    number = ordered(program("marta"))["number"]
    page = signed_in("marta")
    page.goto(f"{site.url}/requests/{number}")
    frame = page.locator("[data-centre]")
    frame.evaluate("frame => { frame.scrollLeft = 100 }")
    expect(frame).to_have_attribute("data-more", "left right")
    frame.focus()
    frame.press("Home")
    frame.evaluate("frame => { frame.scrollLeft = 0 }")
    expect(frame).to_have_attribute("data-more", "right")
    frame.evaluate("frame => { frame.scrollLeft = frame.scrollWidth }")
    expect(frame).to_have_attribute("data-more", "left")
    before = frame.evaluate("frame => frame.scrollLeft")
    frame.press("ArrowLeft")
    page.wait_for_function("before => document.querySelector('[data-centre]').scrollLeft < before", arg=before)


def test_all_of_it_in_the_window_and_back_by_keyboard(
    site: Site, program: Callable[[str], Caller], signed_in: Callable[[str], Page]
) -> None:
    number = ordered(program("marta"))["number"]
    page = signed_in("marta")
    page.goto(f"{site.url}/requests/{number}")
    opener, whole = page.locator("#diagram [popovertarget=whole]"), page.locator("#whole")
    opener.press("Enter")
    expect(whole).to_be_visible()
    expect(whole.locator("[popovertarget=whole]")).to_be_focused()
    drawn, room = whole.locator("svg").bounding_box(), page.viewport_size
    assert drawn is not None
    assert room is not None
    assert (drawn["width"] <= room["width"], drawn["height"] <= room["height"]) == (True, True)
    page.keyboard.press("Escape")
    expect(whole).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_token_moves_on_while_somebody_types(
    site: Site,
    redis_url: str,
    program: Callable[[str], Caller],
    signed_in: Callable[[str], Page],
    browser_of: Callable[[str], Browser],
) -> None:
    news.open(redis_url)
    number = ordered(program("marta"))["number"]
    page = signed_in("marta")
    with page.expect_response("**/events"):
        page.goto(f"{site.url}/requests/{number}")
    places = "() => [...document.querySelectorAll('svg.bpmn .tok')].map(token => token.cx.baseVal.value)"
    before = page.evaluate(places)
    page.locator("#text").press_sequentially("When will it")
    browser_of("jonas").submit("/tasks/1/complete", decision="approve", reason="Fine with me.")
    page.wait_for_function(f"before => ({places})().join() !== before.join()", arg=before)
    page.locator("#text").press_sequentially(" come?")
    expect(page.locator("#text")).to_have_value("When will it come?")
    expect(page.locator("#text")).to_be_focused()
    now = page.evaluate(places)
    assert now[: len(now) // 2] == now[len(now) // 2 :]  # the whole one tells the same
