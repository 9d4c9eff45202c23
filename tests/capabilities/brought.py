"""An item that a test brings into the running house: files in a folder, imported as an operator would."""

import json
from pathlib import Path

from tests.app.operations.beginning_items import done, item
from tests.workflows.diagrams import extensions, node, path, properties, start
from tour.house import House

FIELDS = ({"type": "textfield", "key": "room", "label": "Room"}, {"type": "textarea", "key": "found", "label": "Found"})


def bring(house: House, folder: Path, key: str, *, fields: bool = False, **given: str) -> None:
    """An item of one step of the group infrastructure; with `fields`, a form of two."""
    said = properties(**{"group": "infrastructure", "kind": "fulfilment", **given})
    shows = '<zeebe:formDefinition formId="work"/>' if fields else ""
    step = node("userTask", "work", extensions(f"<zeebe:userTask/>{shows}", said), name="Look after it")
    (folder / "bpmn").mkdir()
    (folder / "bpmn" / f"{key}.bpmn").write_bytes(item(key, start(), step, done(), path("start", "work", "end")))
    if fields:
        (folder / "forms" / key).mkdir(parents=True)
        form = {"type": "default", "schemaVersion": 16, "components": list(FIELDS)}
        (folder / "forms" / key / "work.form").write_text(json.dumps(form), encoding="utf-8")
    house.run("import", str(folder))
