"""Messages and incidents over the API."""

from collections.abc import Callable

from flask import Flask

from app.connectors.base import ConnectorError
from tests.app.web.api.test_journey import ORDER
from tests.fixtures.callers import Caller
from tests.fixtures.cast import Cast, Recorder

Program = Callable[[str], Caller]


def stuck(cast: Cast) -> str:
    """A request whose call was refused for good."""
    cast.connectors["directory"] = Recorder("directory", answers=[ConnectorError("No such host.", permanent=True)])
    number = cast.marta.orders("new_software", ORDER["data"])
    cast.jonas.approves(number)
    cast.bela.does(number, "Buy the licence", order_number="PO-20417", licence_key="F-1", paid=480)
    cast.dan.does(number, "Test it", passed=True)
    cast.eva.does(number, "Install it")
    cast.works()
    return number


def test_an_incident_is_repaired(cast: Cast, program: Program) -> None:
    number, paul = stuck(cast), program("paul")
    [incident] = paul.get("/api/v1/incidents").json["items"]
    assert (incident["request"], incident["kind"]) == (number, "call")
    assert incident["cause"].endswith("No such host.")
    seen = program("marta").get(f"/api/v1/requests/{number}").json
    assert (seen["state"], [one["cause"] for one in seen["incidents"]]) == ("stuck", [""])
    assert paul.post(f"/api/v1/incidents/{incident['id']}/retry").status_code == 200
    cast.works()
    assert paul.get("/api/v1/incidents").json["items"] == []
    assert paul.post(f"/api/v1/incidents/{incident['id']}/retry").status_code == 409
    assert program("marta").get(f"/api/v1/requests/{number}").json["state"] == "running"


def test_given_by_hand(cast: Cast, program: Program) -> None:
    stuck(cast)
    paul = program("paul")
    [incident] = paul.get("/api/v1/incidents").json["items"]
    path = f"/api/v1/incidents/{incident['id']}/resolve"
    assert paul.post(path, json={"action": "wish", "reason": "x"}).status_code == 422
    assert paul.post(path, json={"action": "skip", "reason": "Granted by phone."}).status_code == 200
    assert paul.get("/api/v1/incidents?state=resolved").json["items"][0]["action"] == "skip"


def test_a_message_nobody_waits_for_is_kept(house: Flask, program: Program) -> None:
    admin = program("admin")
    body = {"name": "delivery", "correlation_key": "PO-1", "data": {"parcels": 2}}
    answer = admin.post("/api/v1/messages", json=body)
    assert (answer.status_code, answer.json) == (202, {"delivered": False})
    assert program("marta").post("/api/v1/messages", json=body).status_code == 403
    assert admin.post("/api/v1/messages", json={**body, "ttl_seconds": "60"}).status_code == 422
