"""From the bytes of a .dmn file to compiled decisions.

Reads DMN 1.1 to 1.5 by local names within any of their namespaces. What it cannot read is refused with element and
line, never skipped: other expression languages, boxed expressions beyond tables and literals, knowledge models.
"""

import re
from collections.abc import Iterator

from workflows.decisions import requirements
from workflows.decisions.cells import Cells, child, children, name_of, text_of
from workflows.decisions.decision import Decision
from workflows.decisions.hits import AGGREGATORS, POLICIES
from workflows.decisions.tables import Input, Literal, Output, Rule, Table
from workflows.errors import DefinitionRefused, Problem
from workflows.loader.vocabulary import Node, line
from workflows.loader.xml import refused, tree

_NAMESPACE = re.compile(r"\{https?://www\.omg\.org/spec/DMN[^}]*\}definitions")
MAX_DRAWN = 500
MAX_PROBLEMS = 200
_BOXED = frozenset(
    {"context", "invocation", "functionDefinition", "relation", "list", "for", "every", "some", "conditional", "filter"}
)


def load(dmn: bytes) -> dict[str, Decision]:
    """The decisions of a file by id. Raises DefinitionRefused with every problem found."""
    root = tree(dmn)
    if not _NAMESPACE.fullmatch(str(root.tag)):
        hint = "Its first element must be definitions, in a DMN namespace; export the table as DMN 1.1 or later."
        raise refused("decision.not_dmn", "The file is XML, but no DMN decision.", hint, line(root))
    count = sum(1 for kind in ("inputData", "decision") for _ in children(root, kind))
    if count > MAX_DRAWN:
        message = f"The file holds {count:,} decisions and inputs; at most {MAX_DRAWN} are read."
        raise refused("decision.many", message, "Split it into several files.", line(root))
    reader = _Reader(root)
    decisions = reader.decisions()
    if not decisions and not reader.problems:
        raise refused("decision.none", "The file holds no decision.", "Draw at least one decision.", line(root))
    if reader.problems:
        raise DefinitionRefused(reader.problems[:MAX_PROBLEMS])
    return decisions


