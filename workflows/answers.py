"""The Step of a run: the tree as plain records, everything the instance now waits for. Must never change the tree, nor
wake a token that nobody asked for (workflows/resting.py).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workflows import state
from workflows.errors import BoundCrossed
from workflows.step import Call, Choice, Message, Open, Step, Task, Timer, Waits, still
from workflows.tokens import Token, Tree


def step(tree: Tree, known: int) -> Step:
    """The answer; tokens with an id up to `known` were there before. Raises BoundCrossed (state, variables)."""
    _fits(tree)
    new: dict[str, list[Any]] = {"task": [], "call": [], "timer": [], "message": [], "signal": []}
    before: dict[str, list[tuple[str, ...]]] = {kind: [] for kind in new}
    choices: list[Choice] = []
    for key, node, _, facts in tree.tasks.standing() if not tree.completed else ():
        what = node.waits_for
        if what == "event":
            _add_event(key, node, facts, before, new if int(key) > known else None)
        elif what in before:
            if key in tree.opened:
                new[what].append(tree.opened[key])
            else:
                before[what].append((key, node.element.id))
        elif what == "choice":
            _add_choice(tree, tree.tasks[key], choices)

    def waits(kind: type[Open], what: str) -> Waits[Open]:
        return Waits(kind, tuple(sorted(before[what], key=_age)), tuple(sorted(new[what], key=_birth)))

    return Step(
        state=state.dumps(tree),
        variables=tree.record,
        tasks=waits(Task, "task"),
        calls=waits(Call, "call"),
        timers=waits(Timer, "timer"),
        messages=waits(Message, "message"),
        signals=waits(Message, "signal"),
        choices=tuple(sorted(choices, key=_birth)),
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


def _age(said: tuple[str, ...]) -> int:
    return int(said[0])


def _birth(one: Any) -> int:
    return int(one.id)


def _add_choice(tree: Tree, token: Token, choices: list[Choice]) -> None:
    node = token.task_spec
    if token._state == tree.STARTED:
        steps = tuple(element.id for element in node.choices(token))
        may_finish = node.may_finish and not token.internal_data.get("closed")
        offered = tree.opened.get(token.id)
        choices.append(Choice(token.id, node.element.id, steps, may_finish, node.element.process, offered))


def _add_event(
    key: str,
    node: Any,
    facts: Mapping[str, Any],
    before: dict[str, list[tuple[str, ...]]],
    new: dict[str, list[Any]] | None,
) -> None:
    """Into `before` as what `still` (workflows/step.py) is given, or into `new`, which is None for a token that was
    there before this command. A condition is not told: nobody outside can bring it about.
    """
    heard = node.hears(facts)
    said: tuple[str, ...]
    if heard.kind == "timer":
        said = (key, node.element.id, facts["due"])
    elif heard.kind in before:
        said = (key, node.element.id, facts.get("name", heard.name.text), facts.get("key", ""))
    else:
        return
    if new is None:
        before[heard.kind].append(said)
    else:
        new[heard.kind].append(replace(still(Timer if heard.kind == "timer" else Message, *said), new=True))
