"""What reads the expressions of one model: finds the one that an element holds and hands it to its own module."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workflows.decisions.item_types import Types, converting
from workflows.decisions.making import failing
from workflows.decisions.scope import Scope
from workflows.decisions.texts import ProblemAt, Texts
from workflows.decisions.xml import local, type_ref
from workflows.errors import DefinitionRefused, Problem
from workflows.feel.run import Body
from workflows.loader.vocabulary import Node, line

MAX_NESTING = 60


@dataclass
class Reader:
    """`rules`: local name of an expression element -> what reads it. `problem` notes what is wrong at a node."""

    texts: Texts
    types: Types
    problem: ProblemAt
    rules: "Mapping[str, Rule]"
    depth: int = 0

    def held(self, node: Node | None, scope: Scope, what: str = "A place for an expression") -> Body:
        """The expression that the node holds; null with a reason where there is none."""
        found = self.within(node)
        return failing(f"{what} is empty.") if found is None else self.expression(found, scope)

    def within(self, node: Node | None) -> Node | None:
        """The expression element among the node's children."""
        space = str(node.tag).rpartition("}")[0] if node is not None else ""
        found = node if node is not None else ()
        return next(
            (part for part in found if part.tag == f"{space}}}{local(part)}" and local(part) in self.rules), None
        )

    def expression(self, node: Node, scope: Scope) -> Body:
        """The expression as code. Raises DefinitionRefused where expressions stand in one another beyond all reason."""
        if self.depth >= MAX_NESTING:
            message = f"Expressions stand in one another more than {MAX_NESTING} levels deep."
            hint = "Put parts of it into decisions or knowledge models of their own."
            raise DefinitionRefused([Problem("error", "decision.deep", message, node.get("id"), line(node), hint)])
        self.depth += 1
        try:
            return self._converted(node, self.rules[local(node)](self, node, scope))
        finally:
            self.depth -= 1

    def _converted(self, node: Node, code: Body) -> Body:
        """The expression's value as the type that the expression itself names, where it can be converted."""
        convert = converting(self.types.named(type_ref(node)))
        if convert is None or local(node) == "functionDefinition":
            return code
        return Body(lambda frame: convert(frame.run, code.closure(frame)), code.cost)


Rule = Callable[[Reader, Node, Scope], Body]
