"""A process owner takes running requests to a new version: sees what would become of each, then does it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.app.operations.migrating_items import FIRST, KEY, RENAMED, publish
from tests.browser.test_axe import faults
from tests.fixtures.callers import Caller
from tests.fixtures.site import Site

Enter, Program = Callable[[str], Page], Callable[[str], Caller]


def test_looked_at_said_and_taken_along(site: Site, signed_in: Enter, program: Program) -> None:
    publish(FIRST)
    marta, dana = program("marta"), program("dana")
    first, second = (marta.post("/api/v1/requests", json={"item": KEY, "data": {}}).json["number"] for _ in range(2))
    [task] = program("paul").get(f"/api/v1/requests/{second}").json["tasks"]
    assert dana.post(f"/api/v1/tasks/{task['id']}/complete", json={"data": {}}).status_code == 200
    publish(RENAMED)
    page = signed_in("olivia")
    page.goto(f"{site.url}/studio/{KEY}")
    page.get_by_role("link", name="Take them to version 2?").click()
    page.wait_for_url(re.compile("/1/migrate"))
    expect(page.locator("main")).to_contain_text("2 running requests follow version 1.")
    expect(page.locator("#able")).to_contain_text(f"{second}")
    kept = page.get_by_text("“Pack” is not in version 2.")
    expect(kept).to_be_visible()
    assert faults(page, page.url) == []
    page.get_by_label("What has become of “Pack”?").select_option("wrap")
    page.locator("section form").get_by_role("button", name="See what would happen").click()
    expect(page.get_by_text("2 can be taken along")).to_be_visible()
    page.get_by_label("Why?").fill("Packing is wrapping now.")
    page.get_by_role("button", name="Take them along").click()
    expect(page.get_by_role("status").filter(has_text="2 requests follow version 2 now.")).to_be_visible()
    page.goto(f"{site.url}/studio/{KEY}")
    expect(page.get_by_text("still follow")).to_have_count(0)
    page = signed_in("marta")
    page.goto(f"{site.url}/requests/{first}")
    expect(page.locator("main")).to_contain_text("Packing is wrapping now.")
