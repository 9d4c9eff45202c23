"""New software from the order to the stars, as its people live it: each in a browser of their own, no page reloaded."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.language import gettext, using
from tests.fixtures.running_house import Visit, Visitor, attentive
from tour.house import House

pytestmark = pytest.mark.xdist_group("running house")  # one house for all of them
STARTING = 120_000  # milliseconds until a worker has started on a busy machine and done what it found
ANSWERS = {"seats": "2", "amount": "480", "cost_centre": "4711", "why": "Two of us draw the new portal together."}


def figma(seats: int) -> re.Pattern[str]:
    """The title of an order, which says how many seats: each journey has its own number."""
    return re.compile(rf"Figma\D+{seats}(?!\d)")


def filled_in(marta: Visitor, **other: str) -> Page:
    """The order form with everything in it, not yet sent."""
    page = marta.open("/items/new_software")
    page.locator("[name=software]").select_option("Figma")
    page.locator("[name=paid_from][value=cost_centre]").check()
    for name, value in {**ANSWERS, **other}.items():
        page.locator(f"[name={name}]").fill(value)
    return page


def send(page: Page) -> None:
    page.locator("main form.card .row > .btn--go").click()


def ordered(marta: Visitor, **other: str) -> str:
    """Order it; the number of the request, whose page stays open and hears the news."""
    page = filled_in(marta, **other)
    send(page)
    page.wait_for_url(re.compile(r"/requests/REQ-\d{6}$"))
    attentive(page)
    return page.url.rpartition("/")[2]


def decide(jonas: Visitor, title: re.Pattern[str], decision: str, reason: str = "") -> None:
    """From the inbox, with two or three taps."""
    page = jonas.open("/inbox")
    page.locator(".mail", has_text=title).click()
    button = page.locator(f".decide button[value={decision}]")
    expect(button).to_be_in_viewport()
    if reason:
        if page.locator("[data-word]").is_visible():
            page.locator("[data-word]").click()
        page.locator("[name=reason]").fill(reason)
    button.click()
    page.wait_for_url("**/inbox?*")


def finish(page: Page) -> None:
    page.locator(".decide button[form=answer]").click()
    page.wait_for_url("**/inbox?*")


def take(visitor: Visitor, group: str, title: re.Pattern[str]) -> Page:
    """Open a group's task from its inbox."""
    page = visitor.open(f"/inbox?view=group:{group}")
    page.locator(".mail", has_text=title).click()
    page.wait_for_url(re.compile(r"/tasks/\d+"))
    return page


def installed(visit: Visit, title: re.Pattern[str]) -> None:
    """Bought by Béla without a mouse, tested by Dan, installed by Ewa."""
    without_a_mouse(visit("bela"), title)
    page = take(visit("dan"), "desktop-support", title)
    page.locator("[name=passed][value=true]").check()
    finish(page)
    finish(take(visit("eva"), "desktop-support", title))


