"""Files of an item that are spoilt, or made to spoil something: each is refused with a sentence, and quickly."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest
from flask import Flask

from tests.app.operations.test_uploads import DIAGRAM
from tests.fixtures.callers import Caller

PLAIN = DIAGRAM.format(key="leave").encode()


def packed(*files: tuple[str, bytes]) -> bytearray:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return bytearray(made.getvalue())


def marked(local: int, central: int, value: int) -> bytes:
    """A zip of which one byte of both headers says something else."""
    made = packed(("leave.bpmn", PLAIN))
    made[local] = made[made.find(b"PK\x01\x02") + central] = value
    return bytes(made)


def torn() -> bytes:
    made = packed(("leave.bpmn", zlib.compress(PLAIN * 20)))
    made[45:60] = b"\xff" * 15
    return bytes(made)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("locked.zip", marked(6, 8, 1), "password"),
        ("unusual.zip", marked(8, 10, 99), "unusual"),
        ("torn.zip", torn(), "readable"),
        ("empty.zip", bytes(packed()), "empty"),
        ("many.zip", bytes(packed(*((f"{n}/x.bpmn", b"%d" % n) for n in range(2_001)))), "more than"),
        ("deep.form", b"[" * 100_000, "deep.form is not JSON"),
        ("deep.rules", b"[" * 100_000, "deep.rules is not JSON"),
        ("half.form", b'{"id": "\\ud800", "components": []}', "half.form is not JSON"),
        ("nul.form", b'{"id": "a\\u0000", "components": []}', "NUL"),
        ("odd.form", b'{"id": "order", "components": ["x"]}', "no field"),
        ("nested.form", b'{"components": [' * 200 + b"{}" + b"]}" * 200, "inside each other"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_refused(sqlite_house: Flask, program: Callable[[str], Caller], name: str, data: bytes, told: str) -> None:
    files = {"files[]": [(io.BytesIO(data), name), (io.BytesIO(PLAIN), "leave.bpmn")]}
    files["files[]"] = files["files[]"][:1] if name == "empty.zip" else files["files[]"]
    answer = program("admin").call("POST", "/api/v1/definitions", data=files, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert any(told in problem["message"] for problem in answer.json["problems"])
