"""The engine: one record in, one record out. No session, no I/O, no clock, no locale, no randomness, no callbacks.

step = run(definition, None, None, Start(at=now))
step = run(definition, step.state, step.variables, Complete(at=later, task=step.tasks[0].id))
"""

import time
from typing import Any

from workflows import answers, handling, scopes
from workflows import state as states
from workflows.bounds import DEFAULT, Bounds
from workflows.commands import Command, Start
from workflows.definition import Definition
from workflows.errors import BoundCrossed, NotWaiting, StepFailed
from workflows.step import Step
from workflows.tokens import Tree


def run(
    definition: Definition,
    state: bytes | None,
    variables: dict[str, Any] | None,
    command: Command,
    bounds: Bounds = DEFAULT,
) -> Step:
    """Give the command to the instance and move every token as far as it goes. Neither input is changed.

    `state` and `variables` are `state` and `variables` of the Step before, None for Start. Raises NotWaiting,
    BadValue (the command cannot be accepted) and StepFailed, BoundCrossed (it was, and leads nowhere: an incident).
    """
    if (state is None) != isinstance(command, Start):
        raise NotWaiting("The instance has not been started." if state is None else "The instance runs already.")
    tree = Tree(definition, command, bounds, scopes.copy(variables) if variables else scopes.empty())
    if state is not None:
        states.loads(tree, state)
        if tree.completed:
            raise NotWaiting("The instance has ended.")
    known = tree.serial
    handling.handle(tree, command)
    settle(tree)
    return answers.step(tree, known)


def settle(tree: Tree) -> None:
    """Run what is ready until nothing moves. Raises BoundCrossed; StepFailed (dead_end) when nothing can ever move."""
    steps, started = 0, time.thread_time()
    while not tree.completed and (tree.queue or tree.wake()):
        token = tree.queue.popleft()
        if token._state != tree.READY:
            continue
        steps += 1
        _guard(tree, token, steps, time.thread_time() - started)
        token.run()
    if not tree.completed:
        _alive(tree)


def _guard(tree: Tree, token: Any, steps: int, seconds: float) -> None:
    bounds = tree.bounds
    if steps > bounds.steps:
        raise BoundCrossed(
            f"{token.task_spec.label}: {bounds.steps:,} steps were made without waiting. Is there a circle?",
            bound="steps",
            element=token.task_spec.element.id,
        )
    if len(tree.tasks) > bounds.tokens:
        raise BoundCrossed(
            f"{token.task_spec.label}: the process has more than {bounds.tokens:,} tokens at once.",
            bound="tokens",
            element=token.task_spec.element.id,
        )
    if seconds > bounds.run_seconds:
        raise BoundCrossed(
            f"{token.task_spec.label}: the process worked for {bounds.run_seconds:g} seconds without waiting.",
            bound="run_seconds",
            element=token.task_spec.element.id,
        )


def _alive(tree: Tree) -> None:
    """Something must be waited for that can still happen."""
    joins = []
    for token in tree.tasks.values():
        waits_for = token.task_spec.waits_for
        if waits_for in ("task", "call", "event"):
            return
        if waits_for == "join":
            joins.append(token.task_spec)
    where = joins[0] if joins else tree.definition.root
    raise StepFailed(
        f"Nothing can go on: {where.label} waits for a path that no token can take any more.",
        kind="dead_end",
        element=where.element.id,
    )
