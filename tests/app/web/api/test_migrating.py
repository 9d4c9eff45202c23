"""Running requests taken to another version over the API: looked at first, then done, each answered by itself."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from app.db import reading, session
from app.models.journal import Journal
from app.operations import migrating
from tests.app.operations.migrating_items import FIRST as PLAIN
from tests.app.operations.migrating_items import KEY, MORE, RENAMED, publish
from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]
PATH = f"/api/v1/definitions/{KEY}/versions/1/migrate"


def order(program: Program, number: int) -> list[str]:
    made = [program("marta").post("/api/v1/requests", json={"item": KEY, "data": {}}) for _ in range(number)]
    return [one.json["number"] for one in made]


def test_looked_at_then_done(house: Flask, program: Program) -> None:
    publish(PLAIN)
    numbers, new, paul = order(program, 3), publish(MORE), program("paul")
    looked = paul.post(PATH, json={"to": new, "dry_run": True})
    assert looked.status_code == 200, looked.text
    assert [one["request"] for one in looked.json["items"]] == numbers
    assert all(one["ok"] and one["moves"][0]["what"] == "stays" for one in looked.json["items"])
    assert {paul.get(f"/api/v1/requests/{one}").json["version"] for one in numbers} == {1}
    keyed = {"headers": {"Idempotency-Key": "look-1"}, "json": {"to": new, "dry_run": True}}
    assert paul.post(PATH, **keyed).json == looked.json
    some = {"to": new, "requests": numbers[:2], "reason": "Lifting was forgotten."}
    done = paul.post(PATH, json=some)
    assert [(one["ok"], one["reason"]) for one in done.json["items"]] == [(True, ""), (True, "")]
    assert [paul.get(f"/api/v1/requests/{one}").json["version"] for one in numbers] == [new, new, 1]
    again = paul.post(PATH, json=some).json["items"]
    # told in the language of who asks
    assert {(one["ok"], one["reason"]) for one in again} == {(True, f"Sie folgt schon Version {new}.")}
    assert paul.post(PATH, **keyed).json == looked.json, "the same call is answered the same"
    rest = paul.post(PATH, json={"to": new}).json
    assert ([one["request"] for one in rest["items"]], rest["next"]) == (numbers[2:], None)
    with reading():
        told = select(Journal.request_id).where(Journal.kind == "request.migrated").order_by(Journal.request_id)
        assert [f"REQ-{one:06d}" for one in session().scalars(told)] == numbers


def test_what_cannot_go_says_where_and_why_and_holds_nothing_up(sqlite_house: Flask, program: Program) -> None:
    publish(PLAIN)
    first, second = order(program, 2)
    new, paul = publish(RENAMED), program("paul")
    task = next(one for one in paul.get(f"/api/v1/requests/{second}").json["tasks"])
    assert program("dana").post(f"/api/v1/tasks/{task['id']}/complete", json={"data": {}}).status_code == 200
    items = paul.post(PATH, json={"to": new}).json["items"]
    assert [(one["request"], one["ok"], one["element"]) for one in items] == [
        (first, False, "pack"),
        (second, True, ""),
    ]
    assert "Pack" in items[0]["reason"]
    assert paul.post(PATH, json={"to": new, "mapping": {"pack": "wrap"}}).json["items"][0]["ok"]


def test_a_hundred_at_a_time(sqlite_house: Flask, program: Program, monkeypatch: object) -> None:
    monkeypatch.setattr(migrating, "BATCH", 2)  # type: ignore[attr-defined]
    publish(PLAIN)
    numbers, new, paul = order(program, 3), publish(MORE), program("paul")
    first = paul.post(PATH, json={"to": new, "dry_run": True}).json
    assert [one["request"] for one in first["items"]] == numbers[:2]
    after = paul.post(PATH, json={"to": new, "dry_run": True, "after": first["next"]}).json
    assert ([one["request"] for one in after["items"]], after["next"]) == (numbers[2:], None)


def test_who_may_and_what_is_asked(sqlite_house: Flask, program: Program) -> None:
    publish(PLAIN)
    new = publish(MORE)
    assert program("marta").post(PATH, json={"to": new}).status_code == 403
    assert program("olivia").post(PATH, json={"to": new}).status_code == 200
    for body, status in (({}, 422), ({"to": 1}, 400), ({"to": 77}, 404), ({"to": new, "mapping": {"x": "y"}}, 400)):
        assert program("paul").post(PATH, json=body).status_code == status
    assert program("paul").post(PATH, json={"to": new, "requests": ["what"]}).status_code == 400
    unknown = program("paul").post(PATH, json={"to": new, "requests": ["REQ-900000"]}).json["items"]
    assert [(one["request"], one["ok"]) for one in unknown] == [("REQ-900000", False)]
