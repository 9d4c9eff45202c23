"""Tokens and their tree: SpiffWorkflow's Task and Workflow, without its clock, random ids, predictions and history.

The tree is the tree of element instances: a token's parent is what contains it (the process, a sub-process, a call
activity, a multi-instance body; for a waiting boundary event its host), never what came before it. A token that is
done leaves the tree at once, so nothing grows with the length of a run. One Tree lives for one command.
"""

import time
from collections import deque
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState
from SpiffWorkflow.workflow import Workflow

from workflows import scopes
from workflows.record import Record
from workflows.resting import Tokens, Wanted
from workflows.step import Notice, Passed, Stored, Thrown

ROOT = ""
#: What can be undone: [token id, place, entries inside] (elements/compensation.py).
Entry = list[Any]
EMPTY: Mapping[str, Any] = MappingProxyType({})
OVER = TaskState.FINISHED_MASK


class Token(Task):
    """A Spiff task whose id counts up with the instance and whose `internal_data` (its facts) is JSON.

    `keeps`: its variables stay in the record when it is over, for it may be undone.
    """

    def __init__(  # SpiffWorkflow's own would draw a random id and read the clock: not called on purpose.
        self,
        workflow: "Tree",
        task_spec: Any,
        parent: "Token | None" = None,
        state: int = TaskState.FUTURE,
        id: str = "",
    ) -> None:
        self.id = id
        workflow.tasks[id] = self
        self.workflow = workflow
        self._parent = parent.id if parent is not None else None
        self._children: list[str] = []
        self._state = state
        self.triggered = self.keeps = False
        self.task_spec = task_spec
        self.thread_id = 0
        self.data: dict[str, Any] = {}
        self.internal_data: dict[str, Any] = {}
        self.last_state_change = 0.0
        if parent is not None:
            parent._children.append(id)

    @property
    def over(self) -> bool:
        """The token was completed or cancelled."""
        return bool(self._state & OVER)

    def inner(self) -> Iterator["Token"]:
        """The tokens inside, in order of birth, without the events that wait beside the flow."""
        tokens = self.workflow.tasks
        for key in self._children:  # not all at once: mostly it is asked whether there is one, of perhaps a thousand
            child = tokens[key]
            if not (child.task_spec.beside and child._state == TaskState.WAITING):
                yield child

    def _add_child(self, task_spec: Any, state: int = TaskState.FUTURE) -> "Token":
        return Token(self.workflow, task_spec, self, state, self.workflow.next_id())

    def _set_state(self, value: int) -> None:
        self._state = value

    def _ready(self) -> None:
        super()._ready()
        if not self.task_spec.manual:
            self.workflow.queue.append(self)

    def complete(self) -> None:
        """End the token; one that its own action cancelled (an error thrown out of its sub-process) stays so."""
        if not self.over:
            super().complete()

    def cancel(self) -> None:
        """End the token and all inside it, innermost first, however deep; nothing follows from it."""
        if self.over:
            return
        outer_first: list[Token] = []
        stack = [self]
        while stack:
            token = stack.pop()
            outer_first.append(token)
            stack.extend(token.children)
        for token in reversed(outer_first):
            token._state = TaskState.CANCELLED
            token.task_spec._on_cancel(token)
            token.workflow.forget(token)


