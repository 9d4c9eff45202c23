"""What the loader has to say about a file: one row per element it touched, one problem per thing that is wrong."""

from dataclasses import dataclass, field
from typing import Literal

from workflows.errors import Problem, Severity
from workflows.loader.vocabulary import Node, line, local

Tier = Literal["kept", "rewritten", "needs_value", "human_task", "ignored"]


@dataclass(frozen=True)
class ReportRow:
    """What became of one element. `template`: what is said of the template it was drawn with, which only the upload
    that brought the template can tell."""

    element: str | None
    name: str
    tier: Tier
    what: str
    line: int | None = None
    template: str = ""


@dataclass
class Findings:
    """Gathers rows and problems while the passes run; `original` maps rewritten ids to those of the file,
    `inserted` the ids of added nodes and flows to why they are there: start, end, fork, choice, none."""

    rows: list[ReportRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    original: dict[str, str] = field(default_factory=dict)
    inserted: dict[str, str] = field(default_factory=dict)

    def id_of(self, node: Node) -> str | None:
        """The id that the file's author gave, also after a rewrite."""
        key = node.get("id")
        return self.original.get(key, key) if key else None

    def row(self, node: Node, tier: Tier, what: str) -> None:
        """One row for this element."""
        self.rows.append(ReportRow(self.id_of(node), node.get("name") or local(node), tier, what, line(node)))

    def problem(self, severity: Severity, code: str, node: Node, message: str, hint: str) -> None:
        """One problem at this element."""
        self.problems.append(Problem(severity, code, message, self.id_of(node), line(node), hint))
