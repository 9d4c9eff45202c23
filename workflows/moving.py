"""Tokens moved by hand: where they stand and could go, and a move taken back before anything else has happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflows import answers, scopes
from workflows import state as states
from workflows.bounds import DEFAULT
from workflows.commands import Command
from workflows.definition import Definition
from workflows.elements import relocation
from workflows.record import Record
from workflows.step import Step
from workflows.tokens import Tree


@dataclass(frozen=True)
class Movable:
    """A token, where it stands, and the elements it could be moved to: (id, name) as drawn."""

    id: str
    element: str
    process: str
    name: str
    targets: tuple[tuple[str, str], ...]


def movable(definition: Definition, state: bytes, command: Command) -> tuple[Movable, ...]:
    """Every token that stands in the flow, oldest first; Move may name those with targets. Nothing is changed.

    Raises StepFailed (state).
    """
    tree = _tree(definition, state, scopes.empty(), command)
    found = [token for token in tree.tasks.values() if relocation.movable(token)]
    told = tuple(
        Movable(
            token.id,
            token.task_spec.element.id,
            token.task_spec.element.process,
            token.task_spec.element.name,
            tuple((one.id, one.name) for one in relocation.targets(token)),
        )
        for token in sorted(found, key=lambda one: int(one.id))
    )
    tree.release()
    return told


def taken_back(
    definition: Definition, before: bytes, variables: Mapping[str, Any], after: bytes, command: Command
) -> Step:
    """The instance as it was `before` the move that made it `after`: no id given since is given twice.

    Raises StepFailed (state).
    """
    moved = _tree(definition, after, scopes.empty(), command)
    tree = _tree(definition, before, scopes.copy(variables), command)
    tree.serial, tree.executions = moved.serial, {**tree.executions, **moved.executions}
    step = answers.step(tree, moved.serial)
    moved.release()
    tree.release()
    return step


def _tree(definition: Definition, state: bytes, record: Record, command: Command) -> Tree:
    tree = Tree(definition, command, DEFAULT, record)
    states.loads(tree, state)
    return tree
