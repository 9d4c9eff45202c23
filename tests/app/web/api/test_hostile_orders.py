"""Hostile diagrams that can be published, ordered: each ends as an incident that says why, in bounded time."""

import csv
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.jobs import shift, work
from app.jobs.stations import connectors
from app.operations import house
from tests.app.web.api.test_foreign_files import send
from tests.fixtures.callers import Caller

SECONDS = 20
#: Every tenth by default; LANEWAY_SEEDS=2 plays them all.
SEEDS = int(os.environ.get("LANEWAY_SEEDS", "1"))
#: A person does the step here and it waits at once: a plain task that goes round, an operator that says no address.
WAITS = {"58_signal_storm.bpmn", "92_mail_header_injection.bpmn"}


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    folder = tmp_path_factory.mktemp("evil")
    subprocess.run([sys.executable, str(corpus / "evil" / "make_bpmn.py"), str(folder)], check=True, timeout=60)
    return folder / "evil_bpmn"


def test_what_is_wrong_when_it_runs_is_an_incident(
    sqlite_house: Flask, program: Callable[[str], Caller], evil: Path
) -> None:
    """Or is caught at the upload already, which the list allows."""
    rows = csv.DictReader((evil / "expectations.csv").read_text().splitlines())
    names = [row["file"] for row in rows if row["must"] == "incident"][:: 1 if SEEDS > 1 else 10]
    olivia = program("olivia")
    shift.begin(shift.Shift("test:1", connectors(house.config()), None))
    wrong = []
    for name in names:
        answer = send(olivia, (name, (evil / name).read_bytes()))
        if answer.status_code == 422 or answer.json["state"] == "draft":
            continue
        began = time.monotonic()
        seen = _ordered(olivia, answer.json["key"])
        said = [one["reason"] or one["cause"] for one in seen.get("incidents", ())]
        waits = name in WAITS and seen["tasks"] and not said
        if not (waits or (seen.get("state") == "stuck" and said)) or time.monotonic() - began > SECONDS:
            wrong.append((name, round(time.monotonic() - began), seen["state"], said, seen["tasks"]))
    assert wrong == []
    assert len(names) > 2
    assert not Path("/tmp/laneway-pwned").exists()


def _ordered(caller: Caller, item: str) -> dict[str, Any]:
    made = caller.post("/api/v1/requests", json={"item": item, "data": {}})
    assert made.status_code == 201, (item, made.text)
    work.drain()
    found: dict[str, Any] = caller.get(f"/api/v1/requests/{made.json['number']}").json
    return found
