"""Stopping clocks from outside a step, and the first answer: under the instance's lock, which the caller holds.

A hold has a name ("suspended", "asked:ENGINE_ID") and words for the ledger; it lasts until it is let go.
"""

from app.db import now
from app.models.task import Task
from app.operations.clocks import rows, standing
from app.operations.clocks.standing import ASKED, State
from app.operations.locking import Locked
from app.operations.permissions import Actor, is_party
from workflows import clocks


def hold(held: Locked, name: str, note: str = "") -> None:
    """Every clock that this name concerns stands from now on."""
    if clocks.of(held.definition):
        state = rows.remembered(held.instance)
        if name not in state.holds:
            state.holds[name] = note
            _settle(held, state, note)


def let_go(held: Locked, name: str) -> None:
    """End the hold of this name: clocks that nothing else keeps from running run again."""
    if clocks.of(held.definition):
        state = rows.remembered(held.instance)
        if state.holds.pop(name, None) is not None:
            _settle(held, state, "")


def responded(held: Locked, task: Task, actor: Actor) -> None:
    """The first human action by whoever fulfils: the clock of the response is over."""
    state = rows.remembered(held.instance)
    if "response" not in state.on or task.kind == "requester" or is_party(actor, held.request):
        return
    for row in rows.of_keys(held.instance, ["response"]):
        rows.end(row, now())
    del state.on["response"]
    rows.remember(held.instance, state)


def asked(task: Task) -> str:
    """The name of the hold that an open question to the requester is."""
    return f"{ASKED}{task.engine_id}"


def _settle(held: Locked, state: State, note: str) -> None:
    """Turn the rows that stand otherwise now, and remember how they stand."""
    rules = clocks.of(held.definition)
    for row in rows.of_keys(held.instance, state.on):
        rule = rules.get(row.element or row.kind)
        if rule is None or row.ended_at is not None:
            continue
        cause = standing.held_by(held.definition, rule, row.key, state) or state.step.get(row.key, "")
        if cause == state.on[row.key]:
            continue
        rows.stand(row, rule, cause, now(), note)
        state.on[row.key] = cause
        if row.key == "resolution":
            held.request.due_at = row.due_at
        elif row.kind == "ola":
            rows.set_dues(held.instance, standing.undated(held.definition, row.key, state), row.due_at)
    rows.remember(held.instance, state)
