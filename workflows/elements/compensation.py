"""Compensation: undoing what was completed, the last first (BPMN 2.0.2, 10.7 and 13.5.5).

An activity that completes is kept under what contains it when it can be undone: it has a compensation event on its
border or an event sub-process for compensation, or it holds activities that can be undone. What is kept is an entry
[token id, place, entries inside]; its own variables stay in the record under its id. To undo it a token with that id
stands up again at the process's `Undoing` node, so that the handler inside it sees the variables as they were.
Entries are undone one after another; a call activity is undone by the handler on its border or not at all.
"""

from typing import Any

from workflows.element import Element
from workflows.elements.node import Node
from workflows.tokens import Entry, Token


class Undoing(Node):
    """Where activities stand while they are undone; `undo` in the facts are the entries still to come."""

    def __init__(self, workflow_spec: Any, process: str) -> None:
        super().__init__(workflow_spec, Element(id="", type="compensation", process=process), "[undoing]")

    def inner_done(self, container: Token, child: Token) -> None:
        """A handler ended: undo the next, or be done with this one."""
        if next(container.inner(), None) is not None or go_on(container):
            return
        around = container.parent
        container.workflow.forget(container)
        around.task_spec.inner_done(around, container)


def keep(token: Token) -> None:
    """The activity of the token completes: keep what can be undone of it."""
    tree, node = token.workflow, token.task_spec
    inside = tree.kept.pop(token.id, [])
    called = node.element.type == "callActivity" and node.inner is None
    if node.element.extra.get("compensation") or called or node.undo is not None:
        tree.drop(inside)
        inside = []
    if node.element.extra.get("compensation"):
        return
    if node.undo is None and node.undo_inside is None and not inside:
        return
    kept = tree.kept.setdefault(token.parent.id, [])
    if node.inner is not None:  # the body of a loop hands its instances up
        _reparent(tree, inside, token)
        kept.extend(inside)
        return
    kept.append([token.id, tree.definition.layout.texts[node.index], inside])
    token.keeps = True


def take(token: Token, activity: str | None) -> list[Entry]:
    """The entries that a throwing event at `token` is to undo, oldest first: those of its level, in an event
    sub-process those around it too; of one `activity` or of all (BPMN 2.0.2, table 10.93)."""
    tree, level = token.workflow, token.parent
    found: list[Entry] = []
    while True:
        kept = tree.kept.get(level.id, [])
        wanted = [entry for entry in kept if activity in (None, _node(tree, entry).element.id)]
        found = wanted + found
        kept[:] = [entry for entry in kept if entry not in wanted]
        if not level.task_spec.element.extra.get("triggered_by_event"):
            return found
        level = level.parent


def take_all(level: Token) -> list[Entry]:
    """All entries inside `level`; a sub-process that has not completed is undone through what it holds."""
    tree = level.workflow
    found = tree.kept.pop(level.id, [])
    for child in level.children:
        inside = take_all(child) if child.task_spec.element.type != "callActivity" else []
        if inside and child.task_spec.inner is not None:
            _reparent(tree, inside, child)
            found.extend(inside)
        elif inside:
            found.append([child.id, tree.definition.layout.texts[_undoing(tree, child.task_spec).index], inside])
            child.keeps = True
    return found


def aside(level: Token, entries: list[Entry]) -> None:
    """Undo the entries inside `level` while it goes on (waitForCompletion = false)."""
    tree = level.workflow
    token = level._add_child(_undoing(tree, level.task_spec), tree.STARTED)
    token.internal_data["undo"] = entries
    go_on(token)


def go_on(holder: Token) -> bool:
    """Begin to undo the youngest of the holder's entries; False when none is left."""
    pending: list[Entry] = holder.internal_data.get("undo", [])
    if not pending:
        return False
    tree, entry = holder.workflow, pending.pop()
    key, _, inside = entry
    node = _node(tree, entry)
    token = Token(tree, _undoing(tree, node), holder, tree.STARTED, key)
    handler = node.undo.handler if node.undo is not None else node.undo_inside
    if handler is None:
        token.internal_data["undo"] = inside
        return go_on(token)
    if node.undo is not None:
        tree.reached.add(node.undo.index)
    if inside:
        tree.kept[key] = inside
    child = token._add_child(handler)
    if node.undo is None:
        child.internal_data["brought"] = {}
    handler._update(child)
    return True


def _node(tree: Any, entry: Entry) -> Any:
    return tree.node(entry[1])


def _undoing(tree: Any, node: Node) -> Node:
    """Of the process that the node belongs to."""
    found: Node = tree.definition.nodes[tree.definition.layout.place(node.element.process, "", True)]
    return found


def _reparent(tree: Any, entries: list[Entry], body: Token) -> None:
    """The scopes of a body's instances hang where the body's hung, for the body itself is going."""
    if body.id not in tree.record:
        return
    for entry in entries:
        scope = tree.record.get(entry[0])
        if scope is not None and scope.get("parent") == body.id:
            scope["parent"] = tree.record[body.id]["parent"]
