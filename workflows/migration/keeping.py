"""What an instance keeps beside its tokens: what was reached, how often calls were made, what can be undone."""

from typing import Any

from workflows.migration.verdict import Names, Refused
from workflows.tokens import Entry, Tree


def carry(old: Tree, new: Tree, names: Names) -> None:
    """Take it along. Raises Refused."""
    new.outcome, new.reason, new.foreign = old.outcome, old.reason, old.foreign
    _reached(old, new, names)
    main = old.definition.key
    for key, times in old.executions.items():
        there = names.id(main, key, main)
        new.executions[there] = max(times, new.executions.get(there, 0))
    for key, entries in old.kept.items():
        if entries:
            new.kept[key] = [_entry(old, new, names, entry) for entry in entries]
    _could_be_undone(old, new, names)


def _reached(old: Tree, new: Tree, names: Names) -> None:
    before, after = old.definition.layout, new.definition.layout
    for place in old.reached:
        there = after.by_text.get(names.of(before.texts[place]))
        if there is None:
            new.foreign += before.codes([place])
        else:
            new.reached.add(there)


def _entry(old: Tree, new: Tree, names: Names, entry: Entry) -> Entry:
    """What can be undone must be undone there by something, too, at the same level."""
    key, text, inside = entry
    was, place = old.node(text), new.definition.layout.by_text.get(names.of(text))
    node: Any = None if place is None else new.definition.nodes[place]
    if node is None or type(node) is not type(was):
        raise Refused("undo", was)
    if (was.undo is not None) != (node.undo is not None):
        raise Refused("undo", was)
    if (was.undo_inside is not None) != (node.undo_inside is not None):
        raise Refused("undo", was)
    parent = was.element.parent
    if (names.id(was.element.process, parent, old.definition.key) if parent else None) != node.element.parent:
        raise Refused("undo", was)
    return [key, names.of(text), [_entry(old, new, names, one) for one in inside]]


def _could_be_undone(old: Tree, new: Tree, names: Names) -> None:
    """What was done already kept nothing where the old diagram could not undo it and the new one could."""
    standing = {token.task_spec.index for token in new.tasks.values()}
    for place in old.reached:
        was = old.definition.nodes[place]
        there = new.definition.layout.by_text.get(names.of(old.definition.layout.texts[place]))
        node = new.definition.nodes[there] if there is not None else None
        if was is None or node is None or there in standing:
            continue
        if (node.undo or node.undo_inside) and not (was.undo or was.undo_inside):
            raise Refused("undo", was)
