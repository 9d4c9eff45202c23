"""Gives every node and flow an id of its own and moves ids out of SpiffWorkflow's way.

SpiffWorkflow ignores flows without id, ends a process at a gateway called `End`, and takes any element with the right
`id` for the node it looks for. References are rewritten with the ids; the author's own id stays
in `Findings.original`. Two nodes of one process with the same id cannot be told apart: a problem, not a rewrite.
"""

from collections.abc import Iterable

from workflows.loader.findings import Findings
from workflows.loader.vocabulary import DI, NODES, Node, bpmn, children, local
from workflows.sentences import sentence

RESERVED = frozenset({"Start", "End", "Root", "StartEventSplit", "StartEventJoin"})
RESERVED_ENDINGS = (".EndJoin", ".BoundaryEventSplit", ".BoundaryEventJoin", " [child]")
NAMED = {"message": "messageRef", "signal": "signalRef", "error": "errorRef", "escalation": "escalationRef"}


class Ids:
    """The ids in use in one file; hands out free ones, the same for the same file."""

    def __init__(self) -> None:
        self.taken = set(RESERVED)
        self._last: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """`wanted`, or `wanted_2`, `wanted_3` ...; the answer is taken from now on."""
        found, n = wanted, self._last.get(wanted, 1)
        while found in self.taken:
            n += 1
            found = f"{wanted}_{n}"
        self._last[wanted] = n
        self.taken.add(found)
        return found


def give_ids(root: Node, findings: Findings) -> Ids:
    """Rewrites missing, reserved and repeated ids in place, with all that refers to them."""
    ids = Ids()
    _name_processes(root, ids, findings)
    renamed: dict[str, str] = {}
    for process in children(root, "process"):
        renamed |= _name_nodes(process, ids, findings)
    for process in children(root, "process"):
        renamed |= _name_flows(process, ids, findings)
    _name_definitions(root, ids, findings)
    for shape in root.iter(f"{{{DI}}}BPMNShape", f"{{{DI}}}BPMNEdge"):
        _refer(shape, "bpmnElement", renamed)
    return ids


def _name_processes(root: Node, ids: Ids, findings: Findings) -> None:
    for process in children(root, "process"):
        wanted = process.get("id")
        if wanted and wanted not in ids.taken - RESERVED:
            ids.taken.add(wanted)  # the key of the item stays as it is; only nodes share SpiffWorkflow's names
            continue
        if wanted:
            findings.problem(
                "error",
                "id.duplicate",
                process,
                sentence("Two processes have the id %(wanted)s.", wanted=wanted),
                sentence("Give each process an id of its own; it is the key of the catalogue item."),
            )
        _set(process, ids.free(wanted or "Process"), findings)


def _name_nodes(process: Node, ids: Ids, findings: Findings) -> dict[str, str]:
    """Ids of the process's nodes and lanes; answers old -> new of those that could be rewritten."""
    seen: set[str] = set()
    renamed: dict[str, str] = {}
    for node in _inside(process, NODES | {"lane", "dataObjectReference", "dataStoreReference"}):
        old = node.get("id")
        if old and old in seen:
            _duplicate(node, old, findings)
            _set(node, ids.free(old), findings)
            continue
        seen.add(old or "")
        new = ids.free(_unreserved(old) if old else local(node))
        if old and new != old:
            renamed[old] = new
            findings.row(
                node,
                "rewritten",
                sentence(
                    "The id %(old)s is taken by the engine or another element; it became %(new)s.", old=old, new=new
                ),
            )
        elif not old:
            findings.row(node, "rewritten", sentence("It had no id and got %(new)s.", new=new))
        _set(node, new, findings)
    if not renamed:
        return renamed
    for element in process.iter():
        for attribute in ("sourceRef", "targetRef", "attachedToRef", "activityRef"):
            _refer(element, attribute, renamed)
        if local(element) in {"flowNodeRef", "sourceRef", "targetRef"}:
            known = (element.text or "").strip()
            element.text = renamed.get(known, known)
    return renamed


def _name_flows(process: Node, ids: Ids, findings: Findings) -> dict[str, str]:
    renamed: dict[str, str] = {}
    for flow in _inside(process, {"sequenceFlow"}):
        old = flow.get("id")
        wanted = old or f"{flow.get('sourceRef') or 'flow'}_to_{flow.get('targetRef') or 'nowhere'}"
        new = ids.free(wanted)
        if old and new != old and old not in renamed:
            renamed[old] = new
        if new != old:
            findings.row(flow, "rewritten", sentence("The sequence flow got the id %(new)s.", new=new))
        _set(flow, new, findings)
    for node in _inside(process, NODES):
        _refer(node, "default", renamed)
    return renamed


def _name_definitions(root: Node, ids: Ids, findings: Findings) -> None:
    """Messages, signals, errors and escalations, and the references to them."""
    for kind, attribute in NAMED.items():
        renamed: dict[str, str] = {}
        seen: set[str] = set()
        for definition in children(root, kind):
            old = definition.get("id")
            new = ids.free(old or kind)
            if old and old in seen:
                _duplicate(definition, old, findings)
            elif old and new != old:
                renamed[old] = new
            seen.add(old or "")
            _set(definition, new, findings)
        for element in root.iter():
            _refer(element, attribute, renamed)


def _duplicate(node: Node, old: str, findings: Findings) -> None:
    findings.problem(
        "error",
        "id.duplicate",
        node,
        sentence("The id %(old)s is used by more than one element, so nobody can say which one is meant.", old=old),
        sentence("Copy and paste in a modeller may cause this; give the second element an id of its own."),
    )


def _unreserved(wanted: str) -> str:
    """An id that none of SpiffWorkflow's generated names can equal."""
    for ending in RESERVED_ENDINGS:
        wanted = wanted.replace(ending, "_" + ending.strip(". []"))
    return wanted


def _inside(process: Node, names: Iterable[str]) -> list[Node]:
    return list(process.iter(*(bpmn(name) for name in names)))


def _refer(element: Node, attribute: str, renamed: dict[str, str]) -> None:
    known = element.get(attribute)
    if known in renamed:
        element.set(attribute, renamed[known])


def _set(node: Node, new: str, findings: Findings) -> None:
    old = node.get("id")
    if old and old != new:
        findings.original[new] = old
    node.set("id", new)
