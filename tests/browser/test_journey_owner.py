"""The process owner in a real browser: a new item from nothing, drawn, asked, said, published, ordered."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_studio import choose, opened
from tests.fixtures.site import Site

HERE = "/studio/new_phone/1"


def draw_a_step(page: Page) -> None:
    """Onto the way between approval and work, made a step for a person, and named."""
    page.locator("[data-action='create.task']").click()
    way = page.locator("[data-element-id='approved_to_work'] .djs-visual > path").bounding_box()
    assert way
    x, y = way["x"] + way["width"] / 2, way["y"] + way["height"] / 2
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y, steps=4)
    page.mouse.click(x, y)
    page.locator(".djs-context-pad [data-action='replace']").click()
    page.locator(".djs-popup [data-id='replace-with-user-task']").click()
    props = page.locator("[data-props]")
    props.get_by_label("Name", exact=True).fill("Choose the contract")
    page.keyboard.press("Tab")
    props.get_by_label("Kind of step").select_option("fulfilment")
    props.get_by_label("Group", exact=True).select_option("procurement")


def test_a_new_item_from_nothing(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site.url}/studio")
    page.get_by_role("link", name="Draw a new item").click()
    page.get_by_label("Name", exact=True).fill("New phone")
    page.get_by_label("Key").fill("new_phone")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(f"**{HERE}")
    expect(page.locator("[data-studio=ready]")).to_be_visible()
    choose(page, "work")
    page.locator("[data-props]").get_by_label("Group", exact=True).select_option("desktop-support")
    draw_a_step(page)
    expect(page.get_by_role("button", name="Publish")).not_to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-state]")).to_have_text("Saved")

    page.get_by_role("link", name="Forms, tables, texts").click()
    page.get_by_text("New form", exact=True).click()
    page.get_by_label("Name of the form").fill("contract")
    page.locator("form", has=page.get_by_label("Name of the form")).get_by_role("button", name="Begin").click()
    page.wait_for_url(f"**{HERE}/forms/contract")
    fields = page.locator("form[data-unsaved]")
    fields.get_by_label("Label").first.fill("Which contract?")
    page.get_by_label("Kind of field").first.select_option("select")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_label("Options, one a line").fill("small = Small\nlarge = Large")
    page.get_by_role("button", name="Add a field", exact=True).click()
    expect(fields.get_by_label("Label", exact=True)).to_have_count(2)
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator(".toasts")).to_contain_text("Saved")
    expect(page.locator("aside")).to_contain_text("Which contract?")

    opened(page, site, HERE)
    page.locator(".djs-element", has_text="Choose the contract").locator(".djs-hit").first.click(force=True)
    page.locator("[data-props]").get_by_label("Form", exact=True).select_option("contract")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-state]")).to_have_text("Saved")

    page.goto(f"{site.url}{HERE}/texts?missing=1")
    page.get_by_label("Deutsch: New phone").fill("Neues Telefon")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".toasts")).to_contain_text("Saved")

    page.goto(f"{site.url}{HERE}/publish")
    page.get_by_label("What is new, in a sentence").fill("The first one.")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("tbody tr").first).to_contain_text("The first one.")
    page.goto(f"{site.url}/items/new_phone")
    page.get_by_label("What do you need?").fill("One with a keyboard.")
    page.locator("main form.card .btn--go").click()
    page.wait_for_url(re.compile(r"/requests/REQ-\d{6}$"))


def test_a_decision_is_changed_in_its_table(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    page.goto(f"{site.url}/studio/new_software/1/decisions/new_software.dmn")
    page.get_by_label("Rule 1, Software").fill("not FEEL (")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("alert")).to_contain_text("is not FEEL")
    page.get_by_label("Rule 1, Software").fill('"Nmap"')
    page.get_by_role("button", name="Copy rule 1").first.click()
    expect(page.get_by_label("Rule 2, Software")).to_have_value('"Nmap"')
    page.get_by_role("button", name="Save").last.click()
    page.wait_for_url("**/studio/new_software/2/decisions/new_software.dmn")
    page.goto(f"{site.url}/studio/new_software/2/changes")
    expect(page.locator(".changes")).to_contain_text('"Wireshark"')
    expect(page.locator(".changes")).to_contain_text('"Nmap"')


def test_two_people_at_one_draft_are_told(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    page.goto(f"{site.url}/studio/new_software/1/texts")
    page.get_by_label("Deutsch: New software").fill("Programme")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/studio/new_software/2/texts")
    other = page.context.new_page()
    other.goto(f"{site.url}/studio/new_software/2/texts")
    other.get_by_label("Deutsch: New software").fill("Theirs")
    other.get_by_role("button", name="Save").click()
    expect(other.locator(".toasts")).to_contain_text("Saved")
    page.get_by_label("Deutsch: New software").fill("Mine")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody else has saved this draft meanwhile")
    expect(page.get_by_label("Deutsch: New software")).to_have_value("Mine")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".toasts")).to_contain_text("Saved")
