"""The pages as people meet them: order, decide, talk, look again. Every page of the URL map answers."""

import html
import re
from collections.abc import Callable

import pytest
from flask import Flask

from app.config import ROOT
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
ORDER = {
    "software": "Figma",
    "seats": "2",
    "amount": "480",
    "paid_from": "cost_centre",
    "cost_centre": "4711",
    "why": "Two of us draw the new portal together.",
}
EXAMPLES = {
    "key": "new_software", "version_number": "1", "number": "REQ-000001", "task_id": "1", "login": "marta",
    "letter_id": "1", "form_id": "order", "approval_id": "1", "name": "new_software.dmn", "calendar": "standard",
}  # fmt: skip


def text_of(page: str) -> str:
    """What a reader sees: no tags, one space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_an_order_is_placed_and_its_page_says_where_it_stands(house: Flask, browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    answer = marta.submit("/items/new_software", **ORDER)
    assert answer.status_code == 302, text_of(answer.text)
    page = marta.get(answer.location)
    assert "REQ-000001" in page.text
    assert "Jonas Weber" in text_of(page.text)
    assert 'class="tok"' in page.text
    assert "REQ-000001" in marta.get("/requests").text
    assert "REQ-000001" in marta.get("/").text


def test_a_form_with_mistakes_keeps_what_was_typed(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    answer = browser_of("jonas").submit("/items/new_software", **{**ORDER, "cost_centre": "47", "why": "Short & <b>"})
    assert answer.status_code == 422
    assert 'value="47"' in answer.text
    assert "Short &amp; &lt;b&gt;" in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_an_approver_rejects_with_a_reason_in_one_step(house: Flask, browser_of: BrowserOf, program: Program) -> None:
    number = ordered(program("marta"))["number"]
    jonas = browser_of("jonas")
    [task] = re.findall(r'href="(/tasks/\d+)\?', jonas.get("/inbox").text)
    page = text_of(jonas.get(task).text)
    assert "Marta Kovács" in page
    assert "480,00" in page
    silent = jonas.submit(f"{task}/complete", decision="reject", reason="")
    assert silent.status_code == 422
    said = jonas.submit(f"{task}/complete", decision="reject", reason="The budget is spent.")
    assert said.status_code == 302
    assert "The budget is spent." in text_of(browser_of("marta").get(f"/requests/{number}").text)
    again = jonas.submit(f"{task}/complete", decision="approve", reason="Kept words.")
    assert again.status_code == 409
    assert "Kept words." in again.text


def test_nobody_decides_by_pressing_enter(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    ordered(program("marta"))
    jonas = browser_of("jonas")
    answer = jonas.submit("/tasks/1/complete", _none="yes", reason="")
    assert answer.status_code == 422
    assert jonas.get("/tasks/1").status_code == 200
    assert "decide" in jonas.get("/tasks/1").text


def test_words_reach_the_conversation_and_internal_ones_stay_inside(
    sqlite_house: Flask, browser_of: BrowserOf, program: Program
) -> None:
    number = ordered(program("marta"))["number"]
    marta, jonas = browser_of("marta"), browser_of("jonas")
    assert marta.submit(f"/requests/{number}/comments", text="When will it come?").status_code == 302
    assert jonas.submit(f"/requests/{number}/comments", text="She is new.", internal="yes").status_code == 302
    assert "When will it come?" in jonas.get(f"/requests/{number}").text
    assert "She is new." in jonas.get(f"/requests/{number}").text
    assert "She is new." not in marta.get(f"/requests/{number}").text
    empty = marta.submit(f"/requests/{number}/comments", text="  ")
    assert empty.status_code == 422
    again = jonas.submit(f"/requests/{number}/comments", text=" ", internal="yes")
    assert 'name="internal" value="yes" checked' in again.text  # what comes back for a mistake is as internal as before


def test_a_request_is_withdrawn_with_a_reason(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    number = ordered(program("marta"))["number"]
    marta = browser_of("marta")
    assert marta.submit(f"/requests/{number}/withdraw", reason="I found one.").status_code == 302
    page = marta.get(f"/requests/{number}").text
    assert "I found one." in page
    assert 'popovertarget="withdraw"' not in page
    assert marta.submit(f"/requests/{number}/rate", stars="5", rating="Quick.").status_code == 302
    assert "Quick." in marta.get(f"/requests/{number}").text


def test_a_strangers_request_does_not_exist(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    number = ordered(program("marta"))["number"]
    assert browser_of("karol").get(f"/requests/{number}").status_code == 404
    assert browser_of("karol").get("/tasks/1").status_code == 404
    assert browser_of("karol").get("/mailbox/1").status_code == 404
    assert number not in browser_of("karol").get("/requests?whose=all&view=all").text


def test_the_same_page_sent_twice_orders_once(house: Flask, browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    first = marta.submit("/items/new_software", **ORDER, once="mark")
    again = marta.submit("/items/new_software", **ORDER, once="mark")
    other = marta.submit("/items/new_software", **{**ORDER, "seats": "3"}, once="mark")
    assert first.location == again.location == "/requests/REQ-000001"
    assert other.location == "/requests/REQ-000002"


def test_the_catalogue_forgives(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    jonas = browser_of("jonas")
    assert "/items/new_software" in jonas.get("/?q=sofwtare").text
    assert "/items/new_software" not in jonas.get("/?q=zebra").text


@pytest.mark.parametrize("language", ["de", "pl", "hu", "en"])
def test_pages_speak_the_readers_language(sqlite_house: Flask, browser_of: BrowserOf, language: str) -> None:
    dana = browser_of("dana")
    assert dana.submit("/look", language=language, next="/").status_code == 302
    page = dana.get("/").text
    assert f'<html lang="{language}"' in page
    greeting = {"de": "Was brauchen Sie", "pl": "Czego potrzebujesz", "hu": "Mire van", "en": "What do you need"}
    assert greeting[language] in page


def test_the_theme_is_kept(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    marta.submit("/look", theme="dark", next="/")
    assert 'data-theme="dark"' in marta.get("/").text


def test_every_page_answers(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    ordered(program("marta"))
    assert program("admin").post("/api/v1/groups", json={"key": "group_x", "name": "X"}).status_code == 201
    marta, jonas, admin = browser_of("marta"), browser_of("jonas"), browser_of("admin")
    assert jonas.submit("/tasks/1/complete", decision="approve").status_code == 302
    found = {}
    for path in pages(sqlite_house):
        codes = [browser.get(path).status_code for browser in (marta, jonas, admin)]
        found[path] = min(codes)
    assert {path: code for path, code in found.items() if code not in (200, 302)} == {}


def pages(app: Flask) -> list[str]:
    """Every address one can look at, with an example for each of its parts."""
    left_out = (
        *("/api/", "/static/", "/events", "/incidents/", "/invite", "/password/", "/welcome"),
        *("/metrics", "/readyz", "/healthz"),
        *("/canned/<", "/decide/", "/knowledge/<", "/mail-texts/<"),  # what they show is made in tests of their own
    )
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.rule.startswith(left_out) or "/rules/<" in rule.rule:
            continue
        path = rule.rule.replace("/groups/<key>", "/groups/group_x")
        found.append(re.sub(r"<(?:\w+:)?(\w+)>", lambda part: EXAMPLES[part[1]], path))
    return sorted(set(found))


def test_the_header_shows_where_one_is(sqlite_house: Flask) -> None:
    layout = (ROOT / "app/templates/layout.html").read_text()
    places = re.findall(r"way\(_\('\w[^']*'\), '[^']*', \(([^)]*)\)", layout)
    named = {name for some in places for name in re.findall(r"'(\w+)'", some)}
    assert len(places) >= 8
    assert not named - sqlite_house.blueprints.keys()
