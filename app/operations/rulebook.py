"""The rule sets of a version and of the processes it calls, as they were published. Only reads; kept by version id."""

import json
from functools import lru_cache
from typing import Any

from app.catalogue import rules
from app.catalogue.rules import RuleSet
from app.db import session
from app.models.definition_version import DefinitionVersion

_kept: dict[int, dict[str, dict[str, Any]]] = {}


def forget() -> None:
    """Drop what is kept by version id: another database's first version is another diagram."""
    _kept.clear()


def rule_set(version_id: int, process: str, name: str) -> RuleSet:
    """The rule set that a task of `process` names, or an empty one. Raises RulesRefused."""
    sets = _sets(version_id)
    return _read(json.dumps(sets.get(process, sets[""]).get(name) or {}))


@lru_cache(maxsize=256)
def _read(text: str) -> RuleSet:
    return rules.read(json.loads(text))


def _sets(version_id: int) -> dict[str, dict[str, Any]]:
    """{process id: {name: rule set}}; "" is the version's own, for every process of its own file."""
    if version_id not in _kept:
        row = session().get_one(DefinitionVersion, version_id)
        found, left = {"": json.loads(row.rules)}, dict(json.loads(row.pins))
        while left:
            name, pinned = left.popitem()
            if name not in found:
                part = session().get_one(DefinitionVersion, pinned)
                found[name] = json.loads(part.rules)
                left |= json.loads(part.pins)
        if row.state == "draft":
            return found
        _kept[version_id] = found
    return _kept[version_id]
