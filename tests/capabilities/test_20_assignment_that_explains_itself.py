"""20: work goes to who can do it, is here and has room; it says why; given back with a reason, it is counted."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.language import gettext, using
from tests.capabilities.brought import bring
from tests.fixtures.running_house import Visit, Visitor, visits
from tour.house import House, running

pytestmark = [pytest.mark.browser, pytest.mark.capability(20)]


@pytest.fixture
def house(furnished_sqlite: Path, tmp_path: Path) -> Iterator[House]:
    """A house of its own: what others have to do counts here."""
    shutil.copyfile(furnished_sqlite, tmp_path / "laneway.db")
    with running(tmp_path) as opened:
        yield opened


@pytest.fixture
def visit(house: House, browser: Browser) -> Iterator[Visit]:
    """Visitors of that house."""
    yield from visits(house, browser)


def ordered(marta: Visitor) -> None:
    marta.open("/items/sap_change").locator("main form .btn--go").last.click()
    marta.page.wait_for_url("**/requests/REQ-*")


def mine(person: Visitor) -> Page:
    page = person.open("/inbox?view=mine")
    page.locator(".mail", has_text="sap_change").first.click()
    return page


def skilled(grace: Visitor) -> None:
    """All three know SAP, and take eight points at a time, which is one piece of this work."""
    page = grace.open("/skills?group=infrastructure")
    page.locator("[name=skill-new]").fill("SAP")
    for login in ("dan", "grace", "piotr"):
        page.locator(f"[name=level-new-{login}]").select_option("2")
        page.locator(f"[name=most-{login}]").fill("8")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("input[value=SAP]")).to_have_count(1)


def away(piotr: Visitor) -> None:
    """Piotr names a substitute for three days."""
    page = piotr.open("/profile")
    form = page.locator("#substitutes form.formgrid")
    today = datetime.now(UTC).date()
    form.locator("[name=person]").fill("grace")
    form.locator("[name=starts]").fill((today - timedelta(days=1)).isoformat())
    form.locator("[name=ends]").fill((today + timedelta(days=3)).isoformat())
    form.locator("button").last.click()
    expect(page.locator("#substitutes li")).to_have_count(1)


def test_work_finds_its_person_and_says_why(house: House, visit: Visit, tmp_path: Path) -> None:
    bring(house, tmp_path, "sap_change", assign="skills", skills="SAP >= 2", points="8")
    marta, dan, grace, piotr = visit("marta"), visit("dan"), visit("grace"), visit("piotr")
    skilled(grace)
    away(piotr)
    ordered(marta)  # Grace has room, and is full with it
    expect(mine(grace).locator("#standing")).to_contain_text("Why me?")
    ordered(marta)
    page = mine(dan)
    page.locator(".whyme summary").click()
    why = page.locator(".whyme")
    expect(why).to_contain_text("Skill SAP ≥ 2: you, Grace Miller, Piotr Wiśniewski.")
    expect(why).to_contain_text("Grace Miller is full (8/8).")
    expect(why).to_contain_text("Piotr Wiśniewski is away until")
    page.get_by_role("button", name="Not for me").click()
    page.get_by_label("Not my area").check()
    page.locator("#refuse").get_by_role("button", name="Give it back").click()
    expect(page.locator(".toasts")).to_contain_text("Given back to the group.")
    dan.open("/inbox?view=group:infrastructure")
    expect(dan.page.locator(".mail", has_text="sap_change")).to_have_count(1)
    paul = visit("paul")
    with using("de"):
        row = paul.open("/insights/routing").locator("tr", has_text="sap_change")
        expect(row).to_contain_text(gettext("Not my area"))
        expect(row.locator(".num")).to_have_text("1")
