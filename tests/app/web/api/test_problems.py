"""Errors of the API are problem documents (RFC 9457), whatever went wrong."""

import logging
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from flask import Flask

from app.log_lines import Line
from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]


def _absent(moment: str) -> bytes:
    return f'{{"substitute": "eva", "starts_at": "{moment}", "ends_at": "{moment}"}}'.encode()


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/api/v1/nothing-here", None, 404),
        ("GET", "/api/v1/requests/REQ-000099", None, 404),
        ("GET", "/api/v1/requests/1;drop table", None, 404),
        ("GET", "/api/v1/requests/%00", None, 404),
        ("DELETE", "/api/v1/requests", None, 405),
        ("POST", "/api/v1/requests", b"{", 400),
        ("POST", "/api/v1/requests", b"[" * 100_000, 422),
        ("POST", "/api/v1/requests", b'{"item": "x", "data": {"a": NaN}}', 422),
        ("POST", "/api/v1/requests", b'{"item": "x", "data": {"a": "\\u0000"}}', 422),
        ("POST", "/api/v1/requests", b'{"item": "x", "data": {"typename": "datetime"}}', 422),
        ("POST", "/api/v1/requests", b'{"item": 1}', 422),
        ("POST", "/api/v1/requests", b'{"item": "x", "unheard": 1}', 422),
        ("POST", "/api/v1/requests", b'"text"', 422),
        ("GET", "/api/v1/requests?limit=0", None, 422),
        ("GET", "/api/v1/requests?limit=many", None, 422),
        ("GET", "/api/v1/tasks?scope=everybodys", None, 422),
        ("GET", "/api/v1/tasks/99999999999999999999", None, 404),
        ("GET", "/api/v1/people", None, 403),
        ("POST", "/api/v1/substitutes", _absent("0001-01-01T00:00:00+14:00"), 422),
        ("POST", "/api/v1/substitutes", _absent("9999-12-31T23:59:59-12:00"), 422),
        ("POST", "/api/v1/messages", b'{"name": "x", "correlation_key": "y"}', 403),
        ("POST", "/api/v1/signals", b'{"name": "x"}', 403),
    ],
)
def test_a_problem(
    sqlite_house: Flask, program: Program, method: str, path: str, body: bytes | None, status: int
) -> None:
    answer = program("karol").call(method, path, data=body, content_type="application/json" if body else None)
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= answer.json.keys()
    assert answer.json["status"] == status
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Basic bWFydGE6eA=="])
def test_a_bad_token(sqlite_house: Flask, header: str) -> None:
    answer = Caller(sqlite_house, {"Authorization": header}).get("/api/v1/tasks")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """What a process would write of it on stderr."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Line())
    logging.getLogger("app").addHandler(handler)
    yield written
    logging.getLogger("app").removeHandler(handler)


def test_a_surprise_tells_nothing_but_its_number(sqlite_house: Flask, program: Program, logged: StringIO) -> None:
    def broken() -> str:
        raise ZeroDivisionError("secret-canary")

    broken.access = sqlite_house.view_functions["health.alive"].access  # type: ignore[attr-defined]
    sqlite_house.view_functions["health.alive"] = broken
    answer = program("karol").get("/healthz")
    assert answer.status_code == 500
    assert "canary" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["X-Request-Id"] in answer.text
    assert answer.headers["X-Request-Id"] in logged.getvalue()
