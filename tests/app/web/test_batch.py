"""Several tasks of the inbox at once: each by itself, what cannot be done is listed, nobody does what is not theirs."""

from collections.abc import Callable

from flask import Flask

from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
WISH = {"item": "general_request", "data": {"subject": "A monitor", "category": "it", "description": "It flickers."}}
VIEW = "/inbox/together?view=group:desktop-support"
PATH = "/api/v1/tasks/together"


def waiting(program: Program, count: int = 3) -> list[int]:
    for _each in range(count):
        program("marta").post("/api/v1/requests", json=WISH)
    return [one["id"] for one in program("eva").get("/api/v1/tasks?scope=groups").json["items"]]


def holder(program: Program, task: int) -> str | None:
    return program("eva").get(f"/api/v1/tasks/{task}").json["assignee"]


def test_taken_given_back_and_handed_over(house: Flask, program: Program, browser_of: BrowserOf) -> None:
    first, second, third = waiting(program)
    eva, dan = browser_of("eva"), browser_of("dan")
    assert eva.get(VIEW).text.count('name="task"') == 3
    assert 'href="/inbox/together?view=group' in eva.get("/inbox?view=group:desktop-support").text
    assert eva.submit(VIEW, deed="claim").status_code == 422
    assert eva.submit(VIEW, task=[first], deed="complete").status_code == 422
    program("dan").post(f"/api/v1/tasks/{second}/claim", json={})
    assert eva.submit(VIEW, task=[first, second, third, 999999], deed="claim").status_code == 200
    assert [holder(program, one) for one in (first, second, third)] == ["eva", "dan", "eva"]
    assert eva.submit("/inbox/together?view=mine", task=[first], deed="assign", person="").status_code == 422
    eva.submit("/inbox/together?view=mine", task=[first], deed="assign", person="Dan Fischer")
    eva.submit("/inbox/together?view=mine", task=[third], deed="release")
    assert [holder(program, one) for one in (first, third)] == ["dan", None]
    dan.submit("/inbox/together?view=mine", task=[first, second], deed="priority", priority="80")
    assert "urgent" in dan.get("/inbox?view=mine").text
    assert program("dan").get(f"/api/v1/tasks/{first}").json["priority"] == 80


def test_programs_do_the_same_and_read_what_was_left(sqlite_house: Flask, program: Program) -> None:
    first, second = waiting(program, 2)
    program("dan").post(f"/api/v1/tasks/{second}/claim", json={})
    said = program("eva").post(PATH, json={"tasks": [first, second], "deed": "claim"}).json
    assert (said["done"], [(one["task"], one["status"]) for one in said["refused"]]) == ([first], [(second, 409)])
    theirs = program("karol").post(PATH, json={"tasks": [first], "deed": "priority", "priority": 90}).json
    assert [one["status"] for one in theirs["refused"]] == [404]
    assert program("eva").post(PATH, json={"tasks": [first], "deed": "priority", "priority": 101}).status_code == 422
    assert program("eva").get(f"/api/v1/tasks/{first}").json["priority"] == 50
