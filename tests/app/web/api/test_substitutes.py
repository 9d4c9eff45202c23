"""Substitutes over the API: what waits goes along and returns; others' are for administrators; circles are refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask

from app.db import now, reading
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Caller

PATH = "/api/v1/substitutes"


def days(first: int, last: int, **more: Any) -> dict[str, Any]:
    with reading():
        moment = now()
    at = {"starts_at": moment + timedelta(days=first), "ends_at": moment + timedelta(days=last)}
    return {**{name: one.isoformat() for name, one in at.items()}, **more}


def test_what_waits_goes_along_and_returns(house: Flask, program: Callable[[str], Caller]) -> None:
    jonas, stefan, marta = program("jonas"), program("stefan"), program("marta")
    ordered(marta)
    above = {"amount": 1, "currency": "EUR"}
    made = jonas.post(PATH, json=days(0, 5, substitute="stefan", item="new_software", above=above))
    assert made.status_code == 201, made.text
    assert (made.json["substitute"], made.json["item"], made.json["above"]) == ("stefan", "new_software", above)
    [task] = stefan.get("/api/v1/tasks?kind=approval").json["items"]
    assert task["for_name"] == "Jonas Weber"
    circle = stefan.post(PATH, json=days(1, 2, substitute="jonas"))
    assert (circle.status_code, circle.json["problems"][0]["field"]) == (422, "person")
    assert marta.post(f"{PATH}/{made.json['id']}/end").status_code == 404
    assert jonas.post(f"{PATH}/{made.json['id']}/end").json["items"] == []
    assert [one["id"] for one in jonas.get("/api/v1/tasks?kind=approval").json["items"]] == [task["id"]]


def test_for_others_only_administrators(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    admin, jonas = program("admin"), program("jonas")
    assert jonas.post(PATH, json=days(0, 5, person="marta", substitute="stefan")).status_code == 403
    assert jonas.get(f"{PATH}?person=marta").status_code == 403
    assert admin.post(PATH, json=days(0, 5, person="nobody", substitute="stefan")).status_code == 404
    assert admin.post(PATH, json=days(0, 5, person="marta", substitute="stefan")).status_code == 201
    [one] = admin.get(f"{PATH}?person=marta").json["items"]
    assert (one["substitute"], one["above"]) == ("stefan", None)
    assert admin.post(PATH, json=days(0, 5, substitute="stefan", starts_at="tomorrow")).status_code == 422
