"""Parallel gateway: split into all, join from all (BPMN 2.0.2, 10.6.4 and 13.4.1)."""

from workflows.elements.node import Exit, Node
from workflows.tokens import Token


class ParallelGateway(Node):
    """Takes exactly one token from each incoming flow and puts one on each outgoing flow; conditions do not count."""

    waits_for = "join"

    def _update_hook(self, my_task: Token) -> bool:
        if len(self.entries) < 2:
            return True
        arrived = {my_task.internal_data.get("flow"): my_task}
        for other in my_task.parent.children:
            if other.task_spec is self and other._state == my_task.workflow.WAITING:
                arrived.setdefault(other.internal_data["flow"], other)
        if not self.entries <= arrived.keys():
            my_task._set_state(my_task.workflow.WAITING)
            return False
        for other in arrived.values():
            if other is not my_task:
                my_task.workflow.forget(other)
        return True

    def settle(self, token: Token) -> bool:
        """Only an arriving token can complete the join, never the passing of time."""
        return False

    def chosen(self, token: Token) -> tuple[Exit, ...]:
        """Every outgoing flow."""
        return self.exits
