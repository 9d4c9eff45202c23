"""What the dialects say about an element beyond BPMN: zeebe's extension elements, and camunda's and SpiffWorkflow's
attributes where they say the same. Zeebe wins where two say it. Nothing is evaluated here, and nothing is refused:
texts in a foreign language (${...}) are kept as they are for lint to refuse.
"""

from collections.abc import Iterator
from typing import Any, Literal

from workflows.element import Mapping
from workflows.loader import texts
from workflows.loader.stores import READS, WRITES
from workflows.loader.vocabulary import CAMUNDA, SPIFF, ZEEBE, Node, children, first, local

_CAMUNDA_ATTRIBUTES = {
    "assignee": "assignee",
    "candidateGroups": "groups",
    "candidateUsers": "people",
    "dueDate": "due",
    "followUpDate": "follow_up",
    "priority": "priority",
    "formRef": "form",
    "formKey": "form",
    "topic": "task_type",
    "resultVariable": "result_variable",
    "decisionRef": "called_decision",
}
_ZEEBE_ATTRIBUTES: dict[str, dict[str, str]] = {
    "formDefinition": {"formKey": "form", "formId": "form"},
    "assignmentDefinition": {"assignee": "assignee", "candidateGroups": "groups", "candidateUsers": "people"},
    "taskSchedule": {"dueDate": "due", "followUpDate": "follow_up"},
    "priorityDefinition": {"priority": "priority"},
    "taskDefinition": {"type": "task_type", "retries": "retries"},
    "script": {"resultVariable": "result_variable"},
    "calledDecision": {"decisionId": "called_decision", "resultVariable": "result_variable"},
    "calledElement": {"processId": "called_process"},
}


def read(node: Node) -> dict[str, Any]:
    """Fields of `workflows.element.Element` (and `extra`) that the element's extensions and attributes give."""
    found: dict[str, Any] = _camunda(node)
    for element in _of(node, ZEEBE):
        name = _name(element)
        for attribute, target in _ZEEBE_ATTRIBUTES.get(name, {}).items():
            value = texts.literal_or_feel(element.get(attribute))
            if value is not None:
                found[target] = value
        if name == "script":
            found["script"] = texts.feel(element.get("expression"))
        if name == "calledElement":
            found["propagate_all"] = element.get("propagateAllChildVariables") == "true"
            found["extra"]["propagate_parent"] = element.get("propagateAllParentVariables") == "true"
    found["headers"] = _pairs(node, "taskHeaders", "header", "key")
    found["properties"] = properties(node)
    found["inputs"] = _mappings(node, "input")
    found["outputs"] = _mappings(node, "output")
    return found


def properties(node: Node) -> dict[str, str]:
    """zeebe:properties, camunda:properties and spiffworkflow:properties as one dictionary."""
    found: dict[str, str] = {}
    for namespace in (SPIFF, *CAMUNDA, ZEEBE):
        for group in _of(node, namespace):
            if _name(group) == "properties":
                found |= {p.get("name") or "": (p.get("value") or "").strip() for p in group if p.get("name")}
    return found


def loop(multi: Node) -> dict[str, str | None]:
    """zeebe:loopCharacteristics inside multiInstanceLoopCharacteristics, or camunda's two attributes."""
    for element in _of(multi, ZEEBE):
        if _name(element) == "loopCharacteristics":
            return {
                "input_collection": texts.feel(element.get("inputCollection")),
                "input_element": texts.literal_or_feel(element.get("inputElement")),
                "output_collection": texts.literal_or_feel(element.get("outputCollection")),
                "output_element": texts.feel(element.get("outputElement")),
            }
    for namespace in CAMUNDA:
        collection = multi.get(f"{{{namespace}}}collection")
        if collection:
            item = texts.literal_or_feel(multi.get(f"{{{namespace}}}elementVariable"))
            return {"input_collection": texts.feel(collection), "input_element": item}
    return {}


def active_elements(node: Node) -> str | None:
    """zeebe:adHoc: the elements of an ad-hoc sub-process that begin with it, as FEEL without "="."""
    found = (e.get("activeElementsCollection") for e in _of(node, ZEEBE) if _name(e) == "adHoc")
    return texts.feel(next(found, None))


