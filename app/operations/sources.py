"""What the engine loads: a diagram with everything it calls, gathered from the tables. Only reads."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select

from app.db import session
from app.errors import NotFound
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.operations.bundle import Bundle
from workflows.definition import Source

Forms = Mapping[str, dict[str, Any]]


def stored(version_id: int) -> Source:
    """Everything a stored version runs on, its pinned sub-processes and decisions included. Raises NotFound."""
    row = _row(version_id)
    called: dict[str, bytes] = {}
    forms: dict[str, Forms] = {row.key: _forms(row.forms)}
    decisions: dict[str, str] = dict(json.loads(row.decisions))
    open_pins = dict(json.loads(row.pins))
    while open_pins:
        name, pinned = open_pins.popitem()
        if name in called:
            continue
        part = _row(pinned)
        called[name] = part.diagram
        forms[name] = _forms(part.forms)
        decisions.update(json.loads(part.decisions))
        open_pins.update(json.loads(part.pins))
    encoded = tuple(text.encode() for text in decisions.values())
    return Source(diagram=row.diagram, process_id=row.key, called=called, decisions=encoded, forms=forms)


def _row(version_id: int) -> Any:
    """No more of a version than what runs: its texts and reports are as long again."""
    found = session().execute(PARTS, {"id": version_id}).one_or_none()
    if found is None:
        raise NotFound()
    return found


OF = DefinitionVersion
PARTS = (
    select(Definition.key, OF.diagram, OF.forms, OF.decisions, OF.pins)
    .join(Definition, Definition.id == OF.definition_id)
    .where(OF.id == bindparam("id"))
)


@lru_cache(maxsize=100)
def _forms(text: str) -> Forms:
    """The versions of an item mostly share their forms: read once, and kept once."""
    read: Forms = json.loads(text)
    return read


def source_of(bundle: Bundle, pins: Mapping[str, int]) -> Source:
    """A Source of a bundle that is not stored yet, with its called processes as pinned."""
    parts = [stored(pinned) for pinned in pins.values()]
    called = dict(bundle.called_diagrams)
    forms: dict[str, Forms] = {bundle.key: bundle.forms}
    decisions = [text.encode() for text in bundle.decisions.values()]
    for name, part in zip(pins, parts, strict=True):
        called[name] = part.diagram
        called.update(part.called)
        forms.update(part.forms)
        decisions.extend(part.decisions)
    return Source(diagram=bundle.diagram, process_id=bundle.key, called=called, decisions=tuple(decisions), forms=forms)
