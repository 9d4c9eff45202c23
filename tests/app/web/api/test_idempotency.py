"""The same call again: one effect, the first answer. Another body under the same key is refused."""

import threading
from collections.abc import Callable
from io import BytesIO

from flask import Flask
from werkzeug.test import TestResponse

from app.db import reading, session
from app.models.request import Request
from tests.app.web.api.test_journey import ORDER
from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]
KEY = {"Idempotency-Key": "order-1"}


def requests() -> int:
    with reading():
        return session().query(Request).count()


def test_the_first_answer_again(house: Flask, program: Program) -> None:
    marta = program("marta")
    first = marta.post("/api/v1/requests", json=ORDER, headers=KEY)
    again = marta.post("/api/v1/requests", json=ORDER, headers=KEY)
    assert (first.status_code, first.data) == (again.status_code, again.data) == (201, first.data)
    assert requests() == 1


def test_another_body_is_refused(house: Flask, program: Program) -> None:
    marta = program("marta")
    marta.post("/api/v1/requests", json=ORDER, headers=KEY)
    other = marta.post("/api/v1/requests", json={**ORDER, "requested_for": "marta"}, headers=KEY)
    assert (other.status_code, other.json["type"]) == (409, "/problems/idempotency-key-reused")
    assert requests() == 1


def test_a_refused_call_leaves_its_key_free(house: Flask, program: Program) -> None:
    marta = program("marta")
    assert marta.post("/api/v1/requests", json={**ORDER, "data": {}}, headers=KEY).status_code == 422
    assert marta.post("/api/v1/requests", json=ORDER, headers=KEY).status_code == 201


def test_keys_belong_to_their_person(sqlite_house: Flask, program: Program) -> None:
    program("marta").post("/api/v1/requests", json=ORDER, headers=KEY)
    assert program("tamas").post("/api/v1/requests", json=ORDER, headers=KEY).status_code == 201
    assert requests() == 2


def test_twins_at_once(house: Flask, program: Program) -> None:
    marta = program("marta")
    callers = [Caller(house, marta.headers) for _each in range(4)]
    answers: list[TestResponse] = []
    start = threading.Barrier(len(callers))

    def order(caller: Caller) -> None:
        start.wait()
        answers.append(caller.post("/api/v1/requests", json=ORDER, headers=KEY))

    threads = [threading.Thread(target=order, args=(caller,)) for caller in callers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.data for answer in answers}) == 1
    assert requests() == 1


def test_uploads_too(sqlite_house: Flask, program: Program) -> None:
    marta = program("marta")

    def upload(text: bytes) -> TestResponse:
        return marta.post("/api/v1/files", {"file": (BytesIO(text), "note.txt")}, headers=KEY)

    assert upload(b"one").data == upload(b"one").data
    assert upload(b"two").status_code == 409
    stored = [path for path in (sqlite_house.extensions["laneway"].var / "files").rglob("*") if path.is_file()]
    assert len(stored) == 1


def test_a_key_is_short_and_printable(sqlite_house: Flask, program: Program) -> None:
    marta = program("marta")
    assert marta.post("/api/v1/requests", json=ORDER, headers={"Idempotency-Key": "x" * 201}).status_code == 400
    assert requests() == 0
