"""What each command does to the tree, before everything that is ready runs. One function a command; none of them
settles the tree but `Tick`, whose timers fire one after another.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from workflows import scopes, values
from workflows.commands import Begin, Cancel, Change, Command, Complete, Fail, Move, Resume, Send, Signal, Start, Tick
from workflows.elements import relocation, withdrawal
from workflows.elements.level import begin
from workflows.elements.node import Node
from workflows.elements.propagation import broadcast, throw_error
from workflows.errors import NotWaiting
from workflows.settling import settle
from workflows.tokens import ROOT, Token, Tree


def handle(tree: Tree, command: Command) -> None:
    """Apply the command. Raises NotWaiting, BadValue."""
    _HANDLERS[type(command)](tree, command)


def _start(tree: Tree, command: Start) -> None:
    scopes.root(tree.record).update(_checked(tree, command.data))
    begin(tree.task_tree, tree.definition.root, _beginning(tree, command.start))


def _beginning(tree: Tree, start: str | None) -> tuple[Node, ...]:
    if start is None:
        return tree.definition.root.starts
    if start not in tree.definition.process.starts:
        raise NotWaiting(f'The process has no start event "{start}".')
    return (tree.definition.nodes[tree.definition.layout.place(tree.definition.key, start)],)


def _complete(tree: Tree, command: Complete) -> None:
    token = _waiting(tree, command.task, "task", "task")
    token.internal_data["result"] = _checked(tree, command.data)
    token.run()


def _begin(tree: Tree, command: Begin) -> None:
    token = _waiting(tree, command.choice, "choice", "choice")
    if command.element is None:
        token.task_spec.finish(token)
    else:
        token.task_spec.begin(token, command.element)


def _resume(tree: Tree, command: Resume) -> None:
    token = _waiting(tree, command.call, "call", "call")
    token.internal_data["result"] = _checked(tree, command.result)
    token.complete()


def _fail(tree: Tree, command: Fail) -> None:
    token = _waiting(tree, command.call, "call", "call")
    throw_error(token, command.code, command.message, own=True)


def _send(tree: Tree, command: Send) -> None:
    token = _waiting(tree, command.wait, "event", "message")
    if token.task_spec.heard(token).kind != "message":
        raise NotWaiting(f'"{command.wait}" does not wait for a message.')
    token.task_spec.fire(token, _checked(tree, command.data))


def _signal(tree: Tree, command: Signal) -> None:
    broadcast(tree, command.name, _checked(tree, command.data), command.waits)


def _tick(tree: Tree, command: Tick) -> None:
    """Fire due timers, the earliest first, each with all that follows; one that an earlier one ended is passed over."""
    due = {token.id: _due(token.internal_data) for token in _running(tree, command)}
    for wanted in command.timers:
        if wanted not in due:
            raise NotWaiting(f'The timer "{wanted}" is not running (any more).')
        if due[wanted] > command.at:
            raise NotWaiting(f'The timer "{wanted}" is not due before {due[wanted].isoformat()}.')
    for key in sorted(due, key=lambda k: (due[k], int(k))):
        token = tree.tasks.get(key)
        if token is not None and not token.over:
            token.task_spec.fire(token, {})
            settle(tree)


def _running(tree: Tree, command: Tick) -> list[Token]:
    """The timers that the command names, or those that are due."""
    if command.timers:
        names = set(command.timers)
        return tree.waiting(lambda key, _node, facts: key in names and "due" in facts)
    return tree.waiting(lambda _key, _node, facts: "due" in facts and _due(facts) <= command.at)


def _due(facts: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(facts["due"])


def _cancel(tree: Tree, command: Cancel) -> None:
    if command.undo:
        withdrawal.begin(tree)
        tree.outcome, tree.reason = None, command.reason or None
        return
    for token in tree.task_tree.children:
        token.cancel()
    tree.completed, tree.outcome, tree.reason = True, None, command.reason or None


def _move(tree: Tree, command: Move) -> None:
    relocation.move(tree, command.token, command.to, _checked(tree, command.data))


def _change(tree: Tree, command: Change) -> None:
    data = _checked(tree, command.data)
    scopes.own(tree.record, tree.scope_of(_level(tree, command.scope))).update(data)
    if command.retime:
        for token in tree.waiting(lambda _key, node, facts: node.hears(facts).moves(data.keys())):
            token.task_spec.heard(token).retime(token, token.task_spec.label)


def _level(tree: Tree, key: str) -> Token:
    """The token with that id or at that element; else, level by level outwards, of what the element lies in.

    Raises NotWaiting when the diagram has no such element.
    """
    if key in tree.tasks:
        return tree.tasks[key]
    at = {node.element.id: one for one, node, *_ in reversed(list(tree.tasks.standing())) if one != ROOT}
    name: str | None = key
    while name is not None:
        if name in at:
            return tree.tasks[at[name]]
        element = tree.definition.elements.get(name)
        if element is None:
            raise NotWaiting(f'The diagram has no element "{name}".')
        name = element.parent
    return tree.task_tree


def _waiting(tree: Tree, key: str, what: str, word: str) -> Token:
    """The token with that id, which waits for `what` (Node.waits_for), `word` in a sentence. Raises NotWaiting."""
    token: Token | None = tree.tasks.get(key)
    states = {"task": tree.READY, "call": tree.STARTED, "event": tree.WAITING, "choice": tree.STARTED}
    if token is None or token.task_spec.waits_for != what or token._state != states[what]:
        raise NotWaiting(f'The instance does not wait for the {word} "{key}" (any more).')
    return token


def _checked(tree: Tree, data: dict[str, Any]) -> dict[str, Any]:
    """Values from outside, as variables may be. Raises BadValue."""
    checked: dict[str, Any] = values.check(data, limit=tree.bounds.variables_bytes)
    return checked


_HANDLERS: dict[type[Command], Callable[[Tree, Any], None]] = {
    Start: _start,
    Complete: _complete,
    Begin: _begin,
    Resume: _resume,
    Fail: _fail,
    Send: _send,
    Signal: _signal,
    Tick: _tick,
    Cancel: _cancel,
    Change: _change,
    Move: _move,
}
