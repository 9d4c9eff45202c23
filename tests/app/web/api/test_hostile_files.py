"""Every hostile diagram of the corpus, uploaded, published and ordered over HTTP: each gets the answer of its list.

The list's words: `reject` is refused with a problem that can be read; `incident` may be refused too, or ends as an
incident that says why; `accept_bounded` and `accept_inert` run, and what they say is text wherever it is shown.
"""

import csv
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.jobs import shift, work
from app.jobs.connectors import connectors
from app.operations import house
from tests.app.web.api.test_foreign_files import send
from tests.fixtures.bounded import bounded
from tests.fixtures.callers import Browser, Caller

#: A person does the step here and it waits at once: a plain task that goes round, an operator that says no address.
WAITS = {"58_signal_storm.bpmn", "92_mail_header_injection.bpmn"}
#: What a page would show if it took a name for more than text.
ALIVE = ("<img src=x", "<svg onload", "<script>alert", 'href="javascript:', 'href="data:')
LISTENER = ("127.0.0.1", 9009)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """The address that the files name, to see that nobody comes."""
    with socket.create_server(LISTENER, reuse_port=True) as opened:
        opened.setblocking(False)
        yield opened


def test_every_hostile_file_gets_what_it_deserves(
    sqlite_house: Flask,
    program: Callable[[str], Caller],
    browser_of: Callable[[str], Browser],
    corpus: Path,
    tmp_path: Path,
    listener: socket.socket,
) -> None:
    subprocess.run([sys.executable, str(corpus / "evil" / "make_bpmn.py"), str(tmp_path)], check=True, timeout=60)
    rows = list(csv.DictReader((tmp_path / "evil_bpmn" / "expectations.csv").read_text().splitlines()))
    shift.begin(shift.Shift("test:1", connectors(house.config()), None))
    owner, looking = program("olivia"), browser_of("olivia")
    wrong = []
    for row in rows:
        data = (tmp_path / "evil_bpmn" / row["file"]).read_bytes()
        with bounded(float(row["max_seconds"]), row):
            came = _came(owner, looking, row["file"], data, row["must"] == "accept_inert")
        if came not in _deserved(row):
            wrong.append((row["file"], row["must"], came))
    assert wrong == []
    assert len(rows) > 100
    assert not Path("/tmp/laneway-pwned").exists()
    with pytest.raises(BlockingIOError):
        listener.accept()


def _deserved(row: dict[str, str]) -> tuple[str, ...]:
    if row["must"] == "incident":
        return ("refused", "incident", "waits") if row["file"] in WAITS else ("refused", "incident")
    return ("refused",) if row["must"] == "reject" else ("waits", "ended")


def _came(owner: Caller, looking: Browser, name: str, data: bytes, inert: bool) -> str:
    answer = send(owner, (name, data))
    assert "root:" not in answer.text
    if answer.status_code == 413:
        return "refused" if answer.json["detail"] else "refused without a word"
    if answer.status_code == 422 or (answer.status_code == 201 and answer.json["state"] == "draft"):
        errors = [one["message"] for one in answer.json["problems"] if one["severity"] == "error"]
        return "refused" if errors and all(errors) else "refused without a word"
    if answer.status_code != 201:
        return f"{answer.status_code}"
    return _ordered(owner, looking, answer.json["key"], inert)


def _ordered(owner: Caller, looking: Browser, item: str, inert: bool) -> str:
    made = owner.post("/api/v1/requests", json={"item": item, "data": {}})
    if made.status_code != 201:
        return f"order {made.status_code}"
    work.drain()
    seen: dict[str, Any] = owner.get(f"/api/v1/requests/{made.json['number']}").json
    if inert:
        shown = "".join(looking.get(path).text for path in (f"/items/{item}", f"/requests/{made.json['number']}", "/"))
        if any(one in shown for one in ALIVE):
            return "shown as more than text"
    said = [one["reason"] or one["cause"] for one in seen.get("incidents", ())]
    if seen["state"] == "stuck" or said:
        return "incident" if said and seen["state"] == "stuck" else "stuck without a word"
    return "waits" if seen["tasks"] or seen["state"] == "running" else seen["state"]
