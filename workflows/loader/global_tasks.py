"""Global tasks: a task defined once beside the processes and called from several places (BPMN 2.0.2, 10.3.4).

A call activity that calls one becomes that task itself, under its own id and name: so the task is done in the caller's
scope. What the call says of itself (mappings, loops, the way on) stays. A global task that nothing calls has a row.
"""

from copy import deepcopy

from workflows.loader.findings import Findings
from workflows.loader.vocabulary import Node, bpmn, children, first, local
from workflows.sentences import sentence

_TASKS = {
    "globalTask": "task",
    "globalUserTask": "userTask",
    "globalManualTask": "manualTask",
    "globalScriptTask": "scriptTask",
    "globalBusinessRuleTask": "businessRuleTask",
}
_OWN = frozenset({"id", "name", "calledElement"})
_RENAMED = {"scriptLanguage": "scriptFormat"}
_LEFT = frozenset({"documentation", "extensionElements", "ioSpecification", "ioBinding", "supportedInterfaceRef"})


def inline(root: Node, findings: Findings) -> None:
    """Puts the global tasks of a file into the places that call them."""
    known = {task.get("id") or "": task for task in children(root, *_TASKS)}
    for call in list(root.iter(bpmn("callActivity"))) if known else ():
        wanted = (call.get("calledElement") or "").rpartition(":")[2]
        if wanted in known:
            _become(call, known[wanted])
            findings.row(
                call,
                "rewritten",
                sentence("It calls the global task %(wanted)s, which is done in its place.", wanted=wanted),
            )


def _become(call: Node, task: Node) -> None:
    call.tag = bpmn(_TASKS[local(task)])
    del call.attrib["calledElement"]
    for attribute, value in task.attrib.items():
        name = _RENAMED.get(str(attribute), str(attribute))
        if name not in _OWN and call.get(name) is None:
            call.set(name, value)
    if not call.get("name"):
        call.set("name", task.get("name") or task.get("id") or "")
    for part in children(task):
        if local(part) not in _LEFT:
            call.append(deepcopy(part))
    _extend(call, first(task, "extensionElements"))


def _extend(call: Node, given: Node | None) -> None:
    """The task's extension elements, where the call does not say the same itself."""
    if given is None:
        return
    own = first(call, "extensionElements")
    if own is None:
        call.insert(0, deepcopy(given))
        return
    said = {element.tag for element in own}
    own.extend(deepcopy(element) for element in given if element.tag not in said)
