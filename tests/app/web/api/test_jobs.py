"""Jobs over the API, as a program speaks it: claim, complete, and what is refused."""

import json
from collections.abc import Callable
from typing import Any

from flask import Flask

from app.db import transaction
from app.operations import clock, importing
from tests.app.jobs.conftest import CALL, HEAD
from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]
CLAIM = "/api/v1/jobs/claim"


def ordered(program: Program) -> str:
    step = CALL.replace('type="http"', 'type="stock-check"')
    step = step.replace("</bpmn:extensionElements>", PROPERTIES, 1)
    with transaction():
        made = importing.import_files({"job.bpmn": HEAD.format(key="job", step=step).encode()})
        assert made.state == "published", made.problems
        assert [p["code"] for p in json.loads(made.problems) if p["code"].startswith("connector")] == [
            "connector.program"
        ]
    number: str = program("marta").post("/api/v1/requests", json={"item": "job", "data": {}}).json["number"]
    return number


PROPERTIES = """<zeebe:properties><zeebe:property name="stage" value="Stock is looked up"/></zeebe:properties>
</bpmn:extensionElements>"""


def claim(caller: Caller, **more: Any) -> list[dict[str, Any]]:
    answer = caller.post(CLAIM, json={"types": ["stock-check"], **more})
    assert answer.status_code == 200, answer.json
    found: list[dict[str, Any]] = answer.json["jobs"]
    return found


def test_a_program_does_a_step(house: Flask, program: Program) -> None:
    number, robot = ordered(program), program("admin")
    stages = program("marta").get(f"/api/v1/requests/{number}").json["stages"]
    assert [(one["name"], one["state"]) for one in stages] == [("Stock is looked up", "current")]
    [job] = claim(robot, limit=5, seconds=120)
    assert (job["type"], job["request"], job["attempt"], job["data"]) == ("stock-check", number, 1, {"url": "URL"})
    path = f"/api/v1/jobs/{job['id']}"
    held = {"token": job["token"]}
    assert robot.post(f"{path}/extend", json={**held, "seconds": 600}).json["state"] == "leased"
    done = robot.post(f"{path}/complete", json={**held, "result": {"in_stock": 3}})
    assert (done.status_code, done.json["state"]) == (200, "done")
    assert robot.post(f"{path}/complete", json={**held, "result": {"in_stock": 3}}).status_code == 200
    late = robot.post(f"{path}/complete", json={**held, "result": {}})
    assert (late.status_code, late.json["type"].rpartition("/")[2]) == (409, "stale-lease")
    seen = program("marta").get(f"/api/v1/requests/{number}").json
    assert (seen["state"], seen["variables"]["in_stock"]) == ("ended", 3)


def test_the_same_claim_again_answers_the_same_job(house: Flask, program: Program) -> None:
    ordered(program)
    robot, key = program("admin"), {"Idempotency-Key": "claim-1"}
    first = robot.post(CLAIM, json={"types": ["stock-check"]}, headers=key).json
    assert robot.post(CLAIM, json={"types": ["stock-check"]}, headers=key).json == first
    assert claim(robot) == []


def test_errors_and_failures(house: Flask, program: Program) -> None:
    number, robot = ordered(program), program("admin")
    [job] = claim(robot)
    path, held = f"/api/v1/jobs/{job['id']}", {"token": job["token"]}
    failed = robot.post(f"{path}/fail", json={**held, "error": "Busy.", "retry_after": 0})
    assert (failed.status_code, failed.json["state"]) == (200, "ready")
    with transaction():
        clock.move(60)
    [again] = claim(robot)
    assert (again["attempt"], again["key"]) == (2, job["key"])
    assert robot.post(f"{path}/fail", json={**held, "error": "Late."}).status_code == 409
    given = {"token": again["token"], "code": "no_budget", "message": "None left."}
    assert robot.post(f"{path}/error", json=given).json["state"] == "done"
    assert program("marta").get(f"/api/v1/requests/{number}").json["outcome"] == "rejected"


def test_a_permanent_failure_is_an_incident(house: Flask, program: Program) -> None:
    number, robot = ordered(program), program("admin")
    [job] = claim(robot)
    given = {"token": job["token"], "error": "No such shop.", "permanent": True}
    assert robot.post(f"/api/v1/jobs/{job['id']}/fail", json=given).json["state"] == "dead"
    [incident] = robot.get("/api/v1/incidents").json["items"]
    assert (incident["request"], incident["cause"]) == (number, "Tell the other side: No such shop.")


def test_only_programs_take_jobs(house: Flask, program: Program) -> None:
    assert program("marta").post(CLAIM, json={"types": ["stock-check"]}).status_code == 403
    robot = program("admin")
    assert robot.post("/api/v1/jobs/999999/complete", json={"token": 1}).status_code == 404
    for wrong in ({}, {"types": []}, {"types": ["a"], "limit": 101}, {"types": ["a"], "seconds": 0}):
        assert robot.post(CLAIM, json=wrong).status_code == 422
