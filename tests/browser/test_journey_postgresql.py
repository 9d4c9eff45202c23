"""The same house on PostgreSQL: an order, a decision, and a page that moves on by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_journey_new_software import decide, figma, ordered
from tests.fixtures.databases import Databases
from tests.fixtures.running_house import Visit, visits
from tour.house import running


@pytest.fixture
def visit(browser: Browser, postgresql_server: Databases, furnished_postgresql: str, tmp_path: Path) -> Iterator[Visit]:
    """Visitors of a house that runs on a copy of the furnished PostgreSQL database."""
    with (
        postgresql_server.lent(furnished_postgresql) as url,
        running(tmp_path, LANEWAY_DATABASE_URL=url) as house,
    ):
        yield from visits(house, browser)


def test_ordered_and_approved(visit: Visit) -> None:
    marta = visit("marta")
    ordered(marta, seats="71")
    decide(visit("jonas", "phone"), figma(71), "approve", "Fine with me.")
    expect(marta.page.locator("#standing")).to_contain_text("Fine with me.")
