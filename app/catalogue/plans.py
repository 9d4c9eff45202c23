"""The plan board of a process, as its diagram says it: which tasks plan, and what of their plans must fit. Pure.

A user task with the property `plan` (a word) plans; the process's property `plan_conflicts` says what must fit:
`same day`, `A before B` (words of plans), several of them parted by semicolons.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from workflows.element import Process


@dataclass(frozen=True)
class Rule:
    """`first` is planned no later than `then`; both empty: all on the same day."""

    first: str = ""
    then: str = ""


def keys(process: Process) -> dict[str, str]:
    """{word of the plan: element that plans}, in the diagram's order."""
    found = {one.properties["plan"]: one.id for one in process.elements.values() if one.properties.get("plan")}
    return found if len(found) > 1 else {}


def rules(process: Process) -> list[Rule]:
    """What must fit. A part that says neither is passed over."""
    return list(_rules(process.properties.get("plan_conflicts", "")))


def broken(rules: list[Rule], days: Mapping[str, date]) -> list[Rule]:
    """The rules that the days known so far do not keep."""
    return [rule for rule in rules if not _kept(rule, days)]


def _rules(text: str) -> Iterator[Rule]:
    for part in text.split(";"):
        first, _word, then = part.strip().partition(" before ")
        if part.strip() == "same day":
            yield Rule()
        elif first and then:
            yield Rule(first.strip(), then.strip())


def _kept(rule: Rule, days: Mapping[str, date]) -> bool:
    if not rule.first:
        return len(set(days.values())) < 2
    return rule.first not in days or rule.then not in days or days[rule.first] <= days[rule.then]
