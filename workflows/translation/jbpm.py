"""jBPM and Kogito (`drools:`): who does a task, what it is given and what it answers, from its data associations.

The editor writes ActorId, GroupId, TaskName and the like as data inputs with a constant; all other data inputs and
outputs are variables of the process under another name.
"""

import re

from workflows.loader.vocabulary import DROOLS, Node, bpmn, children, first
from workflows.sentences import sentence
from workflows.translation import dialect
from workflows.translation.people import assign
from workflows.translation.work import Work

_OWN = frozenset(
    {"TaskName", "ActorId", "GroupId", "Skippable", "Comment", "Description", "Content", "CreatedBy", "Locale",
     "NotStartedReassign", "NotCompletedReassign", "NotStartedNotify", "NotCompletedNotify", "Priority", "NodeName",
     "BusinessAdministratorId", "BusinessAdministratorGroupId", "ExcludedOwnerId", "Groups"}
)  # fmt: skip
_NAME = re.compile(r"[A-Za-z_]\w*")
_FIELDS = {"boolean": "checkbox", "integer": "number", "int": "number", "long": "number", "double": "number",
           "float": "number"}  # fmt: skip
_MVEL = re.compile(r"#\{\s*([A-Za-z_][\w.]*)\s*\}")


def translate(work: Work) -> None:
    """All user tasks of files that jBPM wrote."""
    if DROOLS not in {ns for element in (work.root, work.process) for ns in (element.nsmap or {}).values()}:
        return
    for node in work.nodes("userTask"):
        given = inputs(node)
        for key, place in (("ActorId", "candidateUsers"), ("GroupId", "candidateGroups")):
            if given.get(key):
                assign(node, place, _text(given[key]))
                work.rewritten(
                    node, sentence("Who does it (%(given)s) was read from its data inputs.", given=given[key][:80])
                )
        _data(work, node)


def inputs(node: Node) -> dict[str, str]:
    """Constants that a task's data inputs are given, by the input's name."""
    names = _names(node, "dataInput")
    found = {}
    for association in children(node, "dataInputAssociation"):
        target, said = _ref(association, "targetRef"), association.find(f"{bpmn('assignment')}/{bpmn('from')}")
        if said is not None and (said.text or "").strip():
            found[names.get(target, target)] = (said.text or "").strip()
    return found


def _data(work: Work, node: Node) -> None:
    """Variables in under the task's names, and its answers out under the process's names."""
    taken, given, fields = _names(node, "dataInput"), _names(node, "dataOutput"), _types(node)
    moved = False
    for association in children(node, "dataInputAssociation"):
        source, target = _variable(work, _ref(association, "sourceRef")), taken.get(_ref(association, "targetRef"), "")
        if _usable(source, target) and target not in _OWN and source != target:
            dialect.entry(node, "ioMapping", "input", source=f"={source}", target=target)
            moved = True
    for association in children(node, "dataOutputAssociation"):
        source, target = given.get(_ref(association, "sourceRef"), ""), _variable(work, _ref(association, "targetRef"))
        if _usable(source, target):
            dialect.entry(node, "ioMapping", "output", source=f"={source}", target=target)
            work.asks.setdefault(node.get("id") or "", {})[source] = fields.get(source, "textfield")
            moved = True
    if moved:
        work.rewritten(node, sentence("What it is given and what it answers are FEEL mappings now."))


def _names(node: Node, kind: str) -> dict[str, str]:
    specification = first(node, "ioSpecification")
    if specification is None:
        return {}
    return {e.get("id") or "": e.get("name") or "" for e in children(specification, kind)}


def _types(node: Node) -> dict[str, str]:
    specification = first(node, "ioSpecification")
    outputs = list(children(specification, "dataOutput")) if specification is not None else []
    said = {e.get("name") or "": (e.get(f"{{{DROOLS}}}dtype") or "").rpartition(".")[2].lower() for e in outputs}
    return {name: _FIELDS.get(kind, "textfield") for name, kind in said.items()}


def _variable(work: Work, key: str) -> str:
    """The name of the process variable with this id."""
    for found in work.process.iter(bpmn("property")):
        if found.get("id") == key:
            return found.get("name") or key
    return key


def _ref(association: Node, name: str) -> str:
    found = first(association, name)
    return (found.text or "").strip() if found is not None else ""


def _usable(*names: str) -> bool:
    return all(_NAME.fullmatch(name) for name in names)


def _text(said: str) -> str:
    """`#{employee}` is a variable here, any other text a key."""
    whole = _MVEL.fullmatch(said)
    return f"={whole[1]}" if whole else said
