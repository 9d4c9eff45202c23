"""22: articles narrow while a question is typed; one ends it, else a person sees which failed; the report says so."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.language import gettext, using
from tests.fixtures.running_house import Visit, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.capability(22), pytest.mark.xdist_group("running house")]
ARTICLES = {
    "token-reset": (
        "Reset your token of the telework tunnel",
        "Open the token app, choose Reset.",
        "tunnel token reset",
    ),
    "token-lost": (
        "A lost token of the telework tunnel",
        "The desk removes it, then reset.",
        "tunnel token reset lost",
    ),
    "tunnel-slow": ("The telework tunnel is slow", "Choose the gateway of your country.", "tunnel slow"),
}


def written(dan: Visitor, olivia: Visitor) -> None:
    """Three articles, proposed by who does the work, published by who may."""
    for key, (title, text, keywords) in ARTICLES.items():
        page = dan.open("/knowledge/new")
        for name, value in {"key": key, "title": title, "text": text, "keywords": keywords}.items():
            page.locator(f"[name={name}]").fill(value)
        page.locator("main form .btn--go").click()
        page.wait_for_url(re.compile(rf"/knowledge/{key}"))
        page = olivia.open(f"/knowledge/{key}/en")
        publish = page.locator("[formaction$=publish], form[action$=publish] button")
        publish.first.click()
        expect(publish).to_have_count(0)


def typed(visitor: Visitor, words: str) -> Page:
    page = visitor.open("/items/how_to")
    page.locator("[name=subject]").press_sequentially(words)
    return page


def test_answer_before_asking(visit: Visit) -> None:
    dan, olivia, marta, ilse, piotr = (visit(login) for login in ("dan", "olivia", "marta", "ilse", "piotr"))
    written(dan, olivia)

    page = typed(marta, "reset tunnel")
    found = page.locator("#answers .read")
    expect(found).to_have_count(2)
    found.filter(has_text=ARTICLES["token-reset"][0]).locator("summary").click()
    found.filter(has_text=ARTICLES["token-reset"][0]).locator("button[name=solved_by]").click()
    page.wait_for_url(re.compile(r"/requests/REQ-\d{6}$"))
    with using("hu"):
        expect(page.locator("main")).to_contain_text(gettext("Answered"))

    page = typed(ilse, "reset tunnel token")
    lost = page.locator("#answers .read").filter(has_text=ARTICLES["token-lost"][0])
    lost.locator("summary").click()
    with page.expect_response("**/answers?*"):
        page.locator("[name=subject]").press_sequentially(" lost")
    expect(lost).to_have_attribute("open", "")  # what is read stays open while it fits
    page.locator("form .btn--go").last.click()
    page.wait_for_url(re.compile(r"/requests/REQ-\d{6}$"))

    page = piotr.open("/inbox?view=group:infrastructure")
    page.locator(".mail", has_text="reset tunnel token").first.click()
    page.wait_for_url(re.compile(r"/tasks/\d+"))
    expect(page.locator("main")).to_contain_text(ARTICLES["token-lost"][0])
    expect(page.locator("main")).not_to_contain_text(ARTICLES["tunnel-slow"][0])

    page = visit("paul").open("/insights/training")
    row = page.locator("tr", has_text=ARTICLES["token-reset"][0])
    expect(row).to_contain_text("100 %")
    expect(page.locator("tr", has_text=ARTICLES["token-lost"][0])).to_contain_text("0 %")
