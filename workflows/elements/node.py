"""What every node of a diagram does as a SpiffWorkflow task spec: be entered, run, leave along its sequence flows.

Specs are made once per definition and shared between threads: nothing here may write to `self` once a definition
is loaded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec

from workflows.element import Element, Flow
from workflows.elements import mapping
from workflows.errors import StepFailed
from workflows.expressions import Formula
from workflows.tokens import Token


@dataclass(frozen=True)
class Exit:
    """One outgoing sequence flow: its place in the definition's layout, where it leads and when it is taken."""

    flow: Flow
    index: int
    target: "Node"
    condition: Formula | None


class Node(BpmnTaskSpec):
    """A flow node. `index` is its place in the layout; `exits`, `entries`, `boundaries` are set when all nodes stand.

    `handlers` are the starts of the event sub-processes of a level. `inner` is what the body of a loop repeats. It is
    undone by the compensation event on its border, `undo`, or by the event sub-process in it, `undo_inside`.
    `waits_for` names the list of the Step in which a token that stays here appears; one that waits `beside` the flow
    does not keep what contains it from ending.
    """

    is_boundary = False
    beside = False
    inner: Any = None
    undo: Any = None
    undo_inside: Any = None
    subscriptions: tuple[Any, ...] = ()
    waits_for: Literal["", "task", "call", "event", "join", "choice"] = ""

    def __init__(self, process: Any, element: Element, name: str = "") -> None:
        super().__init__(process, name or element.id, lane=element.lane)
        self.bpmn_id, self.bpmn_name = element.id, element.name
        self.element = element
        self.index = -1
        self.exits: tuple[Exit, ...] = ()
        self.entries: frozenset[int] = frozenset()
        self.boundaries: tuple[Any, ...] = ()
        self.starts: tuple[Node, ...] = ()
        self.handlers: tuple[Any, ...] = ()
        self.takes = mapping.compiled(element.inputs)
        self.gives = mapping.compiled(element.outputs)

    @property
    def label(self) -> str:
        """How a sentence names this node."""
        return f'"{self.element.name or self.element.id}"'

    def problem(self, message: str, kind: str) -> StepFailed:
        """The failure of this node, with the sentence."""
        return StepFailed(message, kind=kind, element=self.element.id)

    # -- SpiffWorkflow's life of a task ------------------------------------------------------------------------

    def test(self) -> None:
        """Nothing to check at run time: the definition was checked when it was loaded."""

    def _predict(self, my_task: Token, *args: Any, **kwargs: Any) -> None:
        """Never predict: prediction makes b**k tasks of k parallel blocks with b branches."""

    def _update_hook(self, my_task: Token) -> bool:
        return True

    def _on_ready_hook(self, my_task: Token) -> None:
        my_task.workflow.enter(my_task)
        mapping.take(my_task, self.takes)
        self.open(my_task)

    def _run_hook(self, my_task: Token) -> bool | None:
        return True

    def _on_complete_hook(self, my_task: Token) -> None:
        self.give(my_task, my_task.internal_data.pop("result", {}))
        my_task.workflow.note(my_task, "completed")
        self.leave(my_task)

    def _on_cancel(self, my_task: Token) -> None:
        my_task.workflow.note(my_task, "cancelled")

    # -- ours ----------------------------------------------------------------------------------------------------

    def heard(self, token: Token) -> Any:
        """The subscription that this token of an event waits for."""
        return self.hears(token.internal_data)

    def hears(self, facts: Mapping[str, Any]) -> Any:
        """The same of a token with these facts."""
        return self.subscriptions[facts.get("part", 0)]

    def open(self, token: Token) -> None:
        """What the node is the moment it is entered, its variables being in place."""

    def give(self, token: Token, result: dict[str, Any]) -> None:
        """Let the result out of the node."""
        mapping.give(token, result, self.gives)

    def leave(self, token: Token) -> None:
        """Send a token along every flow that is to be taken; without any, the path is over (BPMN 2.0.2, 13.2.1)."""
        for exit in self.chosen(token):
            follow(token.parent, exit)

    def chosen(self, token: Token) -> tuple[Exit, ...]:
        """The flows to take: every unconditional one, every conditional one that holds, else the default (13.2.1)."""
        if all(e.condition is None and not e.flow.default for e in self.exits):
            return self.exits
        context = token.workflow.visible(token.parent)
        taken = tuple(e for e in self.exits if not e.flow.default and self.holds(e, token, context))
        return taken or self.fallback()

    def fallback(self) -> tuple[Exit, ...]:
        """The default flow. Raises StepFailed (no_flow) when there is none."""
        for exit in self.exits:
            if exit.flow.default:
                return (exit,)
        raise self.problem(
            f"None of the conditions behind {self.label} holds and it has no default flow. "
            "Give it a default flow or mend the conditions.",
            "no_flow",
        )

    def holds(self, exit: Exit, token: Token, context: dict[str, Any]) -> bool:
        """Whether the flow's condition is true; one without a condition is."""
        if exit.condition is None:
            return True
        what = f'The condition of the flow "{exit.flow.name or exit.flow.id}" behind {self.label}'
        return exit.condition.true(token.workflow, context, self.element.id, what)

    def inner_done(self, container: Token, child: Token) -> None:
        """A token inside ended: when none is left, so is the container (BPMN 2.0.2, 13.3.4)."""
        if next(container.inner(), None) is None:
            container.complete()


def follow(container: Token, exit: Exit) -> None:
    """Put a new token on the flow's target."""
    container.workflow.reached.add(exit.index)
    arrive(container, exit.target, flow=exit.index)


def arrive(container: Token, node: Node, **facts: Any) -> Token:
    """A new token at `node` inside `container`; it becomes ready or waits, as the node decides."""
    token = container._add_child(node)
    token.internal_data.update(facts)
    node._update(token)
    return token
