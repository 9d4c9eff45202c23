"""What a withdrawal would have undone now: read from a state, without running anything."""

from dataclasses import dataclass

from workflows import scopes
from workflows import state as states
from workflows.bounds import DEFAULT
from workflows.commands import Command
from workflows.definition import Definition
from workflows.elements import withdrawal
from workflows.tokens import Tree


@dataclass(frozen=True)
class Undoable:
    """A completed activity and the element that undoes it; their names as drawn."""

    element: str
    name: str
    by: str
    by_name: str


def undoable(definition: Definition, state: bytes, command: Command) -> tuple[Undoable, ...]:
    """What Cancel(undo=True) would begin to undo, the last first. Nothing is changed."""
    if not any(element.extra.get("compensation") for element in definition.process.elements.values()):
        return ()
    tree = Tree(definition, command, DEFAULT, scopes.empty())
    states.loads(tree, state)
    found = tuple(
        Undoable(done.id, done.name or done.id, by.id, by.name or by.id) for done, by in withdrawal.undone(tree)
    )
    tree.release()
    return found
