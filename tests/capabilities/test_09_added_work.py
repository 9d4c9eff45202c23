"""9: who has a step asks another group beside it; the step waits, the diagram shows it, the owner hears how often."""

import re

import pytest
from playwright.sync_api import expect

from tests.capabilities.asking import opened, taken, wished
from tests.fixtures.running_house import Visit, attentive

pytestmark = [pytest.mark.browser, pytest.mark.capability(9), pytest.mark.xdist_group("running house")]
SUPPORT, SECURITY = "group:desktop-support", "group:security"


def test_security_must_answer_before_support_finishes(visit: Visit) -> None:
    grace, dan, stefan, olivia = visit("grace"), visit("dan"), visit("stefan"), visit("olivia")
    for title in ("A camera for the lab", "A camera for the hall"):
        number = wished(grace, title)
        page = taken(dan, title, SUPPORT)
        page.get_by_role("button", name="Add work").click()
        page.locator("#add-group").select_option("security")
        page.locator("#add-kind").select_option("opinion")
        page.locator("#add-name").fill("Security check")
        page.locator("#add-text").fill("May it record there?")
        page.locator("#add .btn--go").click()
        expect(page.locator("[data-added]")).to_contain_text("Must be finished first")
    attentive(page)
    finish = page.get_by_role("button", name="Finish")
    expect(finish).to_be_disabled()
    expect(page.locator("#held")).to_contain_text("Waits for what was added: Security check")
    drawn = grace.open(f"/requests/{number}").locator("#diagram g[data-added]")
    expect(drawn).to_contain_text("Security check")
    expect(drawn.locator("rect.adhoc.now")).to_have_count(1)
    answering = opened(stefan, "A camera for the hall", SECURITY)
    answering.locator("[name=result][value=done]").check()
    answering.locator("[name=answer]").fill("Yes, but not towards the street.")
    answering.locator("button[form=answer]", has_text=re.compile("Abschließen|Finish|Fertig")).first.click()
    answering.wait_for_url("**/inbox*")
    expect(page.locator("[data-added]")).to_contain_text("Yes, but not towards the street.")  # by itself, live
    expect(finish).to_be_enabled()
    expect(olivia.open("/studio/general_request").locator("#often")).to_contain_text(
        re.compile("2 .*Security|2 .*Sicherheit")
    )
