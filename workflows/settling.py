"""Run what is ready until nothing moves, within the bounds, and see that something can still happen.

Must never decide what a node does: that is workflows/elements.
"""

import time
from collections.abc import Mapping
from typing import Any

from workflows.errors import BoundCrossed, StepFailed
from workflows.tokens import Token, Tree


def settle(tree: Tree) -> None:
    """Move every token as far as it goes. Raises BoundCrossed, StepFailed.

    1. A condition that has become true goes first, for what it ends must not run any more.
    2. Else the token that has been ready for longest runs.
    3. Where none is ready, one inclusive join that nothing more can reach goes on. Where there is none: done.
    """
    watched = bool(tree.definition.conditions)
    while not tree.completed:
        if watched and tree.look():
            continue
        if not tree.queue and not tree.wake():
            return
        token = tree.queue.popleft()
        if token._state == tree.READY:
            tree.steps += "loop" not in token.internal_data  # those of a multi-instance have a bound of their own
            _guard(tree, token)
            token.run()


def alive(tree: Tree) -> None:
    """The instance has ended or waits for a task, call, timer, message or signal. Raises StepFailed (dead_end).

    A condition comes about by something else in the instance, so it is not enough by itself.
    """
    if tree.completed:
        return
    if any(_comes(node, facts) for _, node, _, facts in tree.tasks.standing()):
        return
    waiting = ((node, facts) for _, node, _, facts in tree.tasks.standing() if node.waits_for)
    where, facts = next(waiting, (tree.definition.root, {}))
    what = "a path that no token can take any more"
    if where.waits_for == "event":
        what = f"something ({where.hears(facts).kind}) that nothing else in the instance can bring about"
    raise StepFailed(f"Nothing can go on: {where.label} waits for {what}.", kind="dead_end", element=where.element.id)


def _comes(node: Any, facts: Mapping[str, Any]) -> bool:
    """What this token waits for can come from outside the instance."""
    if node.waits_for == "event":
        return node.hears(facts).kind in ("timer", "message", "signal")
    return node.waits_for in ("task", "call", "choice")


def _guard(tree: Tree, token: Token) -> None:
    bounds, node = tree.bounds, token.task_spec
    if tree.steps > bounds.steps:
        _stop(node, "steps", f"{bounds.steps:,} steps were made without waiting. Is there a circle?")
    if len(tree.tasks) > bounds.tokens:
        _stop(node, "tokens", f"the process has more than {bounds.tokens:,} tokens at once.")
    if time.thread_time() - tree.began > bounds.run_seconds:
        _stop(node, "run_seconds", f"the process worked for {bounds.run_seconds:g} seconds without waiting.")


def _stop(node: Any, bound: str, sentence: str) -> None:
    raise BoundCrossed(f"{node.label}: {sentence}", bound=bound, element=node.element.id)
