"""Hit policies: from the outputs of the rules that match to the result of the table (DMN 1.5, 8.2.8 and 8.2.10).

The inputs are never empty: what happens when no rule matches is the table's own matter.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from workflows.decisions.errors import DecisionError
from workflows.feel.comparison import equal
from workflows.feel.functions.lists import max_, min_, sum_
from workflows.feel.run import Run

Hit = tuple[int, tuple[Any, ...]]  # number of the rule, counted from 1, and its output values
Order = Sequence[Sequence[Any] | None]  # per output column the values in their order of priority

POLICIES = frozenset({"UNIQUE", "FIRST", "ANY", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"})
AGGREGATE: dict[str, Callable[[Run, list[Any]], Any]] = {"SUM": sum_, "MIN": min_, "MAX": max_}
AGGREGATORS = frozenset({*AGGREGATE, "COUNT"})


def single(run: Run, policy: str, hits: list[Hit], order: Order) -> tuple[Any, ...] | None:
    """The one row of UNIQUE, ANY, FIRST and PRIORITY; None for the policies that give a list."""
    if policy == "FIRST":
        return hits[0][1]
    if policy == "PRIORITY":
        return ranked(run, hits, order)[0][1]
    if policy == "UNIQUE":
        if len(hits) > 1:
            rules = ", ".join(str(number) for number, _ in hits[:10])
            raise DecisionError(f"The rules {rules} all match, but only one may (hit policy unique).")
        return hits[0][1]
    if policy == "ANY":
        for number, outputs in hits[1:]:
            if not _same(run, outputs, hits[0][1]):
                both = f"{hits[0][0]} and {number}"
                raise DecisionError(f"The rules {both} match with different results (hit policy any).")
        return hits[0][1]
    return None


def several(run: Run, policy: str, hits: list[Hit], order: Order) -> list[tuple[Any, ...]]:
    """The rows of RULE ORDER, COLLECT and OUTPUT ORDER."""
    chosen = ranked(run, hits, order) if policy == "OUTPUT ORDER" else hits
    return [outputs for _, outputs in chosen]


def aggregate(run: Run, how: str, values: list[Any]) -> Any:
    """SUM, MIN, MAX or COUNT of a single output column, as FEEL's functions of these names work it out."""
    if how == "COUNT":
        return Decimal(len(values))
    if any(value is None for value in values):
        raise DecisionError(f"A matching rule has no value, so there is no {how.lower()}.")
    found = AGGREGATE[how](run, values)
    if found is None:
        why = "A matching rule's value is no number" if how == "SUM" else "The matching rules' values do not compare"
        raise DecisionError(f"{why}, so there is no {how.lower()}.")
    return found


def ranked(run: Run, hits: list[Hit], order: Order) -> list[Hit]:
    """By the order of the output values, first column first; unlisted values last, equal ones as the rules stand."""

    def rank(hit: Hit) -> tuple[int, ...]:
        pairs = zip(hit[1], order, strict=True)
        return tuple(_place(run, value, values) for value, values in pairs if values is not None)

    return sorted(hits, key=rank)


def _place(run: Run, value: Any, values: Sequence[Any]) -> int:
    return next((place for place, listed in enumerate(values) if equal(run, listed, value) is True), len(values))


def _same(run: Run, one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return all(equal(run, a, b) is True for a, b in zip(one, other, strict=True))
