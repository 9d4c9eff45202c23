"""Variables: which name is seen where. A tree of scopes by element instance, as Zeebe has it.

The record (workflows/record.py) is JSON data stored beside the state: `{"": {"data": {...}}, "7": {"parent": "",
"data": {...}}}`. `""` is the root scope; any other key is the id of an element instance (a process called, a
multi-instance body, an activity with inputs). `sealed` marks a called process, past which look-up never goes; `items`
are those of a sequential multi-instance. Values are never changed in place, so records may share them.
"""

from collections.abc import Mapping
from typing import Any

from workflows.record import Record

ROOT = ""


def empty() -> Record:
    """A record with an empty root scope."""
    return Record({ROOT: {"data": {}}})


def copy(record: Mapping[str, Any]) -> Record:
    """A record whose scopes may be written without touching the one given."""
    return (record if isinstance(record, Record) else Record(dict(record))).copy()


def root(record: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of the root scope: the request's own data; none where the first run failed and kept nothing."""
    data: dict[str, Any] = record[ROOT]["data"] if record else {}
    return data


def visible(record: Mapping[str, Any], scope: str) -> dict[str, Any]:
    """Every variable that an element in `scope` sees: nearer scopes hide farther ones. Do not change the answer."""
    chain = list(_upwards(record, scope))
    if len(chain) == 1:
        return own(record, scope)
    merged: dict[str, Any] = {}
    for one in reversed(chain):
        merged.update(one["data"])
    return merged


def own(record: Mapping[str, Any], scope: str) -> dict[str, Any]:
    """The variables of this scope alone."""
    data: dict[str, Any] = record[scope]["data"]
    return data


def merge(record: Record, scope: str, values: Mapping[str, Any]) -> None:
    """A result: each name goes to the nearest scope that has it, else to the outermost one in sight."""
    if not values:
        return
    chain = list(_upwards(record, scope))
    for name, value in values.items():
        holder = next((one for one in chain if name in one["data"]), chain[-1])
        holder["data"][name] = value


def open_scope(
    record: Record, key: str, parent: str, values: Mapping[str, Any], *, sealed: bool = False
) -> dict[str, Any]:
    """Open the scope `key` below `parent` with these variables; `sealed` for a called process."""
    scope: dict[str, Any] = {"parent": parent, "data": dict(values)}
    if sealed:
        scope["sealed"] = True
    record[key] = scope
    return scope


def assign(target: dict[str, Any], path: str, value: Any) -> None:
    """Put `value` at the dotted `path` of `target`, renewing the objects on the way instead of changing them."""
    head, _, rest = path.partition(".")
    if not rest:
        target[head] = value
        return
    inner = target.get(head)
    renewed = dict(inner) if isinstance(inner, dict) else {}
    assign(renewed, rest, value)
    target[head] = renewed


def _upwards(record: Mapping[str, Any], scope: str) -> Any:
    current = record[scope]
    while True:
        yield current
        if current.get("sealed") or "parent" not in current:
            return
        current = record[current["parent"]]
