"""Open requests that may be the same: of one person, or in mostly the same words; only what the reader may see."""

from collections.abc import Callable

from flask import Flask

from app.queries import alike
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
HINT = "May be the same"


def reported(caller: Caller, subject: str) -> str:
    data = {"subject": subject, "category": "it", "description": "Since this morning."}
    answer = caller.post("/api/v1/requests", json={"item": "general_request", "data": data})
    assert answer.status_code == 201, answer.json
    return str(answer.json["number"])


def test_words_are_alike_when_most_of_the_shorter_title_is_the_same() -> None:
    assert alike.is_alike("Printer on floor 3 jams", "The PRINTER jams again")
    assert not alike.is_alike("The printer jams", "A new printer")  # one word is in too many titles
    assert not alike.is_alike("Key for the archive room", "Key for the meeting room in Building B, second floor")
    assert not alike.is_alike("The printer jams again on floor 3", "The label printer is offline again")
    assert not alike.is_alike("", "")


def test_two_reports_of_one_thing_find_each_other(house: Flask, browser_of: BrowserOf, program: Program) -> None:
    first = reported(program("jonas"), "Printer on the third floor jams")
    reported(program("jonas"), "A chair")
    second = reported(program("marta"), "The printer jams on the third floor")
    dana = browser_of("admin")
    page = dana.get(f"/requests/{second}").text
    assert HINT in page
    assert f'name="other" value="{first}"' in page
    assert "A chair" not in page
    assert HINT not in browser_of("marta").get(f"/requests/{second}").text.replace("Talán ugyanaz", HINT)
    assert dana.submit(f"/requests/{second}/links", other=first).status_code == 302
    assert HINT not in dana.get(f"/requests/{second}").text  # said already


def test_what_a_person_has_open_is_told_before_ordering_for_them(
    house: Flask, browser_of: BrowserOf, program: Program
) -> None:
    first, second = reported(program("marta"), "A lamp"), reported(program("marta"), "A shelf")
    desk = browser_of("admin")
    form = desk.get("/items/general_request?for=marta").text
    assert "has 2 of these open already" in form
    assert form.index(second) < form.index(first)
    assert first not in desk.get("/items/new_software?for=marta").text
    assert first not in desk.get("/items/general_request").text
    program("marta").post(f"/api/v1/requests/{second}/withdraw", json={"reason": "Found one."})
    assert "has this open already" in desk.get("/items/general_request?for=marta").text
    assert first not in browser_of("karol").get("/items/general_request?for=marta").text  # not theirs to see
