"""Events that wait beside the flow when the diagram changes: which go on, which end, which begin; what timers keep.

A timer that runs keeps the moment it is due next; a cycle's later turns are as the new diagram says. A boundary event
that has happened already is not waited for again.
"""

from collections.abc import Iterator
from typing import Any

from workflows.elements.activity import Activity
from workflows.elements.event_sub_process import EventSubProcess
from workflows.migration import fitting
from workflows.migration.verdict import Change, Names
from workflows.tokens import ROOT, Token, Tree


def waits(token: Token) -> bool:
    """It waits beside the flow: on a border, or for an event sub-process."""
    return bool(token.task_spec.beside) and token._state == token.workflow.WAITING


def stays(token: Token, node: Any) -> bool:
    """The new diagram has the event where it was, waiting for the same."""
    old = token.task_spec
    if node is None or type(old) is not type(node) or not fitting.same_subscription(old, node):
        return False
    host = token.parent.task_spec
    return node.is_boundary == old.is_boundary and (not old.is_boundary or bool(host.element.id))


def renew(token: Token, made: Token) -> bool:
    """What the event remembers, for the new diagram; whether a timer keeps a moment that it would set otherwise."""
    old, new = token.task_spec.heard(token), made.task_spec.heard(made)
    facts = made.internal_data
    if old.kind == "conditional" and old.event.expression != new.event.expression:
        facts.pop("held", None)
    said = (old.event.expression, old.event.timer_kind) == (new.event.expression, new.event.timer_kind)
    if old.kind != "timer" or said:
        return False
    due = facts["due"]
    for name in ("period", "left"):
        facts.pop(name, None)
    new.begin(made, made.workflow.visible(made.parent), made.task_spec.label)
    facts["due"] = due
    return True


def begin(old: Tree, new: Tree, names: Names) -> Iterator[Change]:
    """Wait for what the old diagram did not wait for. Raises EngineError."""
    for token in list(new.tasks.values()):
        if waits(token):
            continue
        before = old.tasks.get(token.id)
        if before is None:
            continue
        known = {_new_text(old, names, node): node for node in _watched(old, before)}
        there = {child.task_spec.index for child in token.children}
        for event in _watched(new, token):
            was = known.get(new.definition.layout.texts[event.index])
            same = was is not None and type(was) is type(event) and fitting.same_subscription(was, event)
            if event.subscribes and not same and event.index not in there:
                event.watch(token)
                element = event.element
                name = element.name or element.id
                yield Change("begins", "", element.id, name, element.process)


def _watched(tree: Tree, token: Token) -> Iterator[Any]:
    """The events that wait inside the token while it lasts."""
    node = token.task_spec
    if isinstance(node, Activity):
        yield from (event for event in node.boundaries if hasattr(event, "watch"))
    level = level_of(tree, token)
    if level is not None and not any(_interrupts(child) for child in token.children):
        yield from level.handlers


def level_of(tree: Tree, token: Token) -> Any:
    """The node whose level stands inside the token: itself, or the process that it calls; None where none does."""
    node = token.task_spec
    if token.id == ROOT:
        return tree.definition.root
    if node.inner is not None:
        return None
    if node.element.type == "callActivity":
        inside = [child.task_spec for child in token.children if not waits(child)]
        return tree.definition.roots.get(inside[0].element.process) if inside else None
    return node if node.element.type in ("subProcess", "transaction", "adHocSubProcess") else None


def _interrupts(child: Token) -> bool:
    node = child.task_spec
    return isinstance(node, EventSubProcess) and any(start.element.interrupting for start in node.starts)


def _new_text(old: Tree, names: Names, node: Any) -> str:
    return names.of(old.definition.layout.texts[node.index])
