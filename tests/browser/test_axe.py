"""No page has a fault that axe can find: light and dark, on a desk and in a hand; and no page scrolls sideways."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from app.db import now, session, transaction
from app.demo import articles
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.request import Request
from tests.app.web.api.test_journey import ordered
from tests.fixtures.absent import cannot_run
from tests.fixtures.callers import Caller
from tests.fixtures.site import Site

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
  found => `${found.id}: ${found.nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = {
    "paul": ("/insights", "/insights/requests?state=open", "/insights/overdue"),
    "olivia": (
        "/studio",
        "/knowledge",
        "/knowledge/vpn-token/en",
        "/knowledge/new",
        "/studio/new_software",
        "/studio/new_software/1/parts",
        "/studio/new_software/1/report",
        "/studio/new_software/1/forms/order",
        "/studio/new_software/1/decisions/new_software.dmn",
        "/studio/new_software/1/rules/approvals",
        "/studio/new_software/1/texts",
        "/studio/new_software/1/changes",
        "/studio/new_software/1/migrate",
    ),
    "marta": (
        "/",
        "/?q=sofware",
        "/?q=zebra",
        "/items/new_software",
        "/requests",
        "/requests?view=ended",
        "/requests?q=figma",
        "/items/new_software?again=REQ-000001",
        "/items/general_request?words=coffee",
        "/requests/REQ-000001",
        "/knowledge",
        "/knowledge?q=vpn",
        "/knowledge?q=zebra",
        "/knowledge/vpn-token",
        "/news",
        "/mailbox",
        "/mailbox/2",
        "/profile",
        "/nowhere",
        "/components",
    ),
    "jonas": ("/requests?whose=people", "/inbox", "/inbox?view=done", "/tasks/1"),
    "admin": (
        "/incidents",
        "/incidents/1",
        "/incidents/causes/figma",
        "/suspensions?target=item:new_software",
        "/rosters",
        "/people",
        "/people/marta",
        "/insights/clocks",
        "/insights/training",
        "/insights/routing",
        "/skills",
        "/mail-texts",
        "/mail-texts/comment?language=de",
        "/calendars",
        "/calendars/standard",
        "/groups",
        "/groups/desktop-support",
        "/inbox?view=all",
        "/desk",
        "/desk/marta",
        "/journal",
        "/connectors",
        "/settings",
    ),
}


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])  # each size and each theme once
@pytest.mark.parametrize("login", list(PAGES))
def test_every_page(
    site: Site, program: Callable[[str], Caller], signed_in: Callable[[str], Page], login: str, width: int, theme: str
) -> None:
    if not AXE.exists():
        cannot_run("no axe-core: run `npm ci` in frontend/")
    articles.seed()
    stuck(ordered(program("marta"))["number"])
    page = signed_in(login)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    found = {path: faults(page, site.url + path) for path in PAGES[login]}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def stuck(number: str) -> None:
    """An incident of this request, so that there is one to look at."""
    with transaction():
        request = session().scalars(select(Request).where(Request.id == int(number.rpartition("-")[2]))).one()
        instance = session().scalars(select(Instance).where(Instance.request_id == request.id)).one()
        cause = "The directory has no group Figma."
        fault = {"kind": "call", "cause": cause, "cause_key": "figma", "since": now()}
        session().add(Incident(request_id=request.id, instance_id=instance.id, **fault))


def test_the_door(site: Site, page: Page) -> None:
    if not AXE.exists():
        cannot_run("no axe-core: run `npm ci` in frontend/")
    assert faults(page, f"{site.url}/login") == []


def faults(page: Page, url: str) -> list[str]:
    """What axe finds on a page, and whether it scrolls sideways."""
    answer = page.goto(url)
    if answer is None or answer.status != (404 if url.endswith("/nowhere") else 200):
        return [f"answers {answer and answer.status}"]
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN)
    wider = page.evaluate(WIDER)
    return [*found, *([f"scrolls sideways by {wider} px"] if wider > 0 else [])]
