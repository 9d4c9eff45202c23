"""DMN's expressions (DMN 1.5, 10.2.1): literals, tables and every boxed one, compiled to FEEL's closures."""

from workflows.decisions.boxes import calls, contexts, flow, literals, tables
from workflows.decisions.boxes.reader import Reader, Rule

RULES: dict[str, Rule] = {
    "literalExpression": literals.literal,
    "decisionTable": tables.table,
    "context": contexts.context,
    "list": contexts.list_,
    "relation": contexts.relation,
    "functionDefinition": calls.function,
    "invocation": calls.invocation,
    "conditional": flow.conditional,
    "filter": flow.filter_,
    "for": flow.for_,
    "some": flow.some,
    "every": flow.every,
}

__all__ = ["RULES", "Reader", "Rule"]
