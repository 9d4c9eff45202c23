"""Two at once: a task is completed at most once, and the instance stays whole."""

import threading
from collections.abc import Callable

from flask import Flask
from werkzeug.test import TestResponse

from app.db import reading
from app.operations import journal
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Caller

ROUNDS = 5


def test_two_decide_at_once(house: Flask, program: Callable[[str], Caller]) -> None:
    marta, jonas = program("marta"), program("jonas")
    for _round in range(ROUNDS):
        number = ordered(marta)["number"]
        [task] = [one for one in jonas.get("/api/v1/tasks").json["items"] if one["request"] == number]
        answers = both(house, jonas, f"/api/v1/tasks/{task['id']}/complete")
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        [late] = [answer.json for answer in answers if answer.status_code == 409]
        assert (late["type"], late["who"]) == ("/problems/already-done", "jonas")
        assert late["at"].endswith("Z")
        request = marta.get(f"/api/v1/requests/{number}").json
        assert (request["state"], request["incidents"]) == ("running", [])
    with reading():
        assert journal.verify() is None


def both(house: Flask, caller: Caller, path: str) -> list[TestResponse]:
    answers: list[TestResponse] = []
    start = threading.Barrier(2)

    def decide(decision: str) -> None:
        twin = Caller(house, caller.headers)
        start.wait()
        answers.append(twin.post(path, json={"data": {"decision": decision, "reason": "So it is."}}))

    threads = [threading.Thread(target=decide, args=("approve",)) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_an_old_version_is_refused(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    jonas = program("jonas")
    ordered(program("marta"))
    [task] = jonas.get("/api/v1/tasks").json["items"]
    old = jonas.get(f"/api/v1/tasks/{task['id']}").json["version"]
    body = {"data": {"decision": "approve"}, "version": old - 1}
    assert jonas.post(f"/api/v1/tasks/{task['id']}/complete", json=body).status_code == 409
