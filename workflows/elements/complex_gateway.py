"""Complex gateway: goes on as soon as its activation condition says so (BPMN 2.0.2, 10.6.5 and 13.4.5).

The condition sees the variables and `activationCount`, the number of incoming flows that hold a token. When it holds,
one token of each such flow is taken and the conditions of the outgoing flows are asked with `waitingForStart` = true.
Then the gateway waits for what can still come on the other incoming flows, takes it, and asks the conditions again with
`waitingForStart` = false: now only flows with a condition that holds are taken, and none need be. Without an activation
condition it joins as an inclusive gateway does.
"""

from typing import Any

from workflows.element import Element
from workflows.elements.inclusive_gateway import InclusiveGateway
from workflows.elements.node import Exit
from workflows.expressions import Formula
from workflows.tokens import Token


class ComplexGateway(InclusiveGateway):
    """While it waits for the rest, a token with `taken`, the flows it went on with, stands for its second half."""

    def __init__(self, process: Any, element: Element, name: str = "") -> None:
        super().__init__(process, element, name)
        activation = element.extra.get("activation")
        self.activation = Formula(activation) if activation else None

    def _update_hook(self, my_task: Token) -> bool:
        if len(self.entries) < 2:
            return True
        if self._activates(my_task):
            return True
        my_task._set_state(my_task.workflow.WAITING)
        return False

    def settle(self, token: Token) -> bool:
        """Called when nothing else moves: end the waiting for the rest, or begin anew with what came meanwhile."""
        if "taken" in token.internal_data:
            return self._reset(token)
        if self.activation is None:
            return super().settle(token)
        if not self._activates(token):
            return False
        token._ready()
        return True

    def chosen(self, token: Token) -> tuple[Exit, ...]:
        """As an inclusive split at first; in the second half only what is conditional and holds."""
        rest = "taken" in token.internal_data
        context = {**token.workflow.visible(token.parent), "waitingForStart": not rest}
        if rest:
            return tuple(e for e in self.exits if e.condition is not None and self.holds(e, token, context))
        taken = tuple(e for e in self.exits if not e.flow.default and self.holds(e, token, context))
        return taken or (self.fallback() if self.exits else ())

    def _activates(self, token: Token) -> bool:
        """Ask the activation condition; where it holds, take a token from each flow and wait for the rest."""
        container, tree = token.parent, token.workflow
        if self.activation is None or any("taken" in t.internal_data for t in self._here(container)):
            return False
        arrived = self._arrived(container, token)
        context = {**tree.visible(container), "activationCount": len(arrived)}
        if not self.activation.true(tree, context, self.element.id, f"The activation condition of {self.label}"):
            return False
        self._consume(arrived, token)
        if self.entries - arrived.keys():
            rest = container._add_child(self, tree.WAITING)
            rest.internal_data["taken"] = sorted(tree.definition.layout.id(flow) for flow in arrived)
        return True

    def _reset(self, rest: Token) -> bool:
        container, layout = rest.parent, rest.workflow.definition.layout
        taken = {flow for flow in self.entries if layout.id(flow) in rest.internal_data["taken"]}
        late = {flow: token for flow, token in self._arrived(container, rest).items() if flow not in taken}
        filled = taken | late.keys()
        others = [token for token in container.children if token.task_spec is not self]
        if filled < self.entries and any(self._still_comes(other, filled) for other in others):
            return False
        self._consume(late, rest)
        rest._ready()
        return True

    def _here(self, container: Token) -> list[Token]:
        return [token for token in container.children if token.task_spec is self and not token.over]

    def _arrived(self, container: Token, first: Token) -> dict[int, Token]:
        """One token of each incoming flow that holds some; `first` goes before others of its flow."""
        waiting = (first, *(token for token in self._here(container) if token._state == token.workflow.WAITING))
        found: dict[int, Token] = {}
        for token in waiting:
            if "flow" in token.internal_data:
                found.setdefault(token.internal_data["flow"], token)
        return found

    def _consume(self, arrived: dict[int, Token], keep: Token) -> None:
        for token in arrived.values():
            if token is not keep:
                token.workflow.forget(token)
