"""Every hostile post and upload of the corpus, sent over HTTP to a form that takes it for an order.

What the list says: `422`, `400`, `413` refused, and nothing is there afterwards; `ignored_or_422` what was not asked
for is nowhere; `accept_inert` stored as it was typed, and text wherever it is shown.
"""

import csv
import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

from flask import Flask
from sqlalchemy import func, select

from app.db import reading, session, transaction
from app.models.instance import Instance
from app.models.request import Request
from app.operations import importing
from tests.app.catalogue.forms.desk import schema
from tests.app.catalogue.forms.test_evil import evil, load, words
from tests.app.jobs.conftest import HEAD
from tests.app.web.api.test_hostile_files import ALIVE
from tests.fixtures.bounded import bounded
from tests.fixtures.callers import Browser, Caller
from workflows.values import loads

__all__ = ["evil"]
Program = Callable[[str], Caller]
START = '<bpmn:startEvent id="start"/>'
ASKING = """<bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="order"/>
</bpmn:extensionElements></bpmn:startEvent>"""
STEP = """<bpmn:userTask id="step" name="Look"><bpmn:extensionElements><zeebe:assignmentDefinition assignee="dana"/>
</bpmn:extensionElements></bpmn:userTask>"""
OURS = {"request", "requester", "requested_for"}  # what the house tells a process by itself
#: A body may have what a request's variables may have; one field that is too long is refused by its form.
REFUSED = {"422": (422,), "400": (400,), "413": (413, 422)}


def rows(folder: Path, kind: str = "") -> Iterator[tuple[dict[str, str], bytes]]:
    with (folder / "expectations.csv").open() as file:
        for row in csv.DictReader(file):
            if not kind or row["kind"] == kind:
                yield row, (folder / row["file"]).read_bytes()


def publish(fields: list[dict[str, Any]]) -> None:
    drawn = HEAD.format(key="purchase", step=STEP).replace(START, ASKING).encode()
    form = json.dumps(schema(*[words(field) for field in fields]) | {"id": "order"}).encode()
    with transaction():
        row = importing.import_files({"purchase.bpmn": drawn, "order.form": form})
        assert row.state == "published", row.problems


def sent(caller: Caller, raw: bytes) -> Any:
    """The body of the case, byte for byte, as the answers of an order."""
    body = raw.partition(b'"body":')[2].rstrip()[:-1] or raw
    whole = b'{"item":"purchase","data":' + body + b"}"
    return caller.call("POST", "/api/v1/requests", data=whole, content_type="application/json")


def test_posts(sqlite_house: Flask, program: Program, browser_of: Callable[[str], Browser], evil: Path) -> None:
    base = load(evil / "_base_form.json")["fields"]
    publish(base)
    marta, looking, asked = program("marta"), browser_of("marta"), {one["id"] for one in base} - {"approved_by"}
    shown = 0
    for row, raw in rows(evil, "post"):
        before = count()
        with bounded(1, row):
            answer = sent(marta, raw)
        if answer.status_code != 201:
            assert answer.status_code in REFUSED.get(row["must"], (422,)), (row, answer.text[:300])
            assert row["must"] != "accept_inert", (row, answer.text[:300])
            assert answer.json["detail"], row
            assert count() == before, row
            continue
        assert row["must"] in ("ignored_or_422", "accept_inert"), row
        kept = variables()
        assert set(kept) <= asked | OURS, row
        assert (kept["requester"]["login"], kept["requested_for"]["login"]) == ("marta", "marta"), row
        if row["must"] == "accept_inert":
            body = json.loads(raw)["body"]
            assert (kept["item"], kept["why"]) == (normalize("NFC", body["item"]), body["why"]), row
            page = looking.get(f"/requests/{answer.json['number']}").text
            assert not any(one in page for one in ALIVE), row
            shown += 1
    assert shown > 15


def count() -> int:
    with reading():
        return session().scalar(select(func.count(Request.id))) or 0


def variables() -> dict[str, Any]:
    """Of the newest request."""
    with reading():
        text = session().scalars(select(Instance.variables).order_by(Instance.id.desc()).limit(1)).one()
    kept: dict[str, Any] = next(iter(loads(text).values()))["data"]
    return kept


def test_uploads(sqlite_house: Flask, program: Program, evil: Path) -> None:
    marta, olivia, taken = program("marta"), program("olivia"), 0
    for row, data in rows(evil.parent / "evil_files"):
        answer = marta.post("/api/v1/files", {"file": (BytesIO(data), row["file"])})
        if answer.status_code == 201:
            assert row["must"] not in ("reject", "download_only"), row
            assert "\u202e" not in answer.json["name"]
            fetched = marta.get(f"/api/v1/files/{answer.json['id']}")
            assert fetched.data == data
            assert fetched.headers["Content-Disposition"].startswith("attachment")
            assert fetched.headers["X-Content-Type-Options"] == "nosniff"
            assert fetched.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
            taken += 1
        else:
            assert (answer.status_code, bool(answer.json["problems"])) == (422, True), row
        if row["file"].endswith(".zip"):
            with bounded(2, row):
                answer = olivia.post("/api/v1/definitions", {"files[]": (BytesIO(data), row["file"])})
            assert answer.status_code == 422, (row, answer.text[:300])
    assert taken >= 4
    assert list(Path("/tmp").glob("laneway-pwned*")) == []
