"""Spans reach a collector, lines of the log carry correlation and request, and an id that came along is kept."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from flask import Flask

from app import log_lines, tracing
from app.config import ROOT
from tests.fixtures.callers import Caller
from tests.fixtures.outside import Peer

SENDING = """
from app import tracing
tracing.open_({url!r}, "worker")
tracing.begin("timer:7")
with tracing.span("timer", "consumer"):
    tracing.about("REQ-000017")
    print(tracing.passed_on()["traceparent"])
tracing.close()
"""


UNASKED = ("opentelemetry.exporter", "alembic", "flask_migrate", "psycopg")


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    tracing.begin("")


def test_spans_reach_the_collector(peer: Peer) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    saying = SENDING.format(url=f"http://{peer.place}/v1/traces")
    told = subprocess.run([sys.executable, "-c", saying], env=env, check=True, capture_output=True, text=True)
    assert told.stdout.startswith("00-")
    ((_method, path, _headers, body),) = peer.seen
    assert path == "/v1/traces"
    for word in (b"laneway-worker", b"timer:7", b"REQ-000017"):
        assert word in body


def test_what_pages_do_without_is_not_loaded() -> None:
    """No collector, no sender; no PostgreSQL, no driver; and tables are made by commands alone."""
    asking = f"import sys; import app.factory; print([m for m in sys.modules if m.startswith({UNASKED})])"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run([sys.executable, "-c", asking], env=env, check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


def test_a_line_says_what_it_is_about() -> None:
    tracing.begin("call:4")
    tracing.about("REQ-000017")
    record = logging.LogRecord("app.jobs.work", logging.WARNING, __file__, 1, "It\nhappened", None, None)
    record.said = {"sentence": "with hush in it", "status": 503}
    line = log_lines.Line(lambda text: text.replace("hush", "***")).format(record)
    assert "\n" not in line
    said = json.loads(line)
    assert (said["correlation"], said["request"], said["event"]) == ("call:4", "REQ-000017", "It\nhappened")
    assert (said["sentence"], said["status"]) == ("with *** in it", 503)
    assert said["timestamp"].endswith("Z")


def test_an_id_that_came_along_is_kept_and_a_strange_one_is_not(sqlite_house: Flask) -> None:
    anybody = Caller(sqlite_house)
    given = anybody.get("/healthz", headers={"X-Request-Id": "abc-1234567"})
    assert given.headers["X-Request-Id"] == "abc-1234567"
    strange = anybody.get("/healthz", headers={"X-Request-Id": "<script>alert(1)</script>"})
    assert "<" not in strange.headers["X-Request-Id"]