class Tree(Workflow):
    """One instance during one command.

    It begins with what the state and the host gave: `tasks`, the living tokens by id; `record`, the variables
    (workflows/scopes.py); `stores`, what data stores hold; `serial`, the last id given; `reached`, the places of all
    that was ever entered, and `foreign`, the codes of those that this version of the diagram lacks; `executions`, how
    often each element has called; `kept`, what can be undone, by the id of what contains it.

    It gathers what the Step will say: `opened` (new tasks and calls, by token), `passed`, `thrown`, `stored`,
    `notices`, `outcome`, `reason`.

    `queue` holds what is ready to run; `steps`, `began` (seconds of processor) and `fuel` are what the bounds limit.
    Conditional events are looked at as little as can be: while `looked`, every one that waits has been looked at since
    it began to; while `trusts`, what each was found to be (`held` in its facts) goes by the variables as `record` has
    noted them.
    """

    WAITING = TaskState.WAITING
    READY = TaskState.READY
    STARTED = TaskState.STARTED

    def __init__(
        self, definition: Any, command: Any, bounds: Any, record: Record, stores: Mapping[str, Any] = EMPTY
    ) -> None:
        super().__init__(definition.root._wf_spec, deserializing=True)
        self.tasks = Tokens(definition.layout, definition.nodes, self._wake)
        self.definition, self.command, self.bounds, self.record = definition, command, bounds, record
        self.at, self.zone = command.at, command.zone
        self.stores = dict(stores)
        self.stored: dict[str, Stored] = {}
        self.serial = 0
        self.queue: deque[Token] = deque()
        self.reached: set[int] = set()
        self.foreign = b""
        self.executions: dict[str, int] = {}
        self.kept: dict[str, list[Entry]] = {}
        self.looked = self.trusts = False
        self.steps, self.began, self.fuel = 0, time.thread_time(), 0
        self.opened: dict[str, Any] = {}
        self.passed: list[Passed] = []
        self.thrown: list[Thrown] = []
        self.notices: list[Notice] = []
        self.outcome: str | None = None
        self.reason: str | None = None
        self.task_tree = Token(self, definition.root, None, TaskState.STARTED, ROOT)

    def _wake(self, key: str, node: Any, state: int, facts: dict[str, Any]) -> Token:
        """A token that was kept; who it is in and what is in it is `tasks`'s to say."""
        token = Token(self, node, None, state, key)
        token.internal_data = facts
        return token

    def next_id(self) -> str:
        """A fresh token id: the next whole number of this instance."""
        self.serial += 1
        return str(self.serial)

    def forget(self, token: Token) -> None:
        """Take a token that is over out of the tree, with its variables unless compensation keeps them."""
        if token.id in self.tasks:
            del self.tasks[token.id]
        if token.id != ROOT and not token.keeps and token.id in self.record:
            del self.record[token.id]
        if self.kept:
            self.drop(self.kept.pop(token.id, []))
        if "undo" in token.internal_data:
            self.drop(token.internal_data["undo"])
        parent = self.tasks.get(token._parent)
        if parent is not None and token.id in parent._children:
            parent._children.remove(token.id)

    def drop(self, entries: list[Entry]) -> None:
        """What will not be undone any more: let go of its variables."""
        for key, _, inside in entries:
            if key in self.record:
                del self.record[key]
            self.drop(inside)

    def node(self, text: str) -> Any:
        """The node at a place of the layout. Raises StepFailed (state) when this version of the diagram lacks it."""
        return self.definition.nodes[self.definition.layout.named(text)]

    def scope_of(self, token: Token) -> str:
        """The id of the nearest scope in the record around this token."""
        while token.id not in self.record:
            token = token.parent
        return token.id

    def visible(self, token: Token) -> dict[str, Any]:
        """The variables that the token sees; not to be changed."""
        return scopes.visible(self.record, self.scope_of(token))

    def enter(self, token: Token) -> None:
        """Remember that the token's element was entered, and by which flow."""
        self.reached.add(token.task_spec.index)
        flow = token.internal_data.pop("flow", None)
        if flow is not None:
            self.reached.add(flow)
        self.note(token, "entered", None if flow is None else self.definition.layout.id(flow))

    def waiting(self, wanted: Wanted) -> list[Token]:
        """The tokens that wait for a timer, message, signal or condition and are wanted."""
        return self.tasks.waiting(self.WAITING, "event", wanted)

    def wake(self) -> bool:
        """Nothing is ready: let one inclusive join that may go on do so."""
        return any(token.task_spec.settle(token) for token in self.tasks.waiting(self.WAITING, "join"))

    def look(self) -> bool:
        """Let one condition that has become true happen; asked after every change (BPMN 2.0.2, table 10.93).

        One that was looked at is looked at again when something that it reads has changed.
        """
        changed = self.record.changed()
        if self.looked and not any(one.follows(changed) for one in self.definition.conditions):
            return False

        def wanted(_key: str, node: Any, facts: Mapping[str, Any]) -> bool:
            condition = node.hears(facts).condition
            return condition is not None and (not self.trusts or "held" not in facts or condition.follows(changed))

        for token in self.waiting(wanted):
            node = token.task_spec
            if node.heard(token).holds(token, node.label):
                node.fire(token, {})
                return True
        self.record.note()
        self.looked = self.trusts = True
        return False

    def note(self, token: Token, what: Any, flow: str | None = None) -> None:
        """Remember that the token's element was entered, completed, cancelled or fired."""
        node = token.task_spec
        self.passed.append(Passed(node.element.id, what, token.id, node.element.process, flow))

    def _task_completed_notify(self, task: Token) -> None:
        container = task.parent
        self.forget(task)
        if container is not None and not container.over:
            container.task_spec.inner_done(container, task)

    def release(self) -> None:
        """Let go of the tokens, which hold on to the tree: memory comes back now and not when a collector looks."""
        self.tasks.clear()
        del self.tasks, self.task_tree
