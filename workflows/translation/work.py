"""One process of a file while it is translated: its tree, what is found out about it, and the forms made for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflows.loader.findings import Findings
from workflows.loader.ids import Ids
from workflows.loader.vocabulary import NODES, Node, bpmn, local

Forms = dict[str, dict[str, Any]]


@dataclass
class Work:
    """`ours`: it was drawn as a catalogue item of this house. `names`: variables that are called otherwise here.

    `forms`: form id -> form-js schema, made on the way.
    `asks`: what a task without a form is to ask for: node id -> variable -> kind of field.
    """

    root: Node
    process: Node
    ids: Ids
    findings: Findings
    ours: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    forms: Forms = field(default_factory=dict)
    asks: dict[str, dict[str, str]] = field(default_factory=dict)

    def nodes(self, *types: str) -> Iterator[Node]:
        """The flow nodes of these types on every level; all without a type. The tree may be changed meanwhile."""
        return iter(list(self.process.iter(*(bpmn(name) for name in types or NODES))))

    def flows(self) -> list[Node]:
        """All sequence flows of the process."""
        return list(self.process.iter(bpmn("sequenceFlow")))

    def rewritten(self, node: Node, what: str) -> None:
        """One row: said otherwise, means the same."""
        self.findings.row(node, "rewritten", what)

    def by_hand(self, node: Node, what: str) -> None:
        """One row: a person does it."""
        self.findings.row(node, "human_task", what)


def label(node: Node) -> str:
    """What people call it: its name on one line, else its kind."""
    return " ".join((node.get("name") or "").split()) or local(node)
