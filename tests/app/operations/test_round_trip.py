"""Other people's diagrams go out as they came in, byte for byte, whatever was understood of them."""

import os
from pathlib import Path

from flask import Flask

from app.db import transaction
from app.errors import DefinitionError
from app.operations import exporting, importing
from bench.imports.files import diagrams

#: Every tenth by default; LANEWAY_SEEDS=2 takes them all.
STEP = 1 if int(os.environ.get("LANEWAY_SEEDS", "1")) > 1 else 10


def test_what_is_exported_is_what_was_imported(house: Flask, corpus: Path) -> None:
    paths = diagrams(corpus / "bpmn")[::STEP]
    taken = 0
    for path in paths:
        data = path.read_bytes()
        try:
            with transaction():
                row = importing.import_files({path.name: data}, publish=False)
                given = exporting.files(row)[f"bpmn/{row.definition.key}.bpmn"]
        except DefinitionError:
            continue
        assert given == data, path.name
        taken += 1
    assert taken > 0.9 * len(paths)
