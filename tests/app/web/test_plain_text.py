"""What no database keeps alike is refused before it gets there: NUL characters, and numbers of versions without end."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.fixtures.callers import Browser, Caller


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/items/a%00b", 404),
        ("/studio/a%00b/1", 404),
        ("/requests?q=a%00b", 400),
        ("/decisions?sort=%00", 400),
        ("/studio/new_software/2147483648", 404),
        ("/studio/new_software/2147483648/export", 404),
    ],
)
def test_an_address(house: Flask, browser_of: Callable[[str], Browser], path: str, status: int) -> None:
    assert browser_of("admin").get(path).status_code == status


def test_a_part_without_a_name(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    part = "--x\r\nContent-Disposition: form-data\r\n\r\nnull\r\n--x--\r\n"
    answer = program("marta").call("POST", "/api/v1/files", data=part, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400


def test_what_is_written(house: Flask, browser_of: Callable[[str], Browser], program: Callable[[str], Caller]) -> None:
    answer = browser_of("marta").submit("/profile/tokens", name="a\0b")
    assert answer.status_code == 400
    assert "NUL" in answer.text
    files = {"files[]": [], "process": "a\0b"}
    answer = program("admin").call("POST", "/api/v1/definitions", data=files, content_type="multipart/form-data")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    answer = program("admin").get("/api/v1/definitions/new_software/versions/2147483648")
    assert answer.status_code == 404
