"""The Step of a run: the tree as plain records, everything the instance now waits for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workflows import state
from workflows.elements.propagation import signal_name
from workflows.errors import BoundCrossed
from workflows.step import Call, Choice, Message, Step, Task, Timer, Waits
from workflows.tokens import Token, Tree


def step(tree: Tree, known: int) -> Step:
    """The answer; tokens with an id up to `known` were there before. Raises BoundCrossed (state, variables)."""
    _fits(tree)
    waits: dict[str, list[Any]] = {"task": [], "call": [], "timer": [], "message": [], "signal": [], "choice": []}
    before: dict[str, list[tuple[str, str]]] = {"task": [], "call": []}
    if not tree.completed:
        for key, node, _, facts in sorted(tree.tasks.standing(), key=_age):
            if node.waits_for in before:
                if key in tree.opened:
                    waits[node.waits_for].append(tree.opened[key])
                else:
                    before[node.waits_for].append((key, node.element.id))
            elif node.waits_for == "event":
                _add_event(key, node, facts, known, waits)
            elif node.waits_for == "choice":
                _add_choice(tree, tree.tasks[key], waits)
    return Step(
        state=state.dumps(tree),
        variables=tree.record,
        tasks=Waits(Task, tuple(before["task"]), tuple(waits["task"])),
        calls=Waits(Call, tuple(before["call"]), tuple(waits["call"])),
        timers=tuple(waits["timer"]),
        messages=tuple(waits["message"]),
        signals=tuple(waits["signal"]),
        choices=tuple(waits["choice"]),
        fuel=tree.fuel,
        thrown=tuple(tree.thrown),
        stored=tuple(tree.stored[key] for key in sorted(tree.stored)),
        passed=tuple(tree.passed),
        reached=tree.definition.layout.shown(tree.reached),
        ended=tree.completed,
        outcome=tree.outcome if tree.completed else None,
        reason=tree.reason if tree.completed else None,
        notices=tuple(tree.notices),
    )


def _fits(tree: Tree) -> None:
    size, bound = len(tree.record.text()), tree.bounds.variables_bytes
    if size > bound:
        raise BoundCrossed(
            f"The variables have grown to {size:,} bytes; at most {bound:,} are allowed.", bound="variables_bytes"
        )


def _age(standing: tuple[Any, ...]) -> int:
    return int(standing[0] or 0)


def _add_choice(tree: Tree, token: Token, waits: dict[str, list[Any]]) -> None:
    node = token.task_spec
    if token._state == tree.STARTED:
        steps = tuple(element.id for element in node.choices(token))
        may_finish = node.may_finish and not token.internal_data.get("closed")
        offered = tree.opened.get(token.id)
        waits["choice"].append(Choice(token.id, node.element.id, steps, may_finish, node.element.process, offered))


def _add_event(key: str, node: Any, facts: Mapping[str, Any], known: int, waits: dict[str, list[Any]]) -> None:
    kind, new = node.hears(facts).kind, int(key) > known
    if kind == "timer":
        waits[kind].append(Timer(key, node.element.id, datetime.fromisoformat(facts["due"]), new))
    elif kind in ("message", "signal"):
        waits[kind].append(Message(key, node.element.id, signal_name(node, facts), facts.get("key", ""), new))
