"""What happens while nobody listens reaches the page all the same: between two streams, after a deed of one's own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from app import news
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Caller
from tests.fixtures.site import Site

SignedIn, Program = Callable[[str], Page], Callable[[str], Caller]
ENDED = {"content_type": "text/event-stream", "body": "retry: 50\n\n"}  # a stream that is over as soon as it is open


@pytest.fixture
def page(site: Site, redis_url: str, signed_in: SignedIn) -> Page:
    """Marta's browser, in a house with news."""
    assert site
    news.open(redis_url)
    return signed_in("marta")


def test_between_two_streams(site: Site, page: Page, program: Program) -> None:
    number, jonas, asked = ordered(program("marta"))["number"], program("jonas"), list[Route]()

    def answer(route: Route) -> None:
        asked.append(route)
        if len(asked) == 1:
            return route.fulfill(**ENDED)  # type: ignore[arg-type]
        if len(asked) == 2:
            jonas.post(f"/api/v1/requests/{number}/comments", json={"text": "Said to nobody."})
        return route.continue_()

    page.route("**/events", answer)
    page.goto(f"{site.url}/requests/{number}")
    expect(page.locator("#said")).to_contain_text("Said to nobody.")


def test_after_a_deed_of_ones_own(site: Site, page: Page, program: Program) -> None:
    number, jonas = ordered(program("marta"))["number"], program("jonas")

    def answer(route: Route) -> None:
        jonas.post(f"/api/v1/requests/{number}/comments", json={"text": "An answer at once."})
        route.continue_()

    page.goto(f"{site.url}/requests/{number}")
    page.locator("#text").fill("A question.")
    page.route("**/events", answer, times=1)
    page.locator(".composer .btn--go").click()
    expect(page.locator("#said")).to_contain_text("An answer at once.")


def test_what_is_folded_out_stays_so(site: Site, page: Page, program: Program) -> None:
    number, jonas = ordered(program("marta"))["number"], program("jonas")
    with page.expect_response("**/events"):
        page.goto(f"{site.url}/requests/{number}")
    clock = page.locator("#clocks details").first
    clock.locator("summary").click()
    page.evaluate("document.addEventListener('renewed', () => (window.renewed = true))")
    jonas.post(f"/api/v1/requests/{number}/comments", json={"text": "Something new."})
    page.wait_for_function("() => window.renewed")
    expect(page.locator("#said")).to_contain_text("Something new.")
    expect(clock).to_have_attribute("open", "")


def test_what_was_typed_goes_along_into_the_renewed_part(site: Site, page: Page, program: Program) -> None:
    number = ordered(program("marta"))["number"]
    with page.expect_response("**/events"):
        page.goto(f"{site.url}/requests/{number}")
    page.locator("#watchers summary").click()
    page.locator("#watch-person").fill("Karol Z")
    page.locator("h1").click()
    program("marta").post(f"/api/v1/requests/{number}/watchers", json={"person": "piotr"})
    expect(page.locator("#watchers")).to_contain_text("Piotr Wiśniewski")
    expect(page.locator("#watch-person")).to_have_value("Karol Z")
