"""Every route says who may open it, and holds to it: generated from the URL map, so that no new route is forgotten."""

from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from app.web.access import access_of
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

UNKNOWN = {"number": "REQ-999999", "task_id": 999999, "file_id": 999999}
#: Values for what a route names, when it is not what the test is about.
PLAIN = {
    "filename": "none.css",
    "secret": "none",
    "key": "new_software",
    "login": "marta",
    "incident_id": 1,
    "job_id": 1,
    "session_id": 1,
    "token_id": 1,
    "substitute_id": 1,
    "outbox_id": 1,
    "approval_id": 1,
    "question_id": 1,
    "language": "en",
}

#: What a call of the API needs before it is looked up whose the thing is.
BODIES: dict[str, Any] = {
    "assign": {"person": "karol"},
    "complete": {"data": {"decision": "approve"}},
    "confirm": {"ok": True},
    "rate": {"stars": 5},
    "comment": {"text": "Hello"},
    "withdraw": {"reason": "x"},
    "refuse": {"reason": "time"},
    "tick": {"point": "x"},
    "change_wanted": {"date": "2026-12-20"},
    "suspend_one": {"reason": "x"},
    "relate": {"other": "REQ-000001"},
    "rename": {"name": "x"},
    "add": {"whom": "group:security", "text": "x"},
}


def routes(app: Flask) -> Iterator[tuple[str, Rule]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule


def address(app: Flask, rule: Rule, **known: Any) -> str:
    values = {name: known.get(name, PLAIN.get(name, 1)) for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def test_every_route_says_who_may_open_it(sqlite_house: Flask) -> None:
    unmarked = [
        rule.endpoint
        for _method, rule in routes(sqlite_house)
        if access_of(sqlite_house.view_functions[rule.endpoint]) is None
    ]
    assert unmarked == []


def test_nobody_gets_in_without_signing_in(sqlite_house: Flask) -> None:
    anybody = Caller(sqlite_house)
    token = Browser(sqlite_house)
    for method, rule in routes(sqlite_house):
        access = access_of(sqlite_house.view_functions[rule.endpoint])
        assert access is not None
        if access.anyone:
            continue
        path = address(sqlite_house, rule)
        answer = anybody.call(method, path, json={} if path.startswith("/api/") else None)
        if path.startswith("/api/"):
            assert answer.status_code in (401, 415), (method, path, answer.status_code)
        else:
            refused = answer.status_code == 302 and answer.location.startswith("/login")
            assert refused or (method != "GET" and answer.status_code == 403), (method, path, answer.status_code)
    assert token.secret == ""


def test_what_is_not_for_a_person_does_not_exist_for_them(
    sqlite_house: Flask, program: Callable[[str], Caller]
) -> None:
    marta, jonas, karol = program("marta"), program("jonas"), program("karol")
    number = ordered(marta)["number"]
    [task] = jonas.get("/api/v1/tasks").json["items"]
    known = {"number": number, "task_id": task["id"]}
    seen = 0
    for method, rule in routes(sqlite_house):
        if not rule.rule.startswith("/api/") or not {"number", "task_id", "file_id"} & rule.arguments:
            continue
        body = BODIES.get(rule.endpoint.rpartition(".")[2], {}) if method != "GET" else None
        theirs = karol.call(method, address(sqlite_house, rule, **known), json=body)
        unknown = karol.call(method, address(sqlite_house, rule, **UNKNOWN), json=body)
        if "file_id" not in rule.arguments:
            assert theirs.status_code == 404, (method, rule.rule, theirs.status_code, theirs.text)
            assert _said(theirs.json) == _said(unknown.json)
        seen += 1
    assert seen >= 12
    assert jonas.get(f"/api/v1/tasks/{task['id']}").json["state"] == "open"


def test_pages_of_another_person_do_not_exist(
    sqlite_house: Flask, program: Callable[[str], Caller], browser_of: Callable[[str], Browser]
) -> None:
    number = ordered(program("marta"))["number"]
    [task] = program("jonas").get("/api/v1/tasks").json["items"]
    karol, seen = browser_of("karol"), 0
    for method, rule in routes(sqlite_house):
        if rule.rule.startswith("/api/") or not {"number", "task_id"} & rule.arguments:
            continue
        seen += 1
        path = address(sqlite_house, rule, number=number, task_id=task["id"])
        answer = karol.get(path) if method == "GET" else karol.submit(path)
        assert answer.status_code == 404, (method, path, answer.status_code)
    assert seen >= 30


def test_roles_are_asked_for(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    karol, seen = program("karol"), 0
    for method, rule in routes(sqlite_house):
        access = access_of(sqlite_house.view_functions[rule.endpoint])
        if rule.rule.startswith("/api/") and access is not None and access.roles:
            seen += 1
            answer = karol.call(method, address(sqlite_house, rule), json={} if method != "GET" else None)
            assert answer.status_code == 403, (method, rule.rule, answer.status_code)
    assert seen >= 30


def _said(problem: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in problem.items() if name != "instance"}
