"""Which processes of a file are meant: executable ones, or the one asked for and what it calls."""

from workflows.errors import DefinitionRefused, Problem
from workflows.loader.findings import Findings
from workflows.loader.meant import no_process
from workflows.loader.vocabulary import NODES, Node, bpmn, children, flow_nodes, is_true
from workflows.loader.xml import refused
from workflows.sentences import sentence

MAX_PROCESSES = 100


def choose(root: Node, process_id: str | None, findings: Findings) -> list[Node]:
    """The processes to run, in document order; the others leave the tree with a row. Raises DefinitionRefused."""
    every = list(children(root, "process"))
    if not every:
        raise no_process()
    if len(every) > MAX_PROCESSES:
        message = sentence(
            "The file holds %(count)s processes; at most %(most)s are read.",
            count=len(every),
            most=MAX_PROCESSES,
        )
        raise refused("process.many", message, sentence("Split it into several files."))
    meant = _meant(every, process_id, findings)
    for process in every:
        if process in meant:
            process.set("isExecutable", "true")
        else:
            findings.row(
                process, "ignored", sentence("The process is not executable; only the executable one is loaded.")
            )
            for node in process.iter(*(bpmn(name) for name in NODES)):
                findings.row(node, "ignored", sentence("It belongs to a process of the file that is not loaded."))
            root.remove(process)
    _name_after_pools(root, meant)
    for collaboration in list(children(root, "collaboration")):
        findings.row(collaboration, "ignored", sentence("Pools and the message flows between them are shown, not run."))
        root.remove(collaboration)
    return meant


def _name_after_pools(root: Node, meant: list[Node]) -> None:
    """A process without a name is called like its pool."""
    for pool in root.iter("{*}participant"):
        for process in meant:
            if process.get("id") == (pool.get("processRef") or "").rpartition(":")[2] and not process.get("name"):
                process.set("name", pool.get("name") or "")


def _meant(every: list[Node], process_id: str | None, findings: Findings) -> list[Node]:
    """The one asked for with what it calls; else the executable ones; else those that do not say whether they are; else
    the first one that holds anything, which is refused as a mere picture.
    """
    if process_id is not None:
        meant = _asked_for(every, process_id)
        for process in meant:
            if process.get("id") == process_id and (process.get("isExecutable") or "").strip().lower() in {
                "false",
                "0",
            }:
                _only_a_picture(process, findings)
        return meant
    executable = [process for process in every if is_true(process.get("isExecutable"))]
    if executable:
        return executable
    silent = [process for process in every if process.get("isExecutable") is None and flow_nodes(process)]
    if silent:
        for process in silent:
            findings.row(
                process, "rewritten", sentence("The diagram does not say whether the process is executable; it is now.")
            )
        return silent
    drawn = [process for process in every if flow_nodes(process)] or every
    _only_a_picture(drawn[0], findings)
    return drawn[:1]


def _only_a_picture(process: Node, findings: Findings) -> None:
    message = sentence("The process is marked as not executable: a picture, not something to run.")
    hint = sentence("Tick “Executable” in the properties panel of the process.")
    findings.problem("error", "process.not_executable", process, message, hint)


def _asked_for(every: list[Node], process_id: str) -> list[Node]:
    """The process asked for, and what it calls within this file, however deep."""
    by_id = {process.get("id"): process for process in every}
    if process_id not in by_id:
        raise DefinitionRefused(
            [
                Problem(
                    "error",
                    "process.unknown",
                    sentence("The file holds no process %(process)s.", process=process_id),
                    hint=sentence("It holds %(names)s.", names=", ".join(str(key) for key in by_id)),
                )
            ]
        )
    wanted: set[str | None] = {process_id}
    waiting: list[str | None] = [process_id]
    while waiting:
        for call in by_id[waiting.pop()].iter("{*}callActivity", "{*}calledElement"):
            called = call.get("calledElement") or call.get("processId")
            if called in by_id and called not in wanted:
                wanted.add(called)
                waiting.append(called)
    return [process for process in every if process.get("id") in wanted]
