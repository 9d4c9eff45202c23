"""Several approvals over the API: each its own decision, what is left says why as a problem, and once for a key."""

from collections.abc import Callable

from flask import Flask

from app.db import reading, session
from app.models.approval import Approval
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Caller

PATH = "/api/v1/tasks/decide"


def test_some_are_decided_and_the_others_say_why(house: Flask, program: Callable[[str], Caller]) -> None:
    marta, jonas = program("marta"), program("jonas")
    for _each in range(2):
        ordered(marta)
    ids = [one["id"] for one in jonas.get("/api/v1/tasks?kind=approval").json["items"]]
    assert jonas.post(PATH, json={"tasks": ids, "decision": "reject"}).status_code == 422
    assert jonas.post(PATH, json={"tasks": [], "decision": "approve"}).status_code == 422
    headers = {"Idempotency-Key": "all of them"}
    body = {"tasks": [*ids, ids[0], 999999], "decision": "reject", "reason": "Not this year."}
    said = jonas.post(PATH, json=body, headers=headers)
    assert said.status_code == 200
    assert said.json["decided"] == ids
    [left] = said.json["refused"]
    assert (left["task"], left["status"], left["type"]) == (999999, 404, "/problems/not-found")
    again = jonas.post(PATH, json=body, headers=headers)
    assert (again.json, again.headers["Idempotency-Replayed"]) == (said.json, "true")
    assert jonas.post(PATH, json={**body, "reason": "x"}, headers=headers).status_code == 409
    late = jonas.post(PATH, json=body).json
    assert (late["decided"], [one["status"] for one in late["refused"]]) == ([], [409, 409, 404])
    with reading():
        rows = session().query(Approval).all()
        assert {(row.decision, row.reason, row.way) for row in rows} == {("reject", "Not this year.", "together")}
        assert len(rows) == len(ids)


def test_work_that_is_no_approval_is_left(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    marta, dan = program("marta"), program("dan")
    wish = {"subject": "A second monitor", "category": "it", "description": "The one there flickers."}
    marta.post("/api/v1/requests", json={"item": "general_request", "data": wish})
    [task] = dan.get("/api/v1/tasks?scope=groups&item=general_request").json["items"]
    said = dan.post(PATH, json={"tasks": [task["id"]], "decision": "approve"}).json
    assert (said["decided"], said["refused"][0]["status"]) == ([], 409)
    assert dan.get(f"/api/v1/tasks/{task['id']}").json["state"] == "open"
