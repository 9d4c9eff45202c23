"""Added work over the API: asked, refused to others, done as any task, taken back."""

from collections.abc import Callable

from flask import Flask

from tests.fixtures.callers import Caller

WISH = {"subject": "A second monitor", "category": "it", "description": "The one there flickers."}
ASK = {"whom": "group:security", "kind": "opinion", "name": "Security check", "text": "May it stand there?"}


def test_from_asking_to_the_answer(house: Flask, program: Callable[[str], Caller]) -> None:
    dan, stefan = program("dan"), program("stefan")
    program("marta").post("/api/v1/requests", json={"item": "general_request", "data": WISH})
    [task] = dan.get("/api/v1/tasks?scope=groups&item=general_request").json["items"]
    path = f"/api/v1/tasks/{task['id']}"
    assert stefan.post(f"{path}/added", json=ASK).status_code == 404
    wrong = dan.post(f"{path}/added", json={**ASK, "whom": "group:none"})
    assert (wrong.status_code, wrong.json["problems"][0]["field"]) == (422, "whom")
    made = dan.post(f"{path}/added", json=ASK)
    assert (made.status_code, made.json["state"], made.json["whom"]) == (201, "open", "Security")
    held = dan.post(f"{path}/complete", json={"data": {"result": "done", "answer": "There."}})
    assert (held.status_code, "Security check" in held.json["detail"]) == (409, True)
    work = f"/api/v1/tasks/{made.json['id']}"
    done = stefan.post(f"{work}/complete", json={"data": {"result": "refused", "answer": "Not there."}})
    assert done.status_code == 200
    [one] = dan.get(f"{path}/added").json["items"]
    assert (one["state"], one["answer"]) == ("refused", "Not there.")
    again = dan.post(f"{path}/added", json={**ASK, "blocking": False}).json
    assert dan.post(f"/api/v1/tasks/{again['id']}/take-back").json["state"] == "over"
    assert dan.post(f"{path}/complete", json={"data": {"result": "done", "answer": "There."}}).status_code == 200