def without_a_mouse(bela: Visitor, title: re.Pattern[str]) -> None:
    """J and K to the row, Enter opens, C takes, Tab and Enter do the rest."""
    page = bela.open("/inbox?view=group:procurement")
    rows, wanted = page.locator("[data-row]"), page.locator("[data-row]", has_text=title)
    expect(wanted).to_have_count(1)
    at = [bool(title.search(text)) for text in rows.all_inner_texts()].index(True)
    for key in ["j"] * (at + 2) + ["k"] * (1 if at + 2 <= rows.count() else 0):
        page.keyboard.press(key)
    expect(wanted).to_be_focused() if at + 1 < rows.count() else wanted.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/tasks/\d+"))
    page.keyboard.press("c")
    expect(page.locator("button[form=release]")).to_be_visible()
    page.locator("[name=order_number]").focus()
    for words in ("PO-20417", "F-2231"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.type("480")
    page.locator(".decide button[form=answer]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox?*")


def test_from_the_order_to_the_stars(visit: Visit, tmp_path: Path) -> None:
    marta, jonas = visit("marta"), visit("jonas", "phone")
    page = filled_in(marta, seats="21", cost_centre="47")
    quote = tmp_path / "quote.pdf"
    quote.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    page.locator("input[type=file]").set_input_files(quote)
    send(page)
    wrong = page.locator("[name=cost_centre]")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".field", has=wrong).locator(".error")).to_be_visible()
    expect(page.locator("[name=why]")).to_have_value(ANSWERS["why"])
    expect(page.locator("[name=software]")).to_have_value("Figma")
    expect(page.locator(".file")).to_contain_text("quote.pdf")
    wrong.fill("4711")
    with page.expect_response("**/events"):
        send(page)
    expect(page.locator("aside")).to_contain_text("quote.pdf")
    page.evaluate("window.stayed = true")
    decide(jonas, figma(21), "approve", "Fine with me.")
    expect(page.locator("#standing")).to_contain_text("Fine with me.")
    installed(visit, figma(21))
    confirm = page.locator("#standing button[name=ok]")
    expect(confirm).to_be_visible()
    assert page.evaluate("window.stayed")
    confirm.click()
    expect(page.locator("#head .btn").last).to_have_attribute(
        "href", re.compile(r"^/items/new_software\?again=REQ-\d+$")
    )
    page.locator(".stars input[value='5']").check()
    page.locator("[name=rating]").fill("Fast.")
    page.locator(".promise .btn").click()
    expect(page.locator(".stars input[value='5']")).to_be_checked()
    expect(page.locator("[name=rating]")).to_have_value("Fast.")


def test_refused_with_a_reason_on_a_phone(visit: Visit) -> None:
    marta, jonas = visit("marta"), visit("jonas", "phone")
    number = ordered(marta, seats="31")
    page = jonas.open("/inbox")
    page.locator(".mail", has_text=figma(31)).click()
    page.locator(".decide button[value=reject]").click()
    expect(page.locator("[name=reason]")).to_be_focused()
    page.locator("[name=reason]").fill("No budget left this year.")
    page.locator(".decide button[value=reject]").click()
    page.wait_for_url("**/inbox?*")
    expect(marta.page.locator("#standing")).to_contain_text("No budget left this year.")
    expect(marta.open("/requests?view=ended").locator("#list")).to_contain_text(number)


def test_a_failed_connector_is_repaired(running_house: House, visit: Visit) -> None:
    marta = visit("marta")
    number = ordered(marta, seats="41")
    decide(visit("jonas"), figma(41), "approve")
    running_house.restart("worker", LANEWAY_LDAP_URL="ldap://127.0.0.1:9", LANEWAY_LDAP_BASE="dc=example")
    installed(visit, figma(41))
    with using("hu"):
        delayed = gettext("Delayed by a technical fault")
    expect(marta.page.locator("#standing")).to_contain_text(delayed, timeout=STARTING)
    paul = visit("paul")
    card = paul.open("/incidents").locator("main a", has_text=figma(41)).first
    expect(card).to_be_visible()
    card.click()
    expect(paul.page.locator(".note--late")).to_be_visible()
    running_house.restart("worker")
    paul.page.locator("#reason-retry").fill("The directory answers again.")
    paul.page.locator("form[action$='/retry'] .btn--go").click()
    paul.page.wait_for_url("**/incidents")
    expect(marta.page.locator("#standing button[name=ok]")).to_be_visible(timeout=STARTING)
    expect(paul.open("/incidents?state=resolved").locator("main")).to_contain_text(number)


def test_an_overdue_approval_is_reminded(running_house: House, visit: Visit) -> None:
    ordered(visit("marta"), seats="43")
    jonas = visit("jonas")
    letters = jonas.open("/mailbox").locator(".letter", has_text=figma(43))
    expect(letters).to_have_count(1)
    running_house.run("clock", "+3d")
    again = visit("jonas")
    again.open("/mailbox")
    reminded = again.page.locator(".letter", has_text=figma(43))
    expect(reminded).to_have_count(2)
    reminded.first.click()
    link = again.page.locator("main a", has_text=f"{running_house.url}/").first
    link.click()
    expect(again.page.locator(".decide button[value=approve]")).to_be_in_viewport()
