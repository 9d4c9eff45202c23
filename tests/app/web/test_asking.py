"""Questions on the pages: asked beside a task, answered on the request; nothing that was typed is lost."""

from collections.abc import Callable
from io import BytesIO

from flask import Flask

from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
WISH = {"item": "general_request", "data": {"subject": "A monitor", "category": "it", "description": "It flickers."}}


def taken(program: Program, browser_of: BrowserOf) -> tuple[str, int]:
    """Marta's wish, which Ewa of desktop support has taken."""
    number = program("marta").post("/api/v1/requests", json=WISH).json["number"]
    [task] = program("eva").get("/api/v1/tasks?scope=groups").json["items"]
    assert browser_of("eva").submit(f"/tasks/{task['id']}/claim").status_code == 302
    return number, task["id"]


def test_a_question_and_its_answer(house: Flask, program: Program, browser_of: BrowserOf) -> None:
    number, task = taken(program, browser_of)
    eva, marta = browser_of("eva"), browser_of("marta")
    asked = eva.submit(f"/tasks/{task}/ask", person="marta", text="Which room?", once="a")
    assert asked.status_code == 302
    page = marta.get(f"/requests/{number}").text
    assert "Which room?" in page
    assert f"/requests/{number}/questions/1/answer" in page
    assert "#ask-1" in marta.get("/inbox?view=mine").text
    sent = marta.post(
        f"/requests/{number}/questions/1/answer",
        {"csrf_token": marta.csrf, "text": "Room 2.04.", "files": (BytesIO(b"plain words"), "plan.txt")},
    )
    assert sent.status_code == 302, sent.text
    assert "Room 2.04." in eva.get(f"/tasks/{task}").text
    assert "plan.txt" in eva.get(f"/tasks/{task}").text
    assert f"/requests/{number}/questions/1/answer" not in marta.get(f"/requests/{number}").text


def test_what_was_typed_comes_back(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    number, task = taken(program, browser_of)
    eva, marta = browser_of("eva"), browser_of("marta")
    refused = eva.submit(f"/tasks/{task}/ask", person="marta", other="karol", text="A long question.")
    assert refused.status_code == 422
    assert "A long question." in refused.text
    eva.submit(f"/tasks/{task}/ask", person="marta", text="Which room?")
    empty = marta.submit(f"/requests/{number}/questions/1/answer", text=" ")
    assert empty.status_code == 422
    eva.submit(f"/requests/{number}/questions/1/withdraw")
    late = marta.submit(f"/requests/{number}/questions/1/answer", text="Room 2.04.")
    assert late.status_code == 409
    assert "Room 2.04." in late.text, "in the field for a message"


def test_a_double_click_asks_once(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    number, task = taken(program, browser_of)
    eva = browser_of("eva")
    for _click in range(2):
        assert eva.submit(f"/tasks/{task}/ask", person="marta", text="Which room?", once="same").status_code == 302
    assert len(program("marta").get(f"/api/v1/requests/{number}/comments").json["items"]) == 1


def test_programs_see_the_question(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    number, task = taken(program, browser_of)
    browser_of("eva").submit(f"/tasks/{task}/ask", person="marta", text="Which room?")
    [said] = program("marta").get(f"/api/v1/requests/{number}/comments").json["items"]
    assert said["question"] == {"id": 1, "asked": "marta", "asked_name": "Marta Kovács", "state": "waiting"}


def test_only_a_look_makes_it_read(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    program("marta").post("/api/v1/requests", json=WISH)
    eva = browser_of("eva")
    page = eva.get("/inbox?view=group:desktop-support").text
    assert 'class="mail is-new"' in page
    eva.get("/tasks/1")
    assert 'class="mail is-new"' in eva.get("/inbox?view=group:desktop-support").text, "a GET never writes"
    assert eva.submit("/tasks/1/seen", at="2000-01-01T00:00:00").status_code == 204
    assert eva.submit("/tasks/1/seen", at="nonsense").status_code == 204
    assert 'class="mail is-new"' not in eva.get("/inbox?view=group:desktop-support").text


def test_a_task_is_handed_to_a_colleague(sqlite_house: Flask, program: Program, browser_of: BrowserOf) -> None:
    _number, task = taken(program, browser_of)
    eva = browser_of("eva")
    assert 'value="dan"' in eva.get(f"/tasks/{task}/colleagues").text
    assert 'value="stefan"' in eva.get(f"/tasks/{task}/colleagues?q=kell").text
    lost = eva.submit(f"/tasks/{task}/assign", q="Nobody Inparticular")
    assert lost.status_code == 302
    assert program("eva").get(f"/api/v1/tasks/{task}").json["assignee"] == "eva"
    assert eva.submit(f"/tasks/{task}/assign", q="Dan Fischer").status_code == 302
    assert program("dan").get(f"/api/v1/tasks/{task}").json["assignee"] == "dan"
