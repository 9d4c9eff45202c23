"""Clocks when their request follows another version: one that runs keeps its goal, one that is not drawn any more is
broken off, one that is new begins now. Under the instance's lock, around the writing of the step.
"""

from collections.abc import Mapping

from app.db import now
from app.operations.clocks import rows, standing
from app.operations.clocks.standing import State
from app.operations.locking import Locked
from workflows import clocks
from workflows.definition import Definition


def before(held: Locked, new: Definition, mapping: Mapping[str, str]) -> frozenset[str]:
    """Break off what the new version has no rule for; answers the keys of the clocks that go on."""
    state, rules = rows.remembered(held.instance), clocks.of(new)
    if not state.on and not state.inside:
        return frozenset()
    gone = [key for key in state.on if _rule(key, state, mapping) not in rules]
    state.inside = {key: mapping.get(element, element) for key, element in state.inside.items()}
    for row in rows.of_keys(held.instance, set(gone)) if gone else ():
        rows.end(row, now(), counts=False)
    for key in gone:
        del state.on[key]
        state.step.pop(key, None)
    rows.remember(held.instance, state)
    return frozenset(state.on)


def after(held: Locked, known: frozenset[str]) -> None:
    """What is open already is due by the clocks that have just begun."""
    state = rows.remembered(held.instance)
    fresh = {key for key in state.on if key not in known and ":" in key}
    for row in rows.of_keys(held.instance, fresh) if fresh else ():
        rows.set_dues(held.instance, standing.undated(held.definition, row.key, state), row.due_at)


def _rule(key: str, state: State, mapping: Mapping[str, str]) -> str:
    """The name under which the rules of the new version would have it."""
    place, _, name = key.partition(":")
    if not name:
        return place
    element = state.inside.get(name, "") if place == "step" else name
    return element if place == "lane" else mapping.get(element, element)
