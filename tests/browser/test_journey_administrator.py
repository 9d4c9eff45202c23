"""The administrator in a real browser: somebody new in a group, a substitute, a connector test, the journal proved."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.db import now, session, transaction
from app.models.journal import Journal
from app.models.outbox import Outbox
from app.operations import connectors
from tests.fixtures.callers import Browser
from tests.fixtures.site import Site
from workflows.values import loads

Enter = Callable[[str], Page]


def test_somebody_new_gets_a_link_a_group_and_a_substitute(site: Site, signed_in: Enter) -> None:
    page = signed_in("admin")
    page.goto(f"{site.url}/people")
    page.get_by_text("Invite somebody").click()
    page.get_by_label("Full name", exact=True).fill("Nóra Fekete")
    page.get_by_label("User name").fill("nora")
    page.locator("#email").fill("nora@bridges.example")
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_role("heading", name="Nóra Fekete").or_(page.locator(".toasts"))).not_to_have_count(0)
    kinds = [loads(row.payload).get("kind") for row in session().scalars(select(Outbox))]
    assert "invite" in kinds

    page.goto(f"{site.url}/groups")
    page.get_by_text("Add a group").click()
    page.get_by_label("Name", exact=True).fill("Model room")
    page.get_by_label("Key", exact=True).fill("model-room")
    page.get_by_label("Members").fill("nora")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".toast")).to_be_visible()
    page.goto(f"{site.url}/groups/model-room")
    expect(page.get_by_label("Members")).to_have_value("nora")
    page.get_by_label("Members").fill("nora\nnobody-like-this")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("nobody-like-this")
    page.get_by_label("Members").fill("nora\ndan")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".toast")).to_be_visible()
    page.goto(f"{site.url}/people/nora")
    expect(page.locator("header")).to_contain_text(["Laneway", "Nóra Fekete", "Substitutes"])
    page.get_by_label("Who stands in").fill("dan")
    page.get_by_label("From").fill(now().date().isoformat())
    tomorrow = now().date() + timedelta(days=1)  # where the reader lives it may be tomorrow already
    page.get_by_label("Until").fill(tomorrow.isoformat())
    page.get_by_role("button", name="Name a substitute").click()
    expect(page.get_by_role("button", name="End", exact=True)).to_be_visible()


def test_a_connector_is_tested(site: Site, signed_in: Enter) -> None:
    page = signed_in("admin")
    page.goto(f"{site.url}/connectors")
    page.get_by_role("button", name="Test Directory").click()
    row = page.locator("tbody tr", has_text="Directory")
    expect(row).to_contain_text("Being tested")
    with transaction():
        session().delete(session().scalars(select(Outbox)).one())
        connectors.tested("directory", "Could not connect to the directory at 127.0.0.1:9.", well=False)
    page.get_by_role("link", name="Look again").click()
    expect(row).to_contain_text("Could not connect to the directory at 127.0.0.1:9.")


def test_the_journal_is_proved_and_a_forged_entry_named(
    site: Site, signed_in: Enter, browser_of: Callable[[str], Browser]
) -> None:
    browser_of("marta")
    page = signed_in("admin")
    page.goto(f"{site.url}/journal")
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("status").last).to_contain_text("Every chain holds.")
    with transaction():
        session().get_one(Journal, (0, 1)).text = "Forged."
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("alert")).to_contain_text("House, number 1")
