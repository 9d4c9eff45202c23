"""A CSV file read in by an administrator: tried, shown line by line, applied."""

import re
from collections.abc import Callable
from io import BytesIO

from flask import Flask

from tests.fixtures.callers import Browser, Caller

TEXT = "login,name,manager\nnora,Nora Lind,clara\n"


def tried(admin: Browser, text: str) -> str:
    return admin.submit("/rosters", what="people", file=(BytesIO(text.encode()), "people.csv")).text


def test_tried_then_applied(
    house: Flask, browser_of: Callable[[str], Browser], program: Callable[[str], Caller]
) -> None:
    admin = browser_of("admin")
    page = tried(admin, TEXT)
    assert "nora" in page
    assert program("admin").get("/api/v1/people/nora").status_code == 404
    found = re.search(r'<textarea name="content" hidden>(.*?)</textarea>', page, re.DOTALL)
    assert found
    assert admin.submit("/rosters", what="people", content=found.group(1), apply="yes").status_code == 200
    assert program("admin").get("/api/v1/people/nora").json["manager"] == "clara"


def test_a_wrong_line_offers_nothing_to_apply(sqlite_house: Flask, browser_of: Callable[[str], Browser]) -> None:
    page = tried(browser_of("admin"), "login,manager\nnora,nobody\n")
    assert 'name="apply"' not in page
    assert "nobody" in page


def test_no_such_file(sqlite_house: Flask, browser_of: Callable[[str], Browser]) -> None:
    answer = browser_of("admin").submit("/rosters", what="people", file=(BytesIO(b"salary\n1\n"), "a.csv"))
    assert answer.status_code == 422
    assert browser_of("marta").get("/rosters").status_code == 403
