"""Files of one name from several folders: none pushes another out."""

import io
import zipfile

from flask import Flask

from app.db import transaction
from app.operations import importing, unpacking

DIAGRAM = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://example.com">
<process id="{key}" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>
<endEvent id="e"/></process></definitions>"""


def test_two_diagrams_of_one_name_are_two_items(sqlite_house: Flask) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for key in ("leave", "travel"):
            archive.writestr(f"{key}/process.bpmn", DIAGRAM.format(key=key))
    with transaction():
        made = importing.import_all({"both.ZIP": packed.getvalue()}, publish=False)
        assert sorted(row.definition.key for row in made) == ["leave", "travel"]


def test_the_same_file_twice_is_one() -> None:
    files: dict[str, bytes] = {}
    for path, data in (("a/x.form", b"1"), ("b/x.form", b"1"), ("c/x.form", b"2"), ("d/x.form", b"2")):
        unpacking.place(files, path, data)
    assert files == {"x.form": b"1", "2-x.form": b"2"}
