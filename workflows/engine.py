"""The engine: one record in, one record out. No session, no I/O, no clock, no locale, no randomness, no callbacks.

step = run(definition, None, None, Start(at=now))
step = run(definition, step.state, step.variables, Complete(at=later, task=step.tasks[0].id))
"""

from collections.abc import Mapping
from typing import Any

from workflows import answers, handling, scopes
from workflows import state as states
from workflows.bounds import DEFAULT, Bounds
from workflows.commands import Command, Start
from workflows.definition import Definition
from workflows.errors import NotWaiting
from workflows.settling import alive, settle
from workflows.step import Step
from workflows.tokens import Tree


def run(
    definition: Definition,
    state: bytes | None,
    variables: Mapping[str, Any] | None,
    command: Command,
    bounds: Bounds = DEFAULT,
    stores: Mapping[str, Any] | None = None,
) -> Step:
    """Give the command to the instance and move every token as far as it goes. Neither input is changed.

    `state` and `variables` are `state` and `variables` of the Step before, None for Start. `stores` are what the data
    stores of the definition hold, by key; one that is not among them is empty. Raises NotWaiting, BadValue (the command
    cannot be accepted) and StepFailed, BoundCrossed (it was, and leads nowhere: an incident).
    """
    if (state is None) != isinstance(command, Start):
        raise NotWaiting("The instance has not been started." if state is None else "The instance runs already.")
    tree = Tree(definition, command, bounds, scopes.copy(variables) if variables else scopes.empty(), stores or {})
    if state is not None:
        tree.looked = tree.trusts = True  # no command ends before every condition was looked at
        states.loads(tree, state)
        if tree.completed:
            raise NotWaiting("The instance has ended.")
    known = tree.serial
    handling.handle(tree, command)
    settle(tree)
    alive(tree)
    if tree.completed:
        for entries in tree.kept.values():
            tree.drop(entries)
    step = answers.step(tree, known)
    tree.release()
    return step
