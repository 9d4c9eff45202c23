"""After each step the clocks follow: some begin, some stand or run again, some are over. The hook of advance.

A step that turns no clock costs no statement: the instance remembers how they stand.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.db import now
from app.models.clock import Clock
from app.operations import sampling
from app.operations.clocks import rows, standing
from app.operations.clocks.standing import Should, State
from app.operations.locking import Locked
from workflows import clocks, scopes
from workflows.step import Step, Task


def follow(held: Locked, step: Step) -> Step:
    """Turn the clocks as `step` asks; the answer is the step with the due moments of its new tasks."""
    if not clocks.of(held.definition):
        return step
    state = rows.remembered(held.instance)
    should = {} if step.ended else _wanted(held, step, state)
    dues = _turn(held, step, state, should)
    state.on = {key: one.cause for key, one in should.items()}
    rows.remember(held.instance, state)
    if not dues:
        return step
    new = tuple(replace(task, due=dues.get(task.id, task.due)) for task in step.tasks.new)
    return replace(step, tasks=replace(step.tasks, new=new))


def _wanted(held: Locked, step: Step, state: State) -> dict[str, Should]:
    checked = sampling.looks(held.definition, held.request.id)
    return standing.wanted(held.definition, step, state, now(), held.zone, checked=checked)


def _turn(held: Locked, step: Step, state: State, should: Mapping[str, Should]) -> dict[str, Any]:
    """The rows; answers when each task under a clock is due."""
    before, fresh = state.on, [key for key in should if key not in state.on]
    gone = [key for key in before if key not in should]
    turned = [key for key, one in should.items() if key in before and before[key] != one.cause]
    joined = [key for key, one in should.items() if key in before and _has_new(key, one)]
    known = {row.key: row for row in rows.of_keys(held.instance, {*gone, *turned, *joined})}
    for key in gone:
        if key in known:
            rows.end(known[key], now(), counts=not step.ended or step.outcome is not None)
    for key in turned:
        if key in known:
            note = next(iter(state.holds.values()), "") if should[key].cause in state.holds else ""
            rows.stand(known[key], should[key].rule, should[key].cause, now(), note)
    for key in fresh:
        known[key] = _begin(held, step, key, should[key])
    return _dues(held, should, known, turned)


def _begin(held: Locked, step: Step, key: str, should: Should) -> Clock:
    goal = standing.goal_of(should.rule, scopes.root(step.variables), now(), held.zone)
    row = rows.begun(held.instance, held.request, should.rule, key, goal, now(), _group(should))
    if should.cause:
        rows.stand(row, should.rule, should.cause, now())
    return row


def _dues(held: Locked, should: Mapping[str, Should], known: Mapping[str, Clock], turned: list[str]) -> dict[str, Any]:
    """The request and the tasks are due when their clocks are over; a step's own clock counts before its lane's."""
    found: dict[str, Any] = {}
    for key in sorted(set(known) & set(should)):  # at, lane, resolution, response, step: the nearest comes last
        if key == "resolution":
            held.request.due_at = known[key].due_at
        ids = standing.over_what(key, should[key].opens)
        found |= dict.fromkeys(ids, known[key].due_at)
        if key in turned:
            new = {one.id for one in should[key].opens if one.new}
            rows.set_dues(held.instance, [one for one in ids if one not in new], known[key].due_at)
    return found


def _has_new(key: str, should: Should) -> bool:
    """Whether a task joins a clock that goes on."""
    return ":" in key and any(one.new for one in should.opens)


def _group(should: Should) -> str:
    """The group whose work it is, for the figures: that of the first open task."""
    for one in should.opens:
        if isinstance(one.new, Task):
            said = one.new.groups[0] if one.new.groups else one.new.properties.get("group")
            if should.rule.element and said:
                return str(said).split(",")[0].strip()
    return ""
