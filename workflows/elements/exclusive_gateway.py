"""Exclusive gateway: one of several ways (BPMN 2.0.2, 10.6.2 and 13.4.2)."""

from workflows.elements.node import Exit, Node
from workflows.tokens import Token


class ExclusiveGateway(Node):
    """Every token goes on by itself: along the first flow, in order, whose condition holds, else the default."""

    def chosen(self, token: Token) -> tuple[Exit, ...]:
        """The one flow to take. Raises StepFailed (no_flow) when none is left."""
        if not self.exits or (len(self.exits) == 1 and self.exits[0].condition is None):
            return self.exits
        context = token.workflow.visible(token.parent)
        for exit in self.exits:
            if not exit.flow.default and self.holds(exit, token, context):
                return (exit,)
        return self.fallback()
