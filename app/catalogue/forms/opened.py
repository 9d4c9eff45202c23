"""A form of which only some fields are open: the others are read, not written. Pure; works on the schema.

What appears only because of an open field (its condition names it) is open too, or a changed answer could ask for one
that nobody can give.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

NAME = re.compile(r"[^\W\d]\w*")


def only(schema: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    """A copy of the schema in which the fields of `keys`, and those that depend on them, can be written."""
    free = _with_dependants(schema, set(keys))
    return {**schema, "components": [_one(part, free) for part in schema.get("components", ())]}


def keys(schema: Mapping[str, Any] | None) -> list[str]:
    """The keys of the fields that can be filled in, in the form's order; those inside lists are the list's."""
    return [part["key"] for part in _fields(schema or {}) if part.get("key") and part.get("type") != "expression"]


def _with_dependants(schema: Mapping[str, Any], free: set[str]) -> set[str]:
    """Until nothing more is added."""
    while True:
        more = {part["key"] for part in _fields(schema) if part.get("key") and free & _asks(part)}
        if more <= free:
            return free
        free |= more


def _asks(part: Mapping[str, Any]) -> set[str]:
    condition = part.get("conditional")
    hide = condition.get("hide") if isinstance(condition, Mapping) else None
    return set(NAME.findall(hide)) if isinstance(hide, str) else set()


def _one(part: Any, free: set[str]) -> Any:
    if not isinstance(part, Mapping):
        return part
    inner = part.get("components")
    if isinstance(inner, list) and part.get("type") != "dynamiclist":
        return {**part, "components": [_one(one, free) for one in inner]}
    name = part.get("key") or part.get("path")
    return dict(part) if not name or name in free else {**part, "readonly": True}


def _fields(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for part in schema.get("components", ()):
        if isinstance(part, Mapping):
            if part.get("type") == "dynamiclist":
                yield {**part, "key": part.get("path")}
            elif isinstance(part.get("components"), list):
                yield from _fields(part)
            else:
                yield part
