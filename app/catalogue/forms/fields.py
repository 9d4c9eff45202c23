"""A form taken apart and put together again by hand: fields added, moved, deleted, also inside groups and lists.

A place is a path of positions, "2.0": the first field of the third one. Pure: every verb answers a new schema.
"""

from collections.abc import Callable, Mapping
from typing import Any

HOLDING = ("group", "dynamiclist")
Fields = list[Any]


def added(schema: Mapping[str, Any], place: str, label: str) -> dict[str, Any]:
    """One more text field at the end of a group or list, or ("") of the form."""
    field = {"type": "textfield", "key": _free_key(schema), "label": label}
    return _within(schema, _path(place), lambda fields: [*fields, field])


def deleted(schema: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The schema without the field at this place ("2.0": the first field inside the third)."""
    *owner, at = _path(place)
    return _within(schema, owner, lambda fields: [*fields[:at], *fields[at + 1 :]])


def moved(schema: Mapping[str, Any], place: str, by: int) -> dict[str, Any]:
    """The field of this place one further up (-1) or down (1) among its neighbours."""
    *owner, at = _path(place)

    def swapped(fields: Fields) -> Fields:
        other = max(0, min(len(fields) - 1, at + by))
        made = list(fields)
        if at < len(made):
            made[at], made[other] = made[other], made[at]
        return made

    return _within(schema, owner, swapped)


def rewritten(
    schema: Mapping[str, Any], rewrite: Callable[[dict[str, Any], str], dict[str, Any]], place: str = ""
) -> dict[str, Any]:
    """Every field as `rewrite(field, place)` answers it, those inside others too."""
    fields = schema.get("components")
    made = []
    for at, field in enumerate(fields if isinstance(fields, list) else []):
        here = f"{place}.{at}" if place else str(at)
        made.append(_rewritten(field, rewrite, here) if isinstance(field, dict) else field)
    return {**schema, "components": made}


def _rewritten(
    field: dict[str, Any], rewrite: Callable[[dict[str, Any], str], dict[str, Any]], here: str
) -> dict[str, Any]:
    made = rewrite(field, here)
    if made.get("type") not in HOLDING:
        return {name: value for name, value in made.items() if name != "components"}
    return rewritten(made, rewrite, here)


def _within(schema: Mapping[str, Any], path: list[int], change: Callable[[Fields], Fields]) -> dict[str, Any]:
    """The schema with the list of fields at this path changed; a path to nowhere changes nothing."""
    known = schema.get("components")
    fields: Fields = list(known) if isinstance(known, list) else []
    if not path:
        return {**schema, "components": change(fields)}
    at, *rest = path
    if at < len(fields) and isinstance(fields[at], dict):
        fields[at] = _within(fields[at], rest, change)
    return {**schema, "components": fields}


def _path(place: str) -> list[int]:
    return [int(part) for part in place.split(".") if part.isdigit()]


def _free_key(schema: Mapping[str, Any]) -> str:
    taken: set[str] = set()

    def note(field: dict[str, Any], _place: str) -> dict[str, Any]:
        taken.add(str(field.get("key", "")))
        return field

    rewritten(schema, note)
    return next(f"field_{at}" for at in range(1, len(taken) + 2) if f"field_{at}" not in taken)
