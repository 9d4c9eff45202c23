"""Drawing without a mouse: elements are gone to, put in, connected and deleted by lists and buttons of the panel."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_studio import opened
from tests.fixtures.site import Site


def test_a_step_is_put_in_by_keyboard_alone(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    said = opened(page, site, "/studio/new_software/1")
    hands, keys = page.locator("[data-hands]"), page.keyboard
    hands.locator("summary").focus()
    keys.press("Enter")
    go = hands.get_by_label("Go to")
    ways = go.locator("option").all_inner_texts()
    way = next(one for one in ways if one.startswith("Buy the licence → "))
    after = way.removeprefix("Buy the licence → ")
    go.focus()
    go.select_option(label=way)
    expect(page.locator("[data-props]")).to_contain_text("Taken when")
    expect(go).to_be_focused()
    hands.get_by_role("button", name="Then a step").press("Enter")
    name = page.locator("[data-props]").get_by_label("Name", exact=True)
    expect(name).to_be_focused()
    keys.type("Legal check")
    keys.press("Tab")
    page.locator("[data-props]").get_by_label("Kind of step").select_option("fulfilment")
    page.locator("[data-props]").get_by_label("Group", exact=True).select_option("desktop-support")
    page.locator("[data-save-button]").press("Enter")
    page.wait_for_url("**/studio/new_software/2")
    expect(page.locator("[data-studio=ready]")).to_be_visible()
    texts = page.locator("[data-go] option").all_inner_texts()
    assert {"Buy the licence → Legal check", f"Legal check → {after}"} <= set(texts)
    assert way not in texts
    go.select_option(label="Legal check")
    hands.get_by_role("button", name="Delete").press("Enter")
    expect(go.locator("option", has_text="Legal check")).to_have_count(0)
    expect(go).to_be_focused()
    go.select_option(label="Buy the licence")
    hands.get_by_label("Connect with another element").select_option(label=after)
    expect(go.locator("option:checked")).to_have_text(way)
    assert said == []


def test_what_follows_never_covers_what_is_there(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    opened(page, site, "/studio/new_software/1")
    page.locator("[data-hands] summary").press("Enter")
    for _again in range(2):
        page.get_by_label("Go to").select_option(label="Buy the licence")
        page.get_by_role("button", name="Then an end").press("Enter")
        expect(page.locator("[data-props]")).to_contain_text("How the request ends")
        expect(page.locator("[data-props] h2")).to_have_text("No name yet")  # and never the id that the editor made up
    boxes = page.evaluate(
        "[...document.querySelectorAll('.djs-shape:not([data-element-id$=_label]) .djs-visual')].map(e => {"
        "const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]})"
    )
    ends = boxes[-2:]
    assert len({(round(x), round(y)) for x, y, _w, _h in ends}) == 2, ends
