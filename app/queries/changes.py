"""What is different between two versions of an item, in the order people ask: steps, ways, forms, tables, texts.

Only reads. Where an element stands in the picture is no change.
"""

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from app.catalogue import decisions
from app.catalogue.forms import fields as form_fields
from app.operations import definitions
from app.operations.bundle import Bundle
from app.operations.permissions import Actor, require
from app.operations.roles import DRAWERS
from workflows.element import Process

#: Attributes of an element that say nothing to an owner: what other attributes say already, or its place in the file.
SILENT = frozenset(
    {"id", "line", "process", "parent", "incoming", "outgoing", "lane", "extra", "properties", "headers"}
)


@dataclass(frozen=True)
class Change:
    """`part`: item, step, way, form, table, rules, text; `deed`: new, gone, changed; `details`: what, before, after."""

    part: str
    deed: str
    name: str
    details: tuple[tuple[str, str, str], ...] = ()


def between(actor: Actor, key: str, old: int, new: int) -> list[Change]:
    """From version `old` to `new`. Raises Forbidden, NotFound, DefinitionError."""
    require(actor, *DRAWERS)
    before, after = (Bundle.of(key, definitions.version(key, number)) for number in (old, new))
    found = _compared("item", {"": before.properties}, {"": after.properties})
    found += _compared("step", *_called_alike(_steps(before.process), _steps(after.process)))
    found += _compared("way", *_called_alike(_ways(before.process), _ways(after.process)))
    for name in sorted({*before.forms, *after.forms}):
        pair = (_fields(name, one.forms.get(name, {})) for one in (before, after))
        found += _compared("form", *pair)
    found += _compared("table", _rules(before.decisions), _rules(after.decisions))
    found += _compared("rules", _approvals(before.rules), _approvals(after.rules))
    return found + _compared("text", _texts(before.texts), _texts(after.texts))


Facts = Mapping[str, Mapping[str, Any]]
#: What stays when a name changes: the name that people read, and what is said of it.
Named = dict[str, tuple[str, dict[str, Any]]]


def _compared(part: str, before: Facts, after: Facts) -> list[Change]:
    """`Facts`: {name that people read: {what: said}}."""
    found = [Change(part, "gone", name) for name in before if name not in after]
    for name, facts in after.items():
        if name not in before:
            found.append(Change(part, "new", name))
        elif details := tuple(_details(before[name], facts)):
            found.append(Change(part, "changed", name, details))
    return found


def _called_alike(before: Named, after: Named) -> tuple[Facts, Facts]:
    """By name, for another program may have given all of them new ids; what has its id and another name is renamed."""
    old, new = dict(before.values()), dict(after.values())
    both = [(before[key][0], after[key][0]) for key in before if key in after]
    renamed = {was: now for was, now in both if was not in new and now not in old}
    return {renamed.get(name, name): facts for name, facts in old.items()}, new


def _details(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    for what in dict.fromkeys([*before, *after]):
        old, new = before.get(what), after.get(what)
        if old != new:
            yield what, _said(old), _said(new)


def _said(value: Any) -> str:
    if value is None or value in ("", (), {}, []):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _steps(process: Process) -> Named:
    found, taken = Named(), set[str]()
    for one in process.elements.values():
        facts = {field.name: getattr(one, field.name) for field in fields(one) if field.name not in SILENT}
        lane = process.lanes.get(one.lane or "", "")
        taken.add(name := _unique(taken, one.name or one.id))
        found[one.id] = name, {**facts, "lane": lane, **one.headers, **one.properties}
    return found


def _ways(process: Process) -> Named:
    found, taken = Named(), set[str]()
    names = {key: one.name or key for key, one in process.elements.items()}
    for flow in process.flows.values():
        way = f"{names.get(flow.source, flow.source)} → {names.get(flow.target, flow.target)}"
        taken.add(way := _unique(taken, way))
        ends = f"{flow.id} {flow.source} {flow.target}"  # led elsewhere, it is another way
        found[ends] = way, {"name": flow.name, "condition": flow.condition}
    return found


def _fields(form: str, schema: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}

    def note(field: dict[str, Any], place: str) -> dict[str, Any]:
        name = str(field.get("label") or field.get("key") or field.get("text") or field.get("type") or place)[:80]
        silent = ("components", "id", "layout")
        found[_unique(found, f"{form}: {name}")] = {what: said for what, said in field.items() if what not in silent}
        return field

    form_fields.rewritten(schema, note)
    return found


def _rules(files: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for text in files.values():
        for sheet in decisions.read(text.encode()):
            rules = {str(at): " | ".join(rule.cells) for at, rule in enumerate(sheet.rules, start=1)}
            found[_unique(found, sheet.name)] = {"policy": sheet.policy, "formula": sheet.formula, **rules}
    return found


def _approvals(sets: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rules by their number; where one stands in the order is said too."""
    found: dict[str, dict[str, Any]] = {}
    for name, made in sets.items():
        found[name] = {what: said for what, said in made.items() if what != "rules"}
        for at, one in enumerate(made["rules"], start=1):
            found[f"{name}: {one['id']}"] = {
                "order": str(at),
                **{what: said for what, said in one.items() if what != "id"},
            }
    return found


def _texts(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    return {language: dict(said) for language, said in texts.items()}


def _unique(found: Container[str], name: str) -> str:
    """Two elements of one name are told apart by their order."""
    at, made = 1, name
    while made in found:
        at += 1
        made = f"{name} ({at})"
    return made
