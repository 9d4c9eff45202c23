"""Which clocks should run or stand, by what a Step waits for. Pure: compares nothing, writes nothing.

A lane's clock, and that of a called process, runs while something of it is open and stands meanwhile; a step's own
clock is over with the step.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from app.operations.sampling import asks_whether_done
from workflows import clocks, leads, scopes
from workflows.clocks import Rule
from workflows.definition import Definition
from workflows.element import Element
from workflows.feel import compile_expression
from workflows.feel.errors import FeelError
from workflows.step import Call, Step, Task

ASKED = "asked:"
ELSEWHERE, REQUESTER, CONDITION = "elsewhere", "requester", "condition"


class Open(NamedTuple):
    """Something that waits: `element` of the main process, itself or the call activity in which it stands.

    `dated`: it has a due moment of its own, from the diagram or planned back from a wanted date; no clock sets it.
    `is_task`: else it is a call. `new`: what the Step says of it where this Step opened it.
    """

    id: str
    element: Element
    by_requester: bool
    dated: bool
    is_task: bool
    new: Task | Call | None


@dataclass
class State:
    """What an instance remembers of its clocks: `on` {key: cause}, `holds` {name: note}, `inside` {engine id: element}.

    `step` {key: cause}: why a clock would stand without holds. `inside`: of all that waits, the element of the main
    process in which it stands. `dated`: engine ids of those whose due moment no clock sets.
    """

    on: dict[str, str] = field(default_factory=dict)
    step: dict[str, str] = field(default_factory=dict)
    holds: dict[str, str] = field(default_factory=dict)
    inside: dict[str, str] = field(default_factory=dict)
    dated: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Should:
    """One clock as it should be: its rule, why it stands ("" runs), and what is open under it."""

    rule: Rule
    cause: str
    opens: tuple[Open, ...] = ()


def wanted(
    definition: Definition, step: Step, state: State, at: datetime, zone: str, *, checked: bool = False
) -> dict[str, Should]:
    """Every clock by key that should be open after `step`; `state` learns what is inside of what.

    `checked`: somebody looks at the work before its requester is asked, who has nothing to do so long.
    """
    rules = clocks.of(definition)
    opens = [_checked(one) if checked else one for one in _opens(definition, step, state, at)]
    state.inside = {one.id: one.element.id for one in opens}
    state.dated = [one.id for one in opens if one.dated]
    state.holds = {name: note for name, note in state.holds.items() if _lasts(name, state)}
    state.step = {}
    found: dict[str, Should] = {}
    for rule in rules.values():
        for key, mine in _keys(definition, rule, opens, state):
            if cause := _cause(rule, mine, opens, step, at, zone):
                state.step[key] = cause
            found[key] = Should(rule, held_by(definition, rule, key, state) or cause, tuple(mine))
    return found


def held_by(definition: Definition, rule: Rule, key: str, state: State) -> str:
    """The hold that keeps a clock: any that is no question stops all; a question those over its task."""
    for name in state.holds:
        if not name.startswith(ASKED):
            return name
        if REQUESTER in rule.pauses and _is_over(definition, rule, key, name.removeprefix(ASKED), state):
            return REQUESTER
    return ""


def _lasts(name: str, state: State) -> bool:
    """A question waits no longer than its task."""
    return not name.startswith(ASKED) or name.removeprefix(ASKED) in state.inside


def _is_over(definition: Definition, rule: Rule, key: str, engine_id: str, state: State) -> bool:
    element = definition.elements.get(state.inside.get(engine_id, ""))
    if not rule.element or element is None:
        return not rule.element
    if key.startswith("step:"):
        return key == f"step:{engine_id}"
    return rule.element in (element.lane, element.id)


def tasks_of(definition: Definition, key: str, state: State) -> list[str]:
    """Engine ids of what waits under a lane's, called process's or step's clock."""
    place, _, name = key.partition(":")
    if place == "step":
        return [name]
    elements = definition.elements
    return [one for one, at in state.inside.items() if name in (elements[at].lane if place == "lane" else at,)]


def undated(definition: Definition, key: str, state: State) -> list[str]:
    """The same without those that have a due moment of their own."""
    return [one for one in tasks_of(definition, key, state) if one in state.inside and one not in state.dated]


def over_what(key: str, opens: tuple[Open, ...]) -> list[str]:
    """Engine ids of the tasks whose due moment follows the clock of this key; what the diagram dates keeps its own."""
    if ":" not in key:
        return []
    return [one.id for one in opens if one.is_task and not one.by_requester and not one.dated]


