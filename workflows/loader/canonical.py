"""From a file's bytes to canonical BPMN: the passes in their order, and everything they have to say.

`read` never runs, evaluates or looks up anything outside the bytes it is given. A file that is no diagram at all is
refused with DefinitionRefused; whatever else is wrong is among `problems`, and the tree is as good as it can be.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workflows import translation
from workflows.element import Process
from workflows.errors import Problem
from workflows.loader import (
    global_tasks,
    ids,
    instantiating,
    links,
    measures,
    model,
    places,
    processes,
    references,
    report,
    stores,
    strip,
    unread,
    xml,
)
from workflows.loader.edges import Edges
from workflows.loader.findings import Findings, ReportRow
from workflows.loader.vocabulary import NODES, Node, bpmn
from workflows.sentences import sentence


@dataclass(frozen=True)
class Canonical:
    """`root`: BPMN ready for SpiffWorkflow's parser. `processes`: the same as data, by id, in document order.

    `forms`: schemas made of what the diagram says about forms, by process and form id.
    """

    root: Node
    processes: dict[str, Process]
    report: tuple[ReportRow, ...]
    problems: tuple[Problem, ...]
    forms: Mapping[str, Mapping[str, dict[str, Any]]] = field(default_factory=dict)


MAX_ELEMENTS = 15_000  # nodes and flows of the whole file: enough for what lint still describes, little to work on


def read(diagram: bytes, process_id: str | None = None) -> Canonical:
    """The executable processes of a file, or the one asked for and what it calls. Raises DefinitionRefused."""
    findings = Findings()
    mended: list[str] = []
    root = xml.parse(diagram, mended)
    for told in mended:
        findings.row(root, "rewritten", told)
    _refuse_masses(root)
    global_tasks.inline(root, findings)
    places.tidy(root, findings)
    measures.check(root, findings)
    stores.check(root, findings)
    chosen = processes.choose(root, process_id, findings)
    given = ids.give_ids(root, findings)
    stores.mark(root, chosen, process_id or chosen[0].get("id") or "")
    works = translation.translate(chosen, root, given, findings)
    edges = Edges(given, findings)
    references.resolve(root, findings)
    for process in chosen:
        links.join(process, edges)
        instantiating.mend(process, edges)
        edges.mend(process)
    forms = translation.finish(works)
    read_as = {found.id: found for found in (model.read(process, findings) for process in chosen)}
    unread.tell(root, findings)
    strip.strip(root, read_as)
    rows = [*findings.rows, *report.kept(read_as.values(), findings.rows)]
    return Canonical(root, read_as, tuple(rows), tuple(findings.problems), forms)


def _refuse_masses(root: Node) -> None:
    """No pass after this one has more to do than a person could have drawn."""
    count = sum(1 for _ in root.iter(*(bpmn(name) for name in (*NODES, "sequenceFlow", "lane", "message", "signal"))))
    if count > MAX_ELEMENTS:
        message = sentence(
            "The file holds %(count)s elements; at most %(most)s are read.",
            count=f"{count:,}",
            most=f"{MAX_ELEMENTS:,}",
        )
        raise xml.refused("size.nodes", message, sentence("Split the diagram into processes that call each other."))
