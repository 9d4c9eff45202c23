"""Element templates (.json of bpmn.io and Camunda's modellers): with which one a step was drawn, and what it lacks.

The modeller writes what a template gives into the diagram, so the diagram is what runs. A template that comes along
names the step in the report, and tells what it always gives and the diagram lacks. Nothing is written into the file.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workflows.loader.findings import ReportRow, Tier
from workflows.loader.vocabulary import Node, line, local
from workflows.loader.xml import parse
from workflows.sentences import sentence
from workflows.translation import dialect

Template = dict[str, Any]
MAX_TEMPLATES = 500
_LACKS = ", which the diagram does not hold."
#: The group and kind of extension element that a binding writes, and the word by which it is found there.
_ENTRIES = {
    "zeebe:input": ("ioMapping", "input", "target", "name"),
    "zeebe:output": ("ioMapping", "output", "source", "source"),
    "zeebe:taskHeader": ("taskHeaders", "header", "key", "key"),
    "zeebe:property": ("properties", "property", "name", "name"),
    "camunda:property": ("properties", "property", "name", "name"),
    "camunda:inputParameter": ("inputOutput", "inputParameter", "name", "name"),
}


def read(data: bytes) -> list[Template]:
    """The templates of a file: one, or a list of them; none where the file is something else."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return []
    found = said if isinstance(said, list) else [said]
    return [one for one in found[:MAX_TEMPLATES] if _is_template(one)]


def _is_template(said: Any) -> bool:
    return (
        isinstance(said, dict)
        and isinstance(said.get("id"), str)
        and isinstance(said.get("properties"), list)
        and isinstance(said.get("appliesTo"), list)
    )


def rows(diagram: bytes, known: list[Template]) -> list[ReportRow]:
    """One row for each step that was drawn with one of the templates, and for each whose template is not among them."""
    if not known:
        return []
    return [_row(node, wanted, known) for node, wanted in _drawn(parse(diagram))]


def carried(diagram: bytes, before: Iterable[Mapping[str, Any]]) -> list[ReportRow]:
    """The rows that templates left in the report of a version, for the steps that are still drawn with one."""
    said = {row.get("element"): row["template"] for row in before if row.get("template")}
    return [
        ReportRow(key, node.get("name") or local(node), _tier(said[key]), said[key], line(node), said[key])
        for node, _ in (_drawn(parse(diagram)) if said else ())
        if (key := node.get("id")) in said
    ]


def _tier(said: str) -> Tier:
    return "ignored" if said.endswith(_LACKS) else "kept"


def _drawn(root: Node) -> Iterator[tuple[Node, str]]:
    for node in root.iter():
        if isinstance(node.tag, str):
            wanted = next((v for k, v in node.attrib.items() if str(k).endswith("}modelerTemplate")), None)
            if wanted:
                yield node, str(wanted)


def _row(node: Node, wanted: str, known: list[Template]) -> ReportRow:
    name, key = node.get("name") or local(node), node.get("id")
    version = next((str(v) for k, v in node.attrib.items() if str(k).endswith("}modelerTemplateVersion")), "")
    same = [one for one in known if one["id"] == wanted]
    if not same:
        what = sentence(
            "It was drawn with the template %(wanted)s, which is not among the files; what it gave stands here.",
            wanted=wanted[:120],
        )
        return ReportRow(key, name, "kept", what, line(node), what)
    found = next((one for one in same if str(one.get("version", "")) == version), same[-1])
    drawn = sentence("It was drawn with the template “%(given)s”.", given=str(found.get("name") or wanted)[:120])
    missing = list(_missing(node, found))
    if not missing:
        return ReportRow(key, name, "kept", drawn, line(node), drawn)
    gives = {"drawn": drawn, "names": ", ".join(missing)[:300]}
    what = sentence("%(drawn)s The template also gives %(names)s, which the diagram does not hold.", **gives)
    return ReportRow(key, name, "ignored", what, line(node), what)


def _missing(node: Node, template: Template) -> Iterator[str]:
    """What the template gives every step unasked, and this one has not."""
    for given in template["properties"]:
        if not isinstance(given, Mapping) or given.get("type") != "Hidden" or "condition" in given:
            continue
        binding = given.get("binding")
        if isinstance(binding, Mapping) and given.get("value") is not None and not _has(node, binding):
            yield f"{binding.get('name') or binding.get('key') or 'type'} = {str(given['value'])[:80]}"


def _has(node: Node, binding: Mapping[str, Any]) -> bool:
    kind = str(binding.get("type"))
    if kind in {"zeebe:taskDefinition:type", "zeebe:taskDefinition"}:
        wanted = str(binding.get("property") or "type")
        return any(dialect.plain(e) == "taskDefinition" and e.get(wanted) for e in dialect.every(node))
    if kind in _ENTRIES:
        group, entry, attribute, said = _ENTRIES[kind]
        held = (e for holder in dialect.every(node) if dialect.plain(holder) == group for e in holder)
        return any(dialect.plain(e) == entry and e.get(attribute) == binding.get(said) for e in held)
    if kind == "property":
        plain = str(binding.get("name")).rpartition(":")[2]
        return any(str(name).rpartition("}")[2] == plain for name in node.attrib)
    return True
