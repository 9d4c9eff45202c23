"""Definitions over the API: looked at, uploaded, published, retired."""

from collections.abc import Callable
from io import BytesIO

from flask import Flask
from werkzeug.test import TestResponse

from app.config import ROOT
from tests.app.web.api.test_journey import ORDER
from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]


def files() -> list[tuple[BytesIO, str]]:
    paths = [ROOT / "bpmn" / "new_software.bpmn", *sorted((ROOT / "forms" / "new_software").iterdir())]
    return [(BytesIO(path.read_bytes()), path.name) for path in paths]


def upload(caller: Caller, publish: str) -> TestResponse:
    return caller.post("/api/v1/definitions", {"files[]": files(), "publish": publish})


def test_looked_at(sqlite_house: Flask, program: Program) -> None:
    olivia = program("olivia")
    assert "new_software" in [one["key"] for one in olivia.get("/api/v1/definitions").json["items"]]
    version = olivia.get("/api/v1/definitions/new_software/versions/1").json
    assert "<bpmn:definitions" in version["diagram"] or "<definitions" in version["diagram"]
    assert version["forms"]
    assert {"decisions", "texts", "problems"} <= version.keys()
    assert olivia.get("/api/v1/definitions/new_software/versions/99").status_code == 404


def test_a_draft_is_published_and_retired(house: Flask, program: Program) -> None:
    olivia, marta = program("olivia"), program("marta")
    made = upload(olivia, "false")
    assert made.status_code == 201, made.text
    assert (made.json["key"], made.json["version"], made.json["state"]) == ("new_software", 2, "draft")
    assert isinstance(made.json["report"], list)
    assert marta.get("/api/v1/catalogue/new_software").json["version"] == 1
    path = "/api/v1/definitions/new_software/versions/2"
    published = olivia.post(path + "/publish")
    assert published.json.get("state") == "published", published.text
    assert marta.get("/api/v1/catalogue/new_software").json["version"] == 2
    assert marta.post("/api/v1/requests", json=ORDER).json["version"] == 2
    assert olivia.post(path + "/retire").json["state"] == "retired"
    assert marta.get("/api/v1/catalogue/new_software").status_code == 404


def test_nonsense_is_told_as_problems(sqlite_house: Flask, program: Program) -> None:
    answer = program("olivia").post("/api/v1/definitions", {"files[]": [(BytesIO(b"<nothing/>"), "a.bpmn")]})
    assert answer.status_code == 422
    assert answer.json["problems"][0]["severity"] == "error"
    assert answer.json["problems"][0]["message"]


def test_an_outside_entity_is_never_fetched(sqlite_house: Flask, program: Program) -> None:
    evil = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions>&x;</definitions>'
    answer = program("olivia").post("/api/v1/definitions", {"files[]": [(BytesIO(evil), "a.bpmn")]})
    assert answer.status_code == 422
    assert "root:" not in answer.text


def test_without_files(sqlite_house: Flask, program: Program) -> None:
    given = {"data": {"publish": "true"}, "content_type": "multipart/form-data"}
    assert program("olivia").post("/api/v1/definitions", **given).status_code == 400
