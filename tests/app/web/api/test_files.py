"""Files: only kinds that are taken, only to those who may, only as attachments."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from app.db import transaction
from app.operations import clock, files, house
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]
PDF = b"%PDF-1.7\n%%EOF\n"


def upload(caller: Caller, content: bytes, name: str) -> dict[str, object]:
    answer = caller.post("/api/v1/files", {"file": (BytesIO(content), name)})
    assert answer.status_code == 201, answer.text
    made: dict[str, object] = answer.json
    return made


def test_in_and_out(house: Flask, program: Program) -> None:
    marta = program("marta")
    made = upload(marta, PDF, "Quote Bülow.pdf")
    assert (made["name"], made["size"], made["type"]) == ("Quote Bülow.pdf", len(PDF), "application/pdf")
    answer = marta.get(f"/api/v1/files/{made['id']}")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_only_the_owner_sees_it_before_it_is_used(sqlite_house: Flask, program: Program) -> None:
    made = upload(program("marta"), PDF, "a.pdf")
    assert program("admin").get(f"/api/v1/files/{made['id']}").status_code == 404


def test_with_a_comment_it_is_the_requests(sqlite_house: Flask, program: Program) -> None:
    marta, jonas, karol = program("marta"), program("jonas"), program("karol")
    number = ordered(marta)["number"]
    public, internal = upload(marta, PDF, "a.pdf")["id"], upload(jonas, PDF, "b.pdf")["id"]
    path = f"/api/v1/requests/{number}/comments"
    assert marta.post(path, json={"text": "Here.", "files": [public]}).status_code == 201
    assert jonas.post(path, json={"text": "Hm.", "files": [internal], "internal": True}).status_code == 201
    assert jonas.get(f"/api/v1/files/{public}").status_code == 200
    assert marta.get(f"/api/v1/files/{internal}").status_code == 404
    assert karol.get(f"/api/v1/files/{public}").status_code == 404
    assert [said["text"] for said in marta.get(path).json["items"]] == ["Here."]
    assert marta.post(path, json={"text": "Mine too?", "files": [internal]}).status_code == 404


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg"),
        (b"<script>", "a.html"),
        (b"MZ\x90", "a.exe"),
        (b"<html>", "a.png"),
        (b"a\0b", "a.txt"),
        (b"\xff\xfe", "a.csv"),
        (b"", "a.pdf"),
        (PDF, "noname"),
        (b"RIFF1234AVI ", "a.webp"),
        (b"caf\xc3", "a.txt"),
    ],
)
def test_what_is_not_taken(sqlite_house: Flask, program: Program, content: bytes, name: str) -> None:
    answer = program("marta").post("/api/v1/files", {"file": (BytesIO(content), name)})
    assert answer.status_code == 422
    assert stored(sqlite_house) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.txt", "boot.txt"),
        ("a\r\nb.txt", "ab.txt"),
        ("exe\u202etxt.txt", "exetxt.txt"),
        ("…", "…"),
    ],
)
def test_names_lose_their_ways(given: str, kept: str) -> None:
    assert files.clean_name(given) == kept


def test_too_large(sqlite_house: Flask, program: Program) -> None:
    marta = program("marta")
    house.open(replace(house.config(), file_bytes=1000))
    assert marta.post("/api/v1/files", {"file": (BytesIO(b"a" * 1000), "a.txt")}).status_code == 201
    assert marta.post("/api/v1/files", {"file": (BytesIO(b"a" * 1001), "a.txt")}).status_code == 413
    assert len(stored(sqlite_house)) == 1


def test_unused_ones_go_after_a_day(sqlite_house: Flask, program: Program) -> None:
    upload(program("marta"), PDF, "a.pdf")
    with transaction():
        clock.move(23 * 3600)
        assert files.forget_waiting() == []
    with transaction():
        clock.move(2 * 3600)
        places = files.forget_waiting()
    assert places == stored(sqlite_house)


def stored(app: Flask) -> list[Path]:
    return [path for path in (app.extensions["laneway"].var / "files").rglob("*") if path.is_file()]
