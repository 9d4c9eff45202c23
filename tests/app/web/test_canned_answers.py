"""Canned answers: a group's are its members', one's own are nobody else's; filled in the requester's language."""

from collections.abc import Callable

from flask import Flask

from app.catalogue import placeholders
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
WISH = {"item": "general_request", "data": {"subject": "A monitor", "category": "it", "description": "It flickers."}}
TEXTS = {"text-en": "Hello {first_name}, {number} is done. {me}", "text-hu": "Jó napot, {first_name}! {number} kész."}


def test_kept_chosen_and_filled_in(house: Flask, program: Program, browser_of: BrowserOf) -> None:
    number = program("marta").post("/api/v1/requests", json=WISH).json["number"]
    dan, eva, karol = browser_of("dan"), browser_of("eva"), browser_of("karol")
    made = dan.submit("/canned", title="Done", group="desktop-support", **TEXTS)
    assert made.status_code == 302, made.text
    assert dan.submit("/canned", title="Mine", **TEXTS).status_code == 302
    assert ("Done" in eva.get("/canned").text, "Mine" in eva.get("/canned").text) == (True, False)
    assert "Done" not in karol.get("/canned").text
    filled = eva.get(f"/requests/{number}/canned", headers={"HX-Request": "true"}).text
    assert f"Jó napot, Marta! {number} kész." in filled, "the requester's language"
    assert "<html" not in filled
    assert "<html" in eva.get(f"/requests/{number}/canned").text
    assert karol.get(f"/requests/{number}/canned").status_code == 404


def test_nobody_changes_what_is_not_theirs(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    dan, eva, karol = browser_of("dan"), browser_of("eva"), browser_of("karol")
    dan.submit("/canned", title="Done", group="desktop-support", **TEXTS)
    dan.submit("/canned", title="Mine", **TEXTS)
    for who, answer in ((karol, 1), (karol, 2), (eva, 2)):
        assert who.get(f"/canned/{answer}").status_code == 404
        assert who.submit(f"/canned/{answer}", title="X", **TEXTS).status_code == 404
        assert who.submit(f"/canned/{answer}/drop").status_code == 404
    assert karol.submit("/canned", title="X", group="desktop-support", **TEXTS).status_code == 404
    assert eva.submit("/canned/1", title="Finished", **TEXTS).status_code == 302
    assert "Finished" in dan.get("/canned").text
    page = dan.get("/canned").text
    assert 'popovertarget="drop-1"' in page, "asked before the words of a whole group are gone"
    assert "for everybody in Desktop support" in page
    dan.submit("/canned/1/drop")
    assert "Finished" not in eva.get("/canned").text


def test_what_cannot_be_kept_says_why(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    refused = dan.submit("/canned", title="", **{"text-en": "Dear {requestor}"})
    assert refused.status_code == 422
    assert "{requestor}" in refused.text
    assert "Dear" in refused.text
    assert dan.submit("/canned", title="Empty").status_code == 422


def test_placeholders() -> None:
    assert placeholders.fill("{requester}: {due} {else} {", {"requester": "Marta"}) == "Marta: … {else} {"
    assert placeholders.unknown("{requester} {nobody}") == ["nobody"]