def _keys(definition: Definition, rule: Rule, opens: list[Open], state: State) -> Iterator[tuple[str, list[Open]]]:
    if not rule.element:
        if rule.kind == "resolution" or rule.kind in state.on or not state.on:
            yield rule.kind, opens
    elif rule.element in definition.process.lanes:
        key, mine = f"lane:{rule.element}", [one for one in opens if one.element.lane == rule.element]
        if mine or key in state.on:
            yield key, mine
    elif definition.elements[rule.element].called_process:
        key, mine = f"at:{rule.element}", [one for one in opens if one.element.id == rule.element]
        if mine or key in state.on:
            yield key, mine
    else:
        for one in opens:
            if one.element.id == rule.element:
                yield f"step:{one.id}", [one]


def _cause(rule: Rule, mine: list[Open], opens: list[Open], step: Step, at: datetime, zone: str) -> str:
    """Why it stands by what waits; "" when it runs."""
    if rule.element and not mine:
        return ELSEWHERE
    for pause in rule.pauses:
        if pause == REQUESTER and any(one.by_requester for one in mine):
            return REQUESTER
        kind, _, said = pause.partition(" ")
        if kind == "step" and any(one.element.id == said.strip() for one in opens):
            return f"step:{said.strip()}"
        if kind == "when" and _true(said, scopes.root(step.variables), at, zone):
            return CONDITION
    return ""


def _true(expression: str, variables: Mapping[str, Any], at: datetime, zone: str) -> bool:
    """A condition that cannot be worked out does not hold; lint has checked its spelling."""
    try:
        return compile_expression(expression).evaluate(variables, at=at, zone=zone) is True
    except FeelError:
        return False


def goal_of(rule: Rule, variables: Mapping[str, Any], at: datetime, zone: str) -> str:
    """The goal of the first condition that holds, else the rule's own."""
    return next((goal for condition, goal in rule.choices if _true(condition, variables, at, zone)), rule.goal)


def _opens(definition: Definition, step: Step, state: State, at: datetime) -> Iterator[Open]:
    variables = scopes.root(step.variables)
    wanted = leads.wanted_of(definition.process, variables)
    known: dict[tuple[str, str, bool], tuple[Element, bool, bool] | None] = {}  # a thousand may wait at one element
    for is_task, key, waits, new in _waits(step):
        inside = state.inside.get(key) or _inside(definition, new, step)
        place = (inside, waits, is_task)
        if place not in known:
            known[place] = None
            if element := definition.elements.get(inside or waits):
                said = _said(definition, waits, element)
                known[place] = (element, *_own(said, is_task, wanted, variables, at))
        if (found := known[place]) is not None:
            yield Open(key, *found, is_task, new)


def _waits(step: Step) -> Iterator[tuple[bool, str, str, Task | Call | None]]:
    """Whether a task, id and element of all that is open, and what is said of it where it is new."""
    for is_task, waits in ((True, step.tasks), (False, step.calls)):
        for key, element in waits.before:
            yield is_task, key, element, None
        for new in waits.new:
            yield is_task, new.id, new.element, new


def _own(
    said: Element, is_task: bool, wanted: date | None, variables: Mapping[str, Any], at: datetime
) -> tuple[bool, bool]:
    """Whether the requester has it to do, and whether it has a due moment of its own."""
    planned = wanted is not None and leads.lead_of(said.properties, variables, at) is not None
    return is_task and said.properties.get("kind") == "requester", bool(said.due) or planned


def _checked(one: Open) -> Open:
    """The step that asks whether all is well waits for the house; once it asks, a hold stops clocks (quality.py)."""
    asks = one.is_task and asks_whether_done(one.element.id, one.element.form)
    return one._replace(by_requester=one.by_requester and not asks)


def _inside(definition: Definition, wait: Task | Call | None, step: Step) -> str:
    """The call activity of the main process in which a new wait of a called process stands; "" in the main one."""
    if wait is None or wait.process in ("", definition.key):
        return ""
    there = [
        e for e in definition.elements.values() if e.id in step.reached and wait.process in _calls(definition, e, set())
    ]
    waiting = [e.id for e in there if not any(flow in step.reached for flow in e.outgoing)]
    return next(iter(waiting or [e.id for e in there]), "")


def _calls(definition: Definition, element: Element, seen: set[str]) -> set[str]:
    """Every process that a call activity runs, at any depth."""
    called = element.called_process
    if called and called not in seen and called in definition.processes:
        seen.add(called)
        for inner in definition.processes[called].elements.values():
            _calls(definition, inner, seen)
    return seen


def _said(definition: Definition, waits: str, element: Element) -> Element:
    """The element that waits itself, which may be one of a called process."""
    if element.id == waits:
        return element
    called = (p.elements[waits] for p in definition.processes.values() if waits in p.elements)
    return next(called, element)
