"""Which process of a file is meant when nobody says: an executable one that no other calls, with most for people to do.

Only a proposal: the report names the others, and whoever imports may choose one of them.
"""

from workflows.errors import DefinitionRefused
from workflows.loader.vocabulary import Node, bpmn, children, flow_nodes, is_true
from workflows.loader.xml import parse, refused
from workflows.sentences import sentence

_BY_PEOPLE = ("userTask", "manualTask", "task")


def main_process(diagram: bytes) -> str | None:
    """Its id; None when it has none, which the loader gives it. Raises DefinitionRefused."""
    process = meant_in(parse(diagram))
    if process is None:
        raise no_process()
    return process.get("id")


def no_process() -> DefinitionRefused:
    """What is raised where a file holds none."""
    return refused("process.none", sentence("The file holds no process."), sentence("Draw at least one process."))


def meant_in(root: Node) -> Node | None:
    """The process itself; None where there is none."""
    every = list(children(root, "process"))
    called = {call.get("calledElement") for process in every for call in process.iter(bpmn("callActivity"))}
    return max(every, key=lambda process: _weight(process, called), default=None)


def process_ids(diagram: bytes) -> list[tuple[str, str]]:
    """Id and name, else its pool's, of every process with something in it, as in the file. Raises DefinitionRefused."""
    root = parse(diagram)
    pools = {
        (one.get("processRef") or "").rpartition(":")[2]: one.get("name") or ""
        for one in root.iter(bpmn("participant"))
    }
    drawn = [(process.get("id") or "", process) for process in children(root, "process") if flow_nodes(process)]
    return [(key, process.get("name") or pools.get(key, "")) for key, process in drawn if key]


def _weight(process: Node, called: set[str | None]) -> tuple[bool, bool, bool, int, int]:
    people = sum(1 for _ in process.iter(*(bpmn(name) for name in _BY_PEOPLE)))
    return (
        bool(flow_nodes(process)),
        is_true(process.get("isExecutable")),
        process.get("id") not in called,
        people,
        len(flow_nodes(process)),
    )
