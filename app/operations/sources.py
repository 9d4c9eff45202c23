"""What the engine loads: a diagram with everything it calls, gathered from the tables. Only reads."""

import json
from collections.abc import Mapping
from typing import Any

from app.db import session
from app.errors import NotFound
from app.models.definition_version import DefinitionVersion
from app.operations.bundle import Bundle
from workflows.definition import Source


def stored(version_id: int) -> Source:
    """Everything a stored version runs on, its pinned sub-processes and decisions included. Raises NotFound."""
    row = session().get(DefinitionVersion, version_id)
    if row is None:
        raise NotFound()
    key = row.definition.key
    called: dict[str, bytes] = {}
    forms: dict[str, Mapping[str, dict[str, Any]]] = {key: json.loads(row.forms)}
    decisions: dict[str, str] = dict(json.loads(row.decisions))
    open_pins = dict(json.loads(row.pins))
    while open_pins:
        name, pinned = open_pins.popitem()
        if name in called:
            continue
        part = session().get_one(DefinitionVersion, pinned)
        called[name] = part.diagram
        forms[name] = json.loads(part.forms)
        decisions.update(json.loads(part.decisions))
        open_pins.update(json.loads(part.pins))
    encoded = tuple(text.encode() for text in decisions.values())
    return Source(diagram=row.diagram, process_id=key, called=called, decisions=encoded, forms=forms)


def source_of(bundle: Bundle, pins: Mapping[str, int]) -> Source:
    """A Source of a bundle that is not stored yet, with its called processes as pinned."""
    parts = [stored(pinned) for pinned in pins.values()]
    called = dict(bundle.called_diagrams)
    forms: dict[str, Mapping[str, dict[str, Any]]] = {bundle.key: bundle.forms}
    decisions = [text.encode() for text in bundle.decisions.values()]
    for name, part in zip(pins, parts, strict=True):
        called[name] = part.diagram
        called.update(part.called)
        forms.update(part.forms)
        decisions.extend(part.decisions)
    return Source(diagram=bundle.diagram, process_id=bundle.key, called=called, decisions=tuple(decisions), forms=forms)
