"""The same house on PostgreSQL: an order, a decision, and a page that moves on by itself."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_journey_new_software import decide, figma, ordered
from tests.fixtures.running_house import Visit, visits
from tour.house import running


@pytest.fixture
def visit(browser: Browser, postgresql_server: str, furnished_postgresql: str, tmp_path: Path) -> Iterator[Visit]:
    """Visitors of a house that runs on a copy of the furnished PostgreSQL database."""
    name = "running_in_a_browser"
    with psycopg.connect(postgresql_server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {furnished_postgresql}")  # type: ignore[call-overload]
    with running(tmp_path, LANEWAY_DATABASE_URL=postgresql_server.replace("/postgres?", f"/{name}?")) as house:
        yield from visits(house, browser)


def test_ordered_and_approved(visit: Visit) -> None:
    marta = visit("marta")
    ordered(marta, seats="71")
    decide(visit("jonas", "phone"), figma(71), "approve", "Fine with me.")
    expect(marta.page.locator("#standing")).to_contain_text("Fine with me.")
