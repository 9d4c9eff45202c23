"""Saving in the studio: pressed twice, drawn on meanwhile, and a name given while the label on the canvas is open."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.test_studio import choose, opened
from tests.fixtures.site import Site

HERE = "/studio/new_software/1"


def named(page: Page, name: str) -> None:
    page.locator("[data-props]").get_by_label("Name", exact=True).fill(name)
    page.keyboard.press("Tab")


def test_pressed_twice_it_saves_once(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    said = opened(page, site, HERE)
    choose(page, "buy")
    named(page, "Buy it")
    page.locator("[data-save-button]").dblclick()
    page.wait_for_url("**/studio/new_software/2")
    expect(page.locator("[data-studio=ready]")).to_be_visible()
    choose(page, "buy")
    named(page, "Buy it now")
    page.locator("[data-save-button]").dblclick()
    expect(page.locator("[data-state]")).to_have_text("Saved")
    assert said == []


def test_what_is_drawn_while_it_saves_is_saved_too(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    opened(page, site, HERE)
    held: list[Route] = []
    page.route("**/save", lambda route: route.continue_() if held else held.append(route))
    choose(page, "buy")
    named(page, "Before")
    with page.expect_request("**/save"):
        page.locator("[data-save-button]").click()
    expect(page.locator("[data-state]")).to_have_text("It is being saved …")
    named(page, "Meanwhile")
    held[0].continue_()
    page.wait_for_url("**/studio/new_software/2")
    expect(page.locator("[data-element-id=buy]")).to_contain_text("Meanwhile")
    expect(page.locator("[data-kept]")).to_be_hidden()


def test_a_field_is_clicked_while_a_label_is_open(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    opened(page, site, HERE)
    choose(page, "buy")
    page.locator(".djs-context-pad [data-action='append.end-event']").click()
    expect(page.locator(".djs-direct-editing-content")).to_be_visible()
    page.keyboard.type("Bought")
    name = page.locator("[data-props]").get_by_label("Name", exact=True)
    name.click()
    expect(name).to_be_focused()  # or what is typed now would be shortcuts of the canvas
    expect(name).to_have_value("Bought")
    page.keyboard.press("End")
    page.keyboard.type(" here\t")
    page.get_by_role("button", name="Larger").click()
    expect(page.locator(".djs-element", has_text="Bought here").first).to_be_visible()


def test_the_palette_covers_no_step(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    opened(page, site, HERE)
    page.set_viewport_size({"width": 1280, "height": 700})
    expect(page.locator(".djs-palette.two-column")).to_be_visible()
    page.get_by_role("button", name="The whole diagram").click()
    palette = page.locator(".djs-palette").bounding_box()
    assert palette
    shapes = page.evaluate(
        "[...document.querySelectorAll('.djs-shape .djs-visual')].map(e => e.getBoundingClientRect().x)"
    )
    assert min(shapes) >= palette["x"] + palette["width"]
