"""People and groups over the API: made, changed, gone, and read in from files."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.db import reading
from app.operations import journal
from app.operations.assignment import limit_of
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller, person

Program = Callable[[str], Caller]


def test_somebody_new(house: Flask, program: Program) -> None:
    admin = program("admin")
    facts = {
        "login": "Nora",
        "name": "Nora Lind",
        "email": "n.lind@bridges.example",
        "manager": "jonas",
        "roles": ["desk"],
        "limit": {"amount": 1500, "currency": "EUR"},
        "invite": True,
    }
    made = admin.post("/api/v1/people", json=facts)
    assert made.status_code == 201, made.text
    assert {k: made.json[k] for k in ("login", "manager", "roles", "limit")} == {
        "login": "nora",
        "manager": "jonas",
        "roles": ["desk"],
        "limit": {"amount": 1500, "currency": "EUR"},
    }
    assert admin.post("/api/v1/people", json=facts).status_code == 409
    assert [one["login"] for one in admin.get("/api/v1/people?q=nora%20lind").json["items"]] == ["nora"]


def test_an_address_is_theirs_when_they_have_shown_it(sqlite_house: Flask, program: Program) -> None:
    admin = program("admin")
    assert admin.call("PATCH", "/api/v1/people/marta", json={"email": person("marta").email}).status_code == 200
    with reading():
        assert person("marta").email_verified
    assert admin.call("PATCH", "/api/v1/people/marta", json={"email": "m@bridges.example"}).status_code == 200
    with reading():
        assert not person("marta").email_verified
    assert admin.call("PATCH", "/api/v1/groups/infrastructure", json={"email": "here"}).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"login": "no spaces"},
        {"login": "laneway"},
        {"login": "x", "roles": ["king"]},
        {"login": "x", "manager": "nobody"},
        {"login": "x", "limit": {"amount": "much"}},
        {"login": "x", "limits": {"GBP": "much"}},
        {"login": "x", "limits": {"pounds": 500}},
        {"login": "x", "limits": {"EUR": 500}},
        {"login": "x", "limits": {"GBP": "5e14"}},
        {"login": "x", "limit": {"amount": "NaN"}},
        {"login": "x", "language": "fr"},
        {"login": "x", "timezone": "Mars/Olympus"},
        {"login": "x", "timezone": "../etc/passwd"},
        {"login": "x", "password": "chosen for them"},
        {"login": "x", "email": "x@bridges.example\r\nBcc: y@bridges.example"},
        {"login": "x", "email": "at home"},
    ],
)
def test_what_is_refused(sqlite_house: Flask, program: Program, wrong: dict[str, Any]) -> None:
    assert program("admin").post("/api/v1/people", json=wrong).status_code == 422


def test_limits_in_further_currencies(house: Flask, program: Program, browser_of: Callable[[str], Browser]) -> None:
    admin, page = program("admin"), browser_of("admin")
    assert admin.call("PATCH", "/api/v1/people/jonas", json={"limits": {"GBP": 800, "CHF": 900.5}}).status_code == 200
    assert admin.get("/api/v1/people/jonas").json["limits"] == {"CHF": 900.5, "GBP": 800}
    assert 'value="900.5 CHF; 800 GBP"' in page.get("/people/jonas").text
    assert page.submit("/people/jonas", name="Jonas Weber", limits="900 gbp", limit="1000").status_code == 302
    assert admin.get("/api/v1/people/jonas").json["limits"] == {"GBP": 900}
    assert page.submit("/people/jonas", name="Jonas Weber", limits="GBP nine").status_code == 422
    with reading():
        assert limit_of(person("jonas"), "GBP") == 900
    roster = (BytesIO(b"login;limits\njonas;500 GBP, 700 CHF\n"), "people.csv")
    told = admin.post("/api/v1/people/import", {"file": roster, "apply": "true"})
    assert told.status_code == 200, told.text
    assert admin.get("/api/v1/people/jonas").json["limits"] == {"CHF": 700, "GBP": 500}


def test_nobody_is_their_own_superior(sqlite_house: Flask, program: Program) -> None:
    answer = program("admin").call("PATCH", "/api/v1/people/clara", json={"manager": "marta"})
    assert answer.status_code == 422


def test_a_role_ends_the_sessions(sqlite_house: Flask, program: Program, browser_of: Callable[[str], Browser]) -> None:
    lena = browser_of("lena")
    assert program("admin").call("PATCH", "/api/v1/people/lena", json={"roles": ["desk"]}).json["roles"] == ["desk"]
    assert lena.get("/profile").status_code == 302


def test_the_last_administrator_stays(sqlite_house: Flask, program: Program) -> None:
    admin = program("admin")
    assert admin.call("PATCH", "/api/v1/people/admin", json={"roles": []}).status_code == 409
    assert admin.call("PATCH", "/api/v1/people/admin", json={"active": False}).status_code == 409


def test_who_leaves_passes_on_what_they_hold(
    house: Flask, program: Program, browser_of: Callable[[str], Browser]
) -> None:
    marta, jonas, admin = program("marta"), program("jonas"), program("admin")
    number = ordered(marta)["number"]
    browser = browser_of("jonas")
    assert admin.call("PATCH", "/api/v1/people/jonas", json={"active": False}).json["active"] is False
    assert jonas.get("/api/v1/tasks").status_code == 401
    assert browser.get("/profile").status_code == 302
    [task] = program("clara").get("/api/v1/tasks").json["items"]
    assert task["request"] == number
    assert admin.call("PATCH", "/api/v1/people/jonas", json={"active": True}).json["active"] is True
    assert jonas.get("/api/v1/tasks").status_code == 200
    with reading():
        assert journal.verify() is None


def test_a_group(house: Flask, program: Program) -> None:
    admin = program("admin")
    facts = {"key": "garden", "name": "Garden", "members": ["marta", "tamas"], "manager": "jonas"}
    assert admin.post("/api/v1/groups", json=facts).status_code == 201
    changed = admin.call("PATCH", "/api/v1/groups/garden", json={"members": ["tamas"]}).json
    assert (changed["members"], changed["manager"], changed["name"]) == (["tamas"], "jonas", "Garden")
    assert admin.post("/api/v1/groups", json={"key": "garden"}).status_code == 409
    assert admin.post("/api/v1/groups", json={"key": "x", "members": ["nobody"]}).status_code == 422
    assert "garden" in [one["key"] for one in admin.get("/api/v1/groups").json["items"]]


PEOPLE = """login;name;manager;roles;groups;limit_amount
nora;Nora Lind;otto;desk;garden;1500
otto;Otto Lind;clara;;;
marta;Marta Kovács;otto;;garden;
"""


def reads(caller: Caller, text: str, **fields: str) -> TestResponse:
    return caller.post("/api/v1/people/import", {"file": (BytesIO(text.encode()), "people.csv"), **fields})


def test_people_from_a_file(house: Flask, program: Program) -> None:
    admin = program("admin")
    admin.post("/api/v1/groups", json={"key": "garden"})
    rehearsed = reads(admin, PEOPLE).json
    assert (rehearsed["applied"], rehearsed["wrong"]) == (False, 0)
    assert [line["change"] for line in rehearsed["lines"]] == ["add", "add", "change"]
    assert admin.get("/api/v1/people/nora").status_code == 404
    assert reads(admin, PEOPLE, apply="true").json["applied"] is True
    nora = admin.get("/api/v1/people/nora").json
    assert (nora["manager"], nora["roles"], nora["groups"], nora["limit"]["amount"]) == (
        "otto",
        ["desk"],
        ["garden"],
        1500,
    )
    assert admin.get("/api/v1/people/marta").json["manager"] == "otto"
    with reading():
        assert journal.verify() is None


def test_a_wrong_line_keeps_the_whole_file_out(sqlite_house: Flask, program: Program) -> None:
    admin = program("admin")
    answer = reads(admin, "login,manager\nnora,nobody\notto,clara\nbad login,\n", apply="true")
    assert answer.status_code == 422
    told = {line["line"]: line["message"] for line in answer.json["lines"] if line["change"] == "wrong"}
    assert "nobody" in told[2]
    assert told.keys() == {2, 4}
    assert admin.get("/api/v1/people/otto").status_code == 404


def test_groups_from_a_file(sqlite_house: Flask, program: Program) -> None:
    admin = program("admin")
    text = "key,name,members,manager\ngarden,Garden,marta tamas,jonas\n"
    assert reads(admin, text, what="groups", apply="true").json["applied"] is True
    assert admin.get("/api/v1/groups/garden").json["members"] == ["marta", "tamas"]


@pytest.mark.parametrize("text", ["", "name\nx\n", "login,salary\nx,1\n", 'login\n"x\n'])
def test_what_is_no_such_file(sqlite_house: Flask, program: Program, text: str) -> None:
    assert reads(program("admin"), text).status_code == 400
