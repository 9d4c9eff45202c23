"""Withdrawal: an instance that is to end has everything undone first that was completed and can be (BPMN 2.0.2, 10.7).

BPMN draws no such event on a process; it is what a cancel end event does to a transaction, said to the whole instance
by the command Cancel. Everything open ends; what follows from one another in the flow is undone one after another, the
last first; what does not, at the same time (13.5.5 asks for the order only where there was one).
"""

from collections.abc import Iterator
from typing import Any

from workflows.elements import compensation
from workflows.tokens import Entry, Token


def begin(tree: Any) -> None:
    """End what is open and begin to undo what is done; the instance is over when nothing is left of it."""
    root: Token = tree.task_tree
    entries = compensation.take_all(root) + list(_pending(tree))
    for child in root.children:
        child.cancel()
    for chain in _chains(tree, entries):
        compensation.aside(root, chain)
    tree.completed = not root.children


def undone(tree: Any) -> Iterator[tuple[Any, Any]]:
    """(activity, what undoes it) of all that `begin` would undo now, the last first. The tree is of no use after."""
    yield from _handlers(tree, compensation.take_all(tree.task_tree))


def _handlers(tree: Any, entries: list[Entry]) -> Iterator[tuple[Any, Any]]:
    for _key, place, inside in reversed(entries):
        node = tree.node(place)
        handler = node.undo.handler if node.undo is not None else node.undo_inside
        if handler is not None:
            yield node.element, handler.element
        else:
            yield from _handlers(tree, inside)


def _pending(tree: Any) -> Iterator[Entry]:
    """What something that is being undone already had still to come."""
    for token in list(tree.tasks.values()):
        yield from token.internal_data.pop("undo", ())


def _chains(tree: Any, entries: list[Entry]) -> list[list[Entry]]:
    """Entries, oldest first, parted into those that have nothing to do with one another in the flow."""
    chains: list[list[Entry]] = []
    for entry in entries:
        near = [chain for chain in chains if any(_follow(tree, other, entry) for other in chain)]
        chains = [chain for chain in chains if chain not in near]
        chains.append([*(one for chain in near for one in chain), entry])
    order = {id(entry): number for number, entry in enumerate(entries)}
    return [sorted(chain, key=lambda one: order[id(one)]) for chain in chains]


def _follow(tree: Any, one: Entry, other: Entry) -> bool:
    """Whether a way leads from one to the other; where an entry stands for several, that is taken for granted."""
    first, second = tree.node(one[1]).element, tree.node(other[1]).element
    if not first.id or not second.id:
        return True
    return first.id == second.id or second.id in _after(tree, first.id) or first.id in _after(tree, second.id)


def _after(tree: Any, element: str) -> set[str]:
    process, found, todo = tree.definition.process, set[str](), [element]
    while todo:
        here = process.elements.get(todo.pop())
        beside = [one.id for one in process.elements.values() if here is not None and one.attached_to == here.id]
        flows = [process.flows[flow].target for flow in here.outgoing if flow in process.flows] if here else []
        new = [one for one in (*flows, *beside) if one not in found]
        found.update(new)
        todo.extend(new)
    return found
