"""The studio in a real browser: change, see what is wrong, mend it, save, publish; running requests keep theirs."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from app.catalogue.drawing.laying.file import MOST
from app.db import transaction
from app.operations import importing
from tests.app.operations import ruled
from tests.app.web.api.test_journey import ordered
from tests.browser.test_axe import AXE
from tests.fixtures.absent import cannot_run
from tests.fixtures.callers import Browser, Caller, person
from tests.fixtures.site import Site
from tests.workflows.diagrams import diagram, node, path, start

#: The drawing surface is bpmn-js's own; everything around it is ours.
RUN = """async () => (await axe.run({exclude: ['.djs-container']}, {resultTypes: ['violations']})).violations.map(
  found => `${found.id}: ${found.nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)"""

#: Whether the browser would ask before the page is left.
LEAVING = """() => { const event = new Event('beforeunload', {cancelable: true}); dispatchEvent(event);
  return event.defaultPrevented; }"""

#: What the browser says of a machine that is busy.
SLOW = ("was preloaded using link preload but not used within", "Slow network is detected")


def is_wrong(message: ConsoleMessage) -> bool:
    return message.type in ("error", "warning") and not any(words in message.text for words in SLOW)


def opened(page: Page, site: Site, path: str, width: int = 1440) -> list[str]:
    """Opens the editor; the list fills with what the console says is wrong."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if is_wrong(message) else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.url + path)
    expect(page.locator("[data-studio=ready]")).to_be_visible()
    return said


def choose(page: Page, element: str) -> None:
    page.locator(f"[data-element-id='{element}'] .djs-hit").first.click(force=True)
    expect(page.locator(f".djs-element.selected[data-element-id='{element}']")).to_be_visible()


def test_an_owner_draws_and_publishes(
    site: Site, program: Callable[[str], Caller], signed_in: Callable[[str], Page]
) -> None:
    number = ordered(program("marta"))["number"]
    page = signed_in("olivia")
    said = opened(page, site, "/studio/new_software/1")
    choose(page, "buy")
    props, problems = page.locator("[data-props]"), page.locator("[data-problem-list] li")
    before = problems.count()
    props.get_by_label("Name", exact=True).fill("Order the licence")
    page.keyboard.press("Tab")
    props.get_by_label("Group", exact=True).select_option("")
    expect(problems).to_have_count(before + 1)
    expect(page.locator(".flag--error")).to_be_visible()
    page.locator("#main").get_by_role("region", name="Diagram").click(position={"x": 500, "y": 20})
    problems.filter(has_text="Order the licence").get_by_role("button").click()
    expect(page.locator(".djs-element.selected[data-element-id='buy']")).to_be_visible()
    props.get_by_label("Group", exact=True).select_option("desktop-support")
    expect(problems.filter(has_text="is given to nobody")).to_have_count(0)
    page.get_by_role("button", name="Save as a new draft").click()
    page.wait_for_url("**/studio/new_software/2")
    expect(page.locator("[data-studio=ready]")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/studio/new_software/2/publish?")
    expect(page.locator(".changes")).to_contain_text("Order the licence")
    page.get_by_label("What is new, in a sentence").fill("It is called an order now.")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/studio/new_software")
    expect(page.locator("tbody tr").first).to_contain_text("Published")
    expect(page.locator("tbody tr").first).to_contain_text("It is called an order now.")
    assert program("marta").get("/api/v1/catalogue/new_software").json["version"] == 2
    assert program("marta").get(f"/api/v1/requests/{number}").json["version"] == 1
    assert said == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_editor_keeps_the_rules_of_the_house(site: Site, signed_in: Callable[[str], Page], theme: str) -> None:
    if not AXE.exists():
        cannot_run("no axe-core: run `npm ci` in frontend/")
    page = signed_in("olivia")
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    said = opened(page, site, "/studio/new_software/1")
    choose(page, "buy")
    expect(page.locator(".bjs-powered-by")).to_be_visible()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN) == []
    assert said == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_a_hand_it_is_for_reading(site: Site, signed_in: Callable[[str], Page], theme: str) -> None:
    if not AXE.exists():
        cannot_run("no axe-core: run `npm ci` in frontend/")
    page = signed_in("olivia")
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    said = opened(page, site, "/studio/new_software/1", 390)
    expect(page.get_by_text("Drawing needs a wider screen.")).to_be_visible()
    expect(page.locator(".djs-palette")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN) == []
    assert said == []


def test_a_process_that_nobody_has_drawn_is_drawn_and_kept_when_saved(
    site: Site, signed_in: Callable[[str], Page]
) -> None:
    ruled.publish({"id": "R1", "who": "person", "whom": "tom"})
    page = signed_in("olivia")
    said = opened(page, site, "/studio/buying/1")
    expect(page.locator("[data-state]")).to_contain_text("The file held no drawing")
    choose(page, "approve")
    expect(page.locator("[data-props]").get_by_label("Name", exact=True)).to_be_visible()
    page.get_by_role("button", name="Save as a new draft").click()
    page.wait_for_url("**/studio/buying/2")
    expect(page.locator("[data-studio=ready]")).to_be_visible()
    expect(page.locator("[data-state]")).to_contain_text("Saved")
    choose(page, "approve")
    assert said == []


def test_what_cannot_be_drawn_says_so(site: Site, signed_in: Callable[[str], Page]) -> None:
    steps = [f"t{number}" for number in range(MOST + 1)]
    drawn = (start(), *(node("task", one) for one in steps), ruled.DONE, path("start", *steps, "end"))
    with transaction():
        importing.import_files({"long.bpmn": diagram(ruled.TITLE, *drawn, process="long")}, publish=False)
    page = signed_in("olivia")
    page.goto(site.url + "/studio/long/1")
    expect(page.locator("[data-state]")).to_contain_text("too much to make one")


def test_the_menus_speak_the_readers_language(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    with transaction():
        person("olivia").language = "de"
    opened(page, site, "/studio/new_software/1")
    expect(page.locator("[data-action='create.task']")).to_have_attribute("aria-label", "Schritt zeichnen")
    choose(page, "buy")
    page.locator(".djs-context-pad [data-action='replace']").click()
    expect(page.locator(".djs-popup")).to_contain_text("Entscheidungstabelle")


def test_work_that_was_not_saved_is_offered_back_whatever_another_tab_saves(
    site: Site, signed_in: Callable[[str], Page], browser_of: Callable[[str], Browser]
) -> None:
    page = signed_in("olivia")
    opened(page, site, "/studio/new_software/1")
    choose(page, "buy")
    page.locator("[data-props]").get_by_label("Name", exact=True).fill("Kept in the browser")
    page.locator("[data-props]").get_by_label("Group", exact=True).focus()
    while not page.evaluate("localStorage.length"):
        pass
    other = page.context.new_page()
    opened(other, site, "/studio/new_software/1")
    choose(other, "buy")
    other.locator("[data-props]").get_by_label("Name", exact=True).fill("Saved in another tab")
    other.keyboard.press("Tab")
    other.locator("[data-save-button]").click()
    other.wait_for_url("**/studio/new_software/2")
    other.close()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("[data-studio=ready]")).to_be_visible()
    page.get_by_role("button", name="Take them up again").click()
    choose(page, "buy")
    expect(page.locator("[data-props]").get_by_label("Name", exact=True)).to_have_value("Kept in the browser")


def test_a_field_of_another_kind_asks_at_once_for_what_it_needs(site: Site, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("olivia")
    page.goto(site.url + "/studio/new_software/1/forms/install")
    page.get_by_role("button", name="Add a field", exact=True).click()
    field = page.locator("fieldset.card").last
    label = field.get_by_label("Label", exact=True)
    expect(label).to_have_value("New field")
    assert page.evaluate(LEAVING), "what was added is not saved, and nobody is asked before it is lost"
    label.fill("Which floor")
    field.get_by_label("Kind of field").focus()
    field.get_by_label("Kind of field").select_option("select")
    options = field.get_by_label("Options, one a line: value = label")
    expect(options).to_have_value(re.compile("First option"))
    expect(label).to_have_value("Which floor")
    expect(field.get_by_label("Kind of field")).to_be_focused()
    expect(page.locator("#preview")).to_contain_text("Which floor")
    options.fill("g = Ground\n1 = First")
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_url("**/studio/new_software/2/forms/install")
    expect(page.get_by_label("Options, one a line: value = label").last).to_have_value(
        re.compile(r"^g = Ground\n1 = First\s*$")
    )
