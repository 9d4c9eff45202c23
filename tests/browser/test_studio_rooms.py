"""The rooms beside the canvas: what is typed into a form that is drawn anew, and a table's cell that cannot be read."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.test_axe import AXE
from tests.browser.test_studio import RUN, opened
from tests.fixtures.site import Site

HERE = "/studio/new_software/1"


def test_what_is_typed_while_a_field_changes_its_kind_stays(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    page.goto(f"{site.url}{HERE}/forms/order")
    page.get_by_role("button", name="Add a field", exact=True).click()
    kinds = page.get_by_label("Kind of field")
    expect(kinds.last).to_have_value("textfield")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/forms/order", hold)
    with page.expect_request("**/forms/order"):
        kinds.last.select_option("number")
    page.get_by_label("Key", exact=True).last.fill("price")
    page.get_by_label("Required").last.check()
    held[0].continue_()
    expect(page.get_by_label("Smallest").last).to_be_visible()
    expect(page.get_by_label("Key", exact=True).last).to_have_value("price")
    expect(page.get_by_label("Required").last).to_be_checked()


def test_a_cell_that_cannot_be_read_is_named_and_marked(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    page.goto(f"{site.url}{HERE}/decisions/new_software.dmn")
    cell = page.get_by_label("Rule 2, Software")
    cell.fill("about 30000")
    page.get_by_role("button", name="Save").last.click()
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Rule 2, Software: “about 30000” is not FEEL: 30000 is not expected here")
    expect(page.locator("main [aria-invalid=true]")).to_have_count(1)
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(cell).to_be_focused()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN) == []


def test_a_time_says_how_it_is_written(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    opened(page, site, HERE)
    page.locator("[data-hands] summary").press("Enter")
    page.get_by_label("Go to").select_option(label="Buy the licence")
    page.get_by_role("button", name="Then wait for a time").press("Enter")
    props = page.locator("[data-props]")
    expect(props.get_by_text("P3D is three days")).to_be_visible()
    props.get_by_label("Kind of time").select_option("timeDate")
    expect(props.get_by_text("For example 2026-03-31T09:00")).to_be_visible()
    expect(props.get_by_text("P3D is three days")).to_be_hidden()
