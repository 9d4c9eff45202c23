"""axe on what a form goes through: kept, wrong, refused, changed under one's hands; and on the diagram seen whole."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.app.web.api.test_journey import ordered
from tests.app.web.test_keeping import published_anew, without_cost_centre
from tests.browser.test_axe import AXE, RUN, WIDER
from tests.browser.test_journey_roles import in_english
from tests.browser.test_kept_answers import begun, is_kept, order
from tests.fixtures.absent import cannot_run
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.site import Site


@pytest.fixture(autouse=True)
def _axe() -> None:
    if not AXE.exists():
        cannot_run("no axe-core: run `npm ci` in frontend/")


def wrong(page: Page) -> Iterator[str]:
    """What axe finds on the page as it stands, and whether it scrolls sideways: at both widths, in both looks."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
            found = [*page.evaluate(RUN), *(["scrolls sideways"] if page.evaluate(WIDER) > 0 else [])]
            yield from (f"{width} {theme}: {fault}" for fault in found)


def test_an_order_kept_and_corrected(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = begun(signed_in("dan"), site)
    page.locator("[name=seats]").fill("many")
    page.locator("[name=why]").focus()
    expect(page.locator("[name=seats]")).to_have_attribute("aria-invalid", "true")
    is_kept(page)
    found = {"left": [*wrong(page)]}
    page.goto(f"{site.url}/items/new_software")
    expect(page.locator(".note--kept")).to_be_visible()
    found["kept"] = [*wrong(page)]
    page.locator("main form.card .row > .btn--go").click()
    expect(page.locator(".mistakes")).to_be_visible()
    found["refused"] = [*wrong(page)]
    page.locator("[name=seats]").fill("2")
    published_anew(without_cost_centre)
    page.locator("main form.card .row > .btn--go").click()
    expect(page.locator(".note--soon")).to_contain_text("4711")
    found["changed"] = [*wrong(page)]
    order(page)
    page.locator("#diagram [popovertarget=whole]").click()
    expect(page.locator("#whole")).to_be_visible()
    found["whole"] = [*wrong(page)]
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_every_way_a_request_ends(
    site: Site, program: Callable[[str], Caller], signed_in: Callable[[str], Page], browser_of: Callable[[str], Browser]
) -> None:
    in_english("marta")
    rejected, withdrawn = (ordered(program("marta"))["number"] for _each in range(2))
    browser_of("jonas").submit("/tasks/1/complete", decision="reject", reason="Not this year.")
    browser_of("marta").submit(f"/requests/{withdrawn}/withdraw", reason="No need.")
    page, found = signed_in("marta"), {}
    for number, said in ((rejected, "Not this year."), (withdrawn, "No need.")):
        page.goto(f"{site.url}/requests/{number}")
        expect(page.locator("#standing")).to_contain_text(said)
        expect(page.locator(".stars")).to_be_visible()
        found[said] = [*wrong(page)]
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_a_forgotten_password(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/login")
    page.get_by_role("link", name="Forgotten your password?").click()
    found = [*wrong(page)]
    page.locator("[name=login]").fill("marta")
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_text("Call the service desk")).to_be_visible()
    assert [*found, *wrong(page)] == []
