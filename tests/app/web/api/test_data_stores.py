"""What data stores hold, over the API: for those who draw."""

from collections.abc import Callable
from io import BytesIO

from flask import Flask

from tests.app.operations.beginning_items import asked, done, item
from tests.fixtures.callers import Caller
from tests.workflows.diagrams import node, path, start
from tests.workflows.translation.test_data import change, gives

WRITES = gives("", "store", change("append(Visitors, {number: request.number, sum: 0.10})"))
TASK = asked("t").replace("ilse", "marta").replace("</userTask>", f"{WRITES}</userTask>")
SYMBOL = node("dataStoreReference", "store", name="Visitors")
FILE = item("visits", start(), SYMBOL, TASK, done(), path("start", "t", "end"))


def test_who_draws_sees_what_the_stores_hold(house: Flask, program: Callable[[str], Caller]) -> None:
    olivia, marta = program("olivia"), program("marta")
    made = olivia.post("/api/v1/definitions", {"files[]": [(BytesIO(FILE), "visits.bpmn")], "publish": "true"})
    assert made.json["state"] == "published", made.text
    address = "/api/v1/definitions/visits/stores"
    empty = {"name": "Visitors", "shared": False, "entries": None, "value": None, "changed_at": None, "last": ""}
    assert olivia.get(address).json == {"items": [empty]}
    number = marta.post("/api/v1/requests", json={"item": "visits", "data": {}}).json["number"]
    [task] = marta.get("/api/v1/tasks?item=visits").json["items"]
    assert marta.post(f"/api/v1/tasks/{task['id']}/complete", json={"data": {}}).status_code == 200
    [held] = olivia.get(address).json["items"]
    assert (held["entries"], held["last"]) == (1, number)
    assert held["value"][0]["number"] == number
    assert str(held["value"][0]["sum"]) in ("0.1", "0.10")
    assert marta.get(address).status_code in (403, 404)
    assert olivia.get("/api/v1/definitions/nothing/stores").status_code == 404