class _Reader:
    """One file: its decisions, and what is wrong with them."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.problems: list[Problem] = []
        drawn = (node for kind in ("inputData", "decision") for node in children(root, kind))
        names = {name for node in drawn for name in (name_of(node), _variable(node)) if name}
        self.cells = Cells(names, root.get("expressionLanguage"), self.problem)

    def problem(self, node: Node, code: str, message: str, hint: str) -> None:
        """Note a problem at a node."""
        self.problems.append(Problem("error", code, message, node.get("id"), line(node), hint))

    def decisions(self) -> dict[str, Decision]:
        """All decisions, each knowing what is to be made before it."""
        found: dict[str, Decision] = {}
        nodes: dict[str, Node] = {}
        for node in children(self.root, "decision"):
            key = node.get("id") or name_of(node)
            if key in nodes:
                self.problem(node, "id.duplicate", f"Two decisions have the id {key}.", "Rename one of them.")
                continue
            nodes[key] = node
            logic = self._logic(node)
            if logic is not None:
                variable = _variable(node) or name_of(node) or key
                found[key] = Decision(key, name_of(node), variable, logic, tuple(self._needs(node)), (), line(node))
        self._check_needs(found, nodes)
        if self.problems:
            return {}
        return {key: requirements.ordered(key, found) for key in found}

    def _needs(self, node: Node) -> Iterator[str]:
        for requirement in children(node, "informationRequirement"):
            required = child(requirement, "requiredDecision")
            if required is not None:
                yield (required.get("href") or "").rpartition("#")[2]
        if child(node, "knowledgeRequirement") is not None:
            message = f"The decision {name_of(node)} uses a business knowledge model, which is not supported."
            self.problem(node, "decision.unsupported", message, "Put its logic into a decision that this one requires.")

    def _check_needs(self, found: dict[str, Decision], nodes: dict[str, Node]) -> None:
        for decision in found.values():
            for needed in decision.needs:
                if needed not in nodes:
                    message = (
                        f"The decision {decision.name or decision.id} requires {needed}, which is not in the file."
                    )
                    self.problem(nodes[decision.id], "decision.unknown", message, "Draw it in the same file.")
        circle = requirements.circle(found)
        if circle is not None:
            message = f"The decisions {' and '.join(circle)} require each other."
            self.problem(nodes[circle[0]], "decision.circle", message, "Delete one of the requirements.")

    def _logic(self, node: Node) -> Table | Literal | None:
        table, literal = child(node, "decisionTable"), child(node, "literalExpression")
        if table is not None:
            return self._table(table)
        if literal is not None:
            formula = self.cells.expression(literal)
            if formula is None and not text_of(literal):
                self.problem(node, "decision.empty", f"The decision {name_of(node)} has no expression.", "Write it.")
            return Literal(formula) if formula is not None else None
        boxed = next((kind for kind in _BOXED if child(node, kind) is not None), None)
        what = f"is a boxed {boxed}, which is not supported" if boxed else "has neither a table nor an expression"
        hint = "Use a decision table or a literal expression."
        self.problem(
            node, "decision.unsupported" if boxed else "decision.empty", f"The decision {name_of(node)} {what}.", hint
        )
        return None

    def _table(self, table: Node) -> Table | None:
        policy = (table.get("hitPolicy") or "UNIQUE").strip().upper()
        aggregator = (table.get("aggregation") or "").strip().upper() or None
        outputs = tuple(self._outputs(table))
        if policy not in POLICIES or (aggregator is not None and aggregator not in AGGREGATORS):
            message = f"The hit policy {policy} {aggregator or ''} is not known.".replace("  ", " ")
            self.problem(
                table, "decision.hit_policy", message, "Choose unique, first, any, priority, collect or an order."
            )
            return None
        if aggregator is not None and (policy != "COLLECT" or len(outputs) != 1):
            message = f"A {aggregator.lower()} needs the hit policy collect and exactly one output."
            self.problem(table, "decision.hit_policy", message, "Split the table, or leave the aggregation out.")
            return None
        if not outputs:
            self.problem(table, "decision.no_output", "The table has no output column.", "Add an output.")
            return None
        inputs = tuple(self._inputs(table))
        rules = tuple(self._rules(table, len(inputs), len(outputs)))
        return Table(policy, aggregator, inputs, outputs, rules)

    def _inputs(self, table: Node) -> Iterator[Input]:
        for column in children(table, "input"):
            said = child(column, "inputExpression")
            formula = self.cells.expression(said) if said is not None else None
            if formula is None:
                if said is None or not text_of(said):
                    self.problem(
                        column, "decision.no_input", "An input column has no expression.", "Name its variable."
                    )
                continue
            allowed = child(column, "inputValues")
            tests = self.cells.tests(allowed) if allowed is not None and text_of(allowed) else None
            kind = (said.get("typeRef") or "").rpartition(":")[2] if said is not None else ""
            plain = re.sub(r"[^a-z]", "", kind.lower())
            yield Input(column.get("label") or formula.text, formula, plain, tests)

    def _outputs(self, table: Node) -> Iterator[Output]:
        for place, column in enumerate(children(table, "output"), start=1):
            name = column.get("name") or column.get("label") or f"output {place}"
            values, default = child(column, "outputValues"), child(column, "defaultOutputEntry")
            yield Output(
                name,
                self.cells.listed(values) if values is not None else None,
                self.cells.expression(default) if default is not None else None,
            )

    def _rules(self, table: Node, inputs: int, outputs: int) -> Iterator[Rule]:
        for number, row in enumerate(children(table, "rule"), start=1):
            cells, results = list(children(row, "inputEntry")), list(children(row, "outputEntry"))
            if len(cells) != inputs or len(results) != outputs:
                has = f"{len(cells)} conditions and {len(results)} results"
                message = f"Rule {number} has {has}, but the table {inputs} and {outputs}."
                self.problem(row, "decision.row", message, "Fill the row in the editor and save the table again.")
                continue
            yield Rule(
                tuple(self.cells.tests(cell) for cell in cells),
                tuple(self.cells.expression(result) for result in results),
            )


def _variable(node: Node) -> str:
    variable = child(node, "variable")
    return (variable.get("name") or "").strip() if variable is not None else ""
