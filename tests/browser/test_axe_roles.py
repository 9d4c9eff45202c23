"""axe on the pages of those who work on requests, in the states they pass through: asked, answered, decided."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.app.web.test_decision_links import link
from tests.browser.test_axe import AXE, faults
from tests.browser.test_journey_roles import in_english, wished
from tests.fixtures.absent import cannot_run
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.site import Site

DECIDED = "the link of a mail, decided"
PAGES = {
    "eva": (
        "/inbox?view=mine",
        "/inbox?view=group:desktop-support",
        "/inbox?view=group:desktop-support&q=a&order=newest",
        "/inbox?view=approvals",
        "/inbox/together?view=group:desktop-support",
        "/canned",
        "/requests/REQ-000001/canned",
        "/tasks/1",
    ),
    "marta": ("/requests/REQ-000001", "/inbox", "/requests"),
    "jonas": ("/decisions", "/decisions?decision=change", "/decisions/together", "/decisions/1", DECIDED, "/inbox"),
    "dana": ("/desk?q=a", "/desk/marta", "/desk?q=zzz"),
}


@pytest.mark.parametrize(("width", "theme"), [(1440, "dark"), (390, "light")])  # the other way round than test_axe.py
def test_every_state(
    site: Site,
    program: Callable[[str], Caller],
    browser_of: Callable[[str], Browser],
    signed_in: Callable[[str], Page],
    width: int,
    theme: str,
) -> None:
    if not AXE.exists():
        cannot_run("no axe-core: run `npm ci` in frontend/")
    in_english(*PAGES)
    furnish(program, browser_of)
    found = {}
    for login, paths in PAGES.items():
        page = signed_in(login)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        found.update(
            {f"{login} {path}": faults(page, site.url + (link() if path == DECIDED else path)) for path in paths}
        )
        page.close()
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def furnish(program: Callable[[str], Caller], browser_of: Callable[[str], Browser]) -> None:
    """Two wishes of Marta's: one with an answered and a waiting question, one untouched; and a decision of Jonas's."""
    number, eva, marta = wished(program), browser_of("eva"), browser_of("marta")
    wished(program, "A wish with a name that is so long that it needs more than one line on any phone there is")
    eva.submit("/tasks/1/claim")
    eva.submit("/tasks/1/ask", person="marta", text="Which room?")
    marta.submit(f"/requests/{number}/questions/1/answer", text="Room 2.04.")
    eva.submit("/tasks/1/ask", person="marta", text="Would Thursday be all right?")
    order = {"software": "Figma", "seats": 1, "amount": 480, "paid_from": "cost_centre", "cost_centre": "4711"}
    given = {"item": "new_software", "data": {**order, "why": "We draw the portal."}}
    assert program("marta").post("/api/v1/requests", json=given).status_code == 201
    [task] = program("jonas").get("/api/v1/tasks").json["items"]
    data = {"decision": "reject", "reason": "Not this year."}
    assert program("jonas").post(f"/api/v1/tasks/{task['id']}/complete", json={"data": data}).status_code == 200
