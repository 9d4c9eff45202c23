"""What a diagram says of clocks: goals, rules, pauses and ladders of the process, its lanes and its steps. Pure.

Properties `sla` and `response` of the process, `ola` of a lane or a step, are goals (P2D, PT4H: working time); beside
each may stand `sla_rules` ("condition -> goal", a line each), `sla_pause` and `sla_ladder` ("75: remind"), and
`calendar`. Reads and checks; counts nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflows.element import Process
from workflows.worked_out import worked_out

if TYPE_CHECKING:
    from workflows.definition import Definition

GOAL = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?")
RUNG = re.compile(r"(\d{1,3})\s*%?\s*:\s*(\S.*)")
PLAIN = ("remind", "lead")
WITH_DETAIL = ("priority ", "group:", "person:", "message ")
NOTIFIED = ("manager", "lead", "owner", "group:", "person:")
STANDARD = "standard"


@dataclass(frozen=True)
class Rung:
    """At `percent` of the goal `action` happens: remind, lead, priority 80, group:KEY, notify manager, ..."""

    percent: int
    action: str


@dataclass(frozen=True)
class Rule:
    """One clock that a diagram asks for. `choices`: FEEL conditions with their goals, the first true one counts."""

    kind: str
    element: str
    name: str
    goal: str
    calendar: str
    choices: tuple[tuple[str, str], ...] = ()
    pauses: tuple[str, ...] = ()
    ladder: tuple[Rung, ...] = ()


def is_goal(text: str) -> bool:
    """P2D, PT4H, P1DT4H, P1W, PT30M; not nothing, and not zero."""
    found = GOAL.fullmatch(text.strip())
    return bool(found and any(int(part or 0) for part in found.groups()))


@worked_out
def of(definition: "Definition") -> Mapping[str, Rule]:
    """The clocks of a definition that runs, read once: by response, resolution, or the id of the lane or step."""
    return {rule.element or rule.kind: rule for rule in rules(definition.process)}


def rules(process: Process) -> Iterator[Rule]:
    """Every clock that a process asks for."""
    calendar = process.properties.get("calendar") or STANDARD
    name = process.properties.get("title") or process.name
    for kind, word in (("response", "response"), ("resolution", "sla")):
        if process.properties.get(word):
            yield _rule(kind, word, "", name, process.properties, calendar)
    for lane, properties in process.lane_properties.items():
        if properties.get("ola"):
            yield _rule("ola", "ola", lane, process.lanes[lane], properties, calendar)
    for element in process.elements.values():
        if element.properties.get("ola"):
            yield _rule("ola", "ola", element.id, element.name or element.id, element.properties, calendar)


def lines(text: str | None) -> list[str]:
    """What stands in a property of several lines; semicolons part as lines do."""
    return [line.strip() for line in (text or "").replace(";", "\n").splitlines() if line.strip()]


def choice(line: str) -> tuple[str, str]:
    """A rule's condition and goal."""
    condition, _, goal = line.rpartition("->")
    return condition.strip().removeprefix("="), goal.strip()


def rung(line: str) -> Rung | None:
    """A line of a ladder; None where it says nothing that is known."""
    found = RUNG.fullmatch(line)
    if found is None or not 0 < int(found[1]) <= 500:
        return None
    action = " ".join(found[2].split())
    return Rung(int(found[1]), action) if _known(action) else None


def group_of(action: str) -> str | None:
    """The group that a rung names."""
    _, found, key = action.partition("group:")
    return key.strip() if found else None


def _known(action: str) -> bool:
    if action.startswith("notify "):
        return action.removeprefix("notify ").startswith(NOTIFIED)
    return action in PLAIN or (action.startswith(WITH_DETAIL) and not action.endswith(":"))


def _rule(kind: str, word: str, element: str, name: str, said: Mapping[str, str], calendar: str) -> Rule:
    rungs = (rung(line) for line in lines(said.get(f"{word}_ladder")))
    return Rule(
        kind=kind,
        element=element,
        name=name,
        goal=said[word].strip(),
        calendar=said.get("calendar") or calendar,
        choices=tuple(choice(line) for line in lines(said.get(f"{word}_rules"))),
        pauses=tuple(lines(said.get(f"{word}_pause", "requester"))),
        ladder=tuple(sorted(filter(None, rungs), key=lambda one: one.percent)),
    )
