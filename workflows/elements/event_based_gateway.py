"""Event-based gateway: the first event that happens chooses the way (BPMN 2.0.2, 10.6.6 and 13.4.4)."""

from workflows.elements.node import Node
from workflows.tokens import Token


class EventBasedGateway(Node):
    """Waits at all the events behind it at once, each with its own due date; the first ends the others."""

    def leave(self, token: Token) -> None:
        """Put a token at every event, marked as one group."""
        container = token.parent
        for exit in self.exits:
            waiting = container._add_child(exit.target)
            waiting.internal_data.update(flow=exit.index, group=token.id)
            exit.target._update(waiting)
