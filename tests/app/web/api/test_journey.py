"""One request from order to outcome over the API, as a program sees it."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.db import session, transaction
from app.models.instance import Instance
from app.models.task import Task
from tests.fixtures.callers import Caller
from workflows import scopes
from workflows.values import dumps, loads

ORDER = {
    "item": "new_software",
    "data": {
        "software": "Figma",
        "seats": 2,
        "amount": 480,
        "paid_from": "cost_centre",
        "cost_centre": "4711",
        "why": "Two of us draw the new portal together.",
    },
}


def ordered(marta: Caller) -> dict[str, Any]:
    answer = marta.post("/api/v1/requests", json=ORDER)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json
    return made


def test_an_order_is_approved(house: Flask, program: Callable[[str], Caller]) -> None:
    marta, jonas = program("marta"), program("jonas")
    request = ordered(marta)
    assert (request["state"], request["outcome"], request["requester"]) == ("running", None, "marta")
    assert request["stages"][0]["state"] == "current"
    [task] = jonas.get("/api/v1/tasks").json["items"]
    assert (task["request"], task["kind"], task["assignee"] or task["candidates"]) == (
        request["number"],
        "approval",
        "jonas",
    )
    whole = jonas.get(f"/api/v1/tasks/{task['id']}").json
    assert whole["form"]["components"]
    assert jonas.post(f"/api/v1/tasks/{task['id']}/claim").status_code == 200
    done = jonas.post(f"/api/v1/tasks/{task['id']}/complete", json={"data": {"decision": "approve"}, "version": None})
    assert done.status_code == 200, done.text
    assert (done.json["task"]["state"], done.json["task"]["completed_by"]) == ("completed", "jonas")
    assert done.json["request"]["state"] == "running"
    seen = marta.get(f"/api/v1/requests/{request['number']}").json
    assert [stage["state"] for stage in seen["stages"]][:2] == ["done", "current"]
    journal = marta.get(f"/api/v1/requests/{request['number']}/journal?limit=2").json
    assert [entry["seq"] for entry in journal["items"]] == [1, 2]
    assert (
        marta.get(f"/api/v1/requests/{request['number']}/journal?cursor={journal['next']}").json["items"][0]["seq"] == 3
    )


def test_the_catalogue_and_its_form(house: Flask, program: Callable[[str], Caller]) -> None:
    marta = program("marta")
    keys = [item["key"] for item in marta.get("/api/v1/catalogue").json["items"]]
    assert "new_software" in keys
    item = marta.get("/api/v1/catalogue/new_software").json
    assert item["form"]["components"]
    assert item["data"]["requester"]["login"] == "marta"
    assert marta.get("/api/v1/catalogue/nothing").status_code == 404


def test_wrong_answers_are_named(house: Flask, program: Callable[[str], Caller]) -> None:
    answer = program("marta").post("/api/v1/requests", json={"item": "new_software", "data": {"seats": "many"}})
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert "seats" in {problem["field"] for problem in answer.json["problems"]}


def test_withdrawn_by_who_asked(house: Flask, program: Callable[[str], Caller]) -> None:
    marta = program("marta")
    number = ordered(marta)["number"]
    ended = marta.post(f"/api/v1/requests/{number}/withdraw", json={"reason": "Not needed."}).json
    assert (ended["state"], ended["outcome"], ended["reason"]) == ("ended", "withdrawn", "Not needed.")
    assert ended["tasks"] == []
    assert marta.post(f"/api/v1/requests/{number}/withdraw", json={"reason": "Again."}).status_code == 409


def test_lists_are_cut_by_cursor(house: Flask, program: Callable[[str], Caller]) -> None:
    marta = program("marta")
    numbers = [ordered(marta)["number"] for _each in range(3)]
    first = marta.get("/api/v1/requests?limit=2").json
    rest = marta.get(f"/api/v1/requests?limit=2&cursor={first['next']}").json
    assert [one["number"] for one in first["items"] + rest["items"]] == numbers[::-1]
    assert rest["next"] is None
    assert marta.get("/api/v1/requests?cursor=nonsense").status_code == 400
    assert [one["number"] for one in marta.get(f"/api/v1/requests?q={numbers[1]}").json["items"]] == [numbers[1]]
    assert marta.get("/api/v1/requests?q=no-such-words").json["items"] == []
    assert len(marta.get("/api/v1/requests?state=running&item=new_software&requester=marta").json["items"]) == 3


def test_who_sees_which_variables(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    marta, admin = program("marta"), program("admin")
    number = ordered(marta)["number"]
    [inside] = [task for task in admin.get("/api/v1/tasks?scope=all").json["items"] if task["request"] == number]
    with transaction():
        task = session().get_one(Task, inside["id"])
        task.internal, task.answers = True, '{"decided_by": "x"}'
        row = session().scalars(select(Instance)).one()
        record = loads(row.variables)
        scopes.root(record)["decided_by"] = "somebody inside"
        row.variables = dumps(record)
    seen = admin.get(f"/api/v1/requests/{number}").json["variables"]
    assert (seen["decided_by"], seen["requester"]["login"]) == ("somebody inside", "marta")
    own = marta.get(f"/api/v1/requests/{number}").json["variables"]
    assert "decided_by" not in own
    assert own["software"] == "Figma"


def test_who_oversees_may_look_but_not_decide(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    ordered(program("marta"))
    admin = program("admin")
    [task] = admin.get("/api/v1/tasks?scope=all").json["items"]
    assert admin.get(f"/api/v1/tasks/{task['id']}").status_code == 200
    answer = admin.post(f"/api/v1/tasks/{task['id']}/complete", json={"data": {"decision": "approve"}})
    assert answer.status_code == 403
    assert program("jonas").get(f"/api/v1/tasks/{task['id']}").json["state"] == "open"


def test_what_a_form_does_not_declare_is_never_written(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    marta, admin = program("marta"), program("admin")
    smuggled = {"requester": {"login": "clara"}, "decided_by": "rule", "item": "other", "request": {"number": "REQ-1"}}
    data = {**smuggled, **ORDER["data"]}  # type: ignore[dict-item]
    number = marta.post("/api/v1/requests", json={**ORDER, "data": data}).json["number"]
    seen = admin.get(f"/api/v1/requests/{number}").json
    assert seen["requester"] == "marta"
    assert (seen["variables"]["requester"]["login"], seen["variables"]["item"]) == ("marta", "new_software")
    assert seen["variables"].get("decided_by") is None
    first = marta.get(f"/api/v1/requests/{number}/journal").json["items"][0]
    assert set(first["data"]["dropped"]) == set(smuggled)
