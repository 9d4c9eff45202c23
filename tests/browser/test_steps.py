"""Steps that people begin: from the request's page and from the inbox, with the rights of the group."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from app.db import transaction
from app.operations import importing
from tests.app.operations.beginning_items import done, item
from tests.fixtures.site import Site
from tests.workflows.diagrams import ad_hoc, extensions, node, path, properties, start

SignedIn = Callable[[str], Page]


def step(key: str, name: str) -> str:
    who = extensions("<zeebe:userTask/>", properties(group="desktop-support"))
    return node("userTask", key, who, name=name)


def ordered(page: Page, site: Site) -> str:
    """Order the item; answers the request's address."""
    with transaction():
        box = ad_hoc("box", step("help", "Help out"), step("look", "Look around"), name="What is needed")
        made = importing.import_files({"fix.bpmn": item("fix", start(), box, done(), path("start", "box", "end"))})
        assert made.state == "published", made.problems
    page.goto(f"{site.url}/items/fix")
    page.locator("main form .btn--go").first.click()
    page.wait_for_url("**/requests/REQ-*")
    return page.url


def test_the_group_begins_steps_on_the_page_of_the_request_and_ends_it_in_the_inbox(
    site: Site, signed_in: SignedIn, sqlite_house: Flask
) -> None:
    page = signed_in("tom")
    address = ordered(page, site)
    expect(page.get_by_role("heading", name="Steps that may be started")).to_have_count(0)
    page = signed_in("dan")
    page.goto(address)
    section = page.get_by_role("region", name="What is needed")
    section.get_by_role("button", name="Help out").click()
    page.wait_for_url(address)
    expect(page.get_by_text("Begun. It is in the inbox of those who do it.")).to_be_visible()
    page.goto(f"{site.url}/inbox?view=group:desktop-support")
    page.get_by_role("link", name="What is needed").first.click()
    expect(page.get_by_role("button", name="Look around")).to_be_visible()
    page.get_by_role("button", name="Nothing more to do").click()
    expect(page.locator(".toast")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("region", name="What is needed")).to_have_count(0)