def correlation(definition: Node) -> str | None:
    """zeebe:subscription of a bpmn:message: FEEL without "="."""
    keys = (e.get("correlationKey") for e in _of(definition, ZEEBE) if _name(e) == "subscription")
    return texts.feel(next(keys, None))


def reach(definition: Node) -> Literal["", "body", "all"]:
    """How much a terminate event ends in Activiti and Flowable, beyond its level."""
    said = {name for namespace in CAMUNDA for name in _REACH if definition.get(f"{{{namespace}}}{name}") == "true"}
    return "all" if "terminateAll" in said else "body" if said else ""


def foreign(node: Node) -> list[str]:
    """What the dialects say here and nobody reads, as prefix:name: extension elements and camunda's attributes.

    What stands in the node's event definitions and loop marker counts as the node's own.
    """
    names: set[str] = set()
    for part in (node, *(child for child in children(node) if local(child).endswith(_PARTS))):
        names |= {_shown(e) for e in _every(part) if _namespace(e) in _DIALECTS and not _is_read(e)}
        for attribute, value in part.attrib.items():
            namespace, _, name = str(attribute).removeprefix("{").rpartition("}")
            if namespace in CAMUNDA and name not in {*_CAMUNDA_ATTRIBUTES, *_HARMLESS} and (name, value) != _EXTERNAL:
                names.add(f"camunda:{name}")
    return sorted(names)


def others(node: Node) -> list[str]:
    """Extension elements of tools that are no dialect of an engine, as prefix:name; they change nothing."""
    return sorted({_shown(element) for element in _every(node) if _namespace(element) not in _DIALECTS})


_DIALECTS = frozenset({ZEEBE, SPIFF, *CAMUNDA})
_PARTS = ("EventDefinition", "LoopCharacteristics")
_EXTERNAL = ("type", "external")
_READ = frozenset(
    {*_ZEEBE_ATTRIBUTES, "properties", "taskHeaders", "ioMapping", "loopCharacteristics", "subscription", "userTask"}
    | {"versionTag", "adHoc"}
)
_REACH = ("terminateAll", "terminateMultiInstance")
_HARMLESS = frozenset(
    {*_REACH, "asyncBefore", "asyncAfter", "async", "exclusive", "historyTimeToLive", "versionTag", "modelerTemplate",
     "modelerTemplateVersion", "jobPriority", "taskPriority", "isStartableInTasklist", "initiator",
     "elementVariable", "collection", "modelerTemplateIcon", "candidateStarterGroups", "candidateStarterUsers"}
)  # fmt: skip


def _camunda(node: Node) -> dict[str, Any]:
    found: dict[str, Any] = {"extra": {}}
    for namespace in CAMUNDA:
        for attribute, target in _CAMUNDA_ATTRIBUTES.items():
            value = texts.literal_or_feel(node.get(f"{{{namespace}}}{attribute}"))
            if value is not None:
                found.setdefault(target, value)
    return found


def _every(node: Node) -> Iterator[Node]:
    holder = first(node, "extensionElements")
    if holder is not None:
        yield from (element for element in holder if isinstance(element.tag, str))


def _of(node: Node, namespace: str) -> Iterator[Node]:
    return (element for element in _every(node) if element.tag.startswith(f"{{{namespace}}}"))


def _is_read(element: Node) -> bool:
    return _name(element) == "properties" or (_namespace(element) == ZEEBE and _name(element) in _READ)


def _namespace(element: Node) -> str:
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def _shown(element: Node) -> str:
    return f"{element.prefix}:{_name(element)}" if element.prefix else _name(element)


def _name(element: Node) -> str:
    return str(element.tag).rpartition("}")[2]


def _pairs(node: Node, group: str, entry: str, key: str) -> dict[str, str]:
    return {
        e.get(key) or "": e.get("value") or ""
        for holder in _of(node, ZEEBE)
        if _name(holder) == group
        for e in holder
        if _name(e) == entry and e.get(key)
    }


def _mappings(node: Node, direction: str) -> tuple[Mapping, ...]:
    return tuple(
        Mapping(
            texts.source(e.get("source")),
            (e.get("target") or "").strip(),
            tuple((name, key) for name, _, key in (one.partition("=") for one in e.get(READS, "").split())),
            e.get(WRITES, ""),
        )
        for holder in _of(node, ZEEBE)
        if _name(holder) == "ioMapping"
        for e in holder
        if _name(e) == direction
    )
