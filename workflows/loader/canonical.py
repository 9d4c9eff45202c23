"""From a file's bytes to canonical BPMN: the passes in their order, and everything they have to say.

`read` never runs, evaluates or looks up anything outside the bytes it is given. A file that is no diagram at all is
refused with DefinitionRefused; whatever else is wrong is among `problems`, and the tree is as good as it can be.
"""

from dataclasses import dataclass

from workflows.element import Process
from workflows.errors import Problem
from workflows.loader import ids, model, processes, references, strip, xml
from workflows.loader.edges import Edges
from workflows.loader.findings import Findings, ReportRow
from workflows.loader.vocabulary import Node


@dataclass(frozen=True)
class Canonical:
    """`root`: BPMN ready for SpiffWorkflow's parser. `processes`: the same as data, by id, in document order."""

    root: Node
    processes: dict[str, Process]
    report: tuple[ReportRow, ...]
    problems: tuple[Problem, ...]


def read(diagram: bytes, process_id: str | None = None) -> Canonical:
    """The executable processes of a file, or the one asked for and what it calls. Raises DefinitionRefused."""
    findings = Findings()
    root = xml.parse(diagram)
    chosen = processes.choose(root, process_id, findings)
    edges = Edges(ids.give_ids(root, findings), findings)
    references.resolve(root, findings)
    for process in chosen:
        edges.mend(process)
    read_as = {found.id: found for found in (model.read(process, findings) for process in chosen)}
    strip.strip(root, read_as, findings)
    return Canonical(root, read_as, tuple(findings.rows), tuple(findings.problems))
