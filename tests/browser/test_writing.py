"""A comment that is half written: a page that is loaded again brings it back, and sending it lets it go."""

from playwright.sync_api import expect

from tests.capabilities.asking import sent
from tests.fixtures.running_house import Visit

ORDER = {"subject": "A third chair", "category": "it", "description": "For visitors."}


def test_half_written_words_come_back_until_they_are_sent(visit: Visit) -> None:
    marta, admin = visit("marta"), visit("admin")
    number = str(sent(marta, "/requests", data={"item": "general_request", "data": ORDER})["number"])
    page = admin.open(f"/requests/{number}")
    form = page.locator("form:has(.composer)")
    text, internal = form.locator("textarea"), form.locator("[name=internal]")
    text.fill("Between us: she has two")
    internal.check()
    page.reload()
    expect(text).to_have_value("Between us: she has two")
    expect(internal).to_be_checked()
    admin.open("/requests")
    admin.open(f"/requests/{number}")
    text.fill("Between us: she has two already.")
    form.get_by_role("button", name="Send").click()
    said = page.locator("#said .say--in", has_text="Between us: she has two already.")
    expect(said).to_be_visible()
    expect(text).to_have_value("")
    page.reload()
    expect(said).to_be_visible()
    expect(text).to_have_value("")
    assert page.evaluate("Object.keys(sessionStorage).filter(name => name.startsWith('writing:'))") == []
