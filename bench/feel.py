"""Evaluations a second, in turns on one list (expressions.txt): our FEEL, feelin in Node, feelin embedded in Python.

Ours is compiled once, as a definition is; feelin has no such step and reads its text each time. `compiling` is ours
when it reads its text each time, too.
"""

import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bench.feelin import Embedded, in_node
from workflows.feel import compile_expression, to_json

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CONTEXT: dict[str, Any] = {
    "amount": {"amount": 1200, "currency": "EUR"},
    "limit": 3,
    "person": {"name": "Ada", "address": {"city": "Bern"}},
    "items": [
        {"name": "a", "price": 5, "quantity": 1},
        {"name": "b", "price": 20, "quantity": None},
        {"name": "c", "price": 30, "quantity": 2},
    ],
}
EXPRESSIONS = [
    line
    for line in Path(__file__).with_name("expressions.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def rate(work: Callable[[], None], seconds: float) -> float:
    """Evaluations a second when `work` does the whole list once."""
    began, rounds = perf_counter(), 0
    while (spent := perf_counter() - began) < seconds:
        work()
        rounds += 1
    return rounds * len(EXPRESSIONS) / spent


def compiled() -> Callable[[], None]:
    """The list evaluated, compiled before."""
    expressions = [compile_expression(text) for text in EXPRESSIONS]

    def work() -> None:
        for expression in expressions:
            expression.evaluate(CONTEXT, at=AT)

    return work


def compiling() -> None:
    """The list compiled and evaluated."""
    for text in EXPRESSIONS:
        compile_expression(text).evaluate(CONTEXT, at=AT)


def agreeing(answers: list[str]) -> int:
    """To how many expressions feelin gives our answer."""
    ours = (to_json(compile_expression(text).evaluate(CONTEXT, at=AT)) for text in EXPRESSIONS)
    return sum(_alike(mine, answer) for mine, answer in zip(ours, answers, strict=True))


def _alike(mine: Any, answer: str) -> bool:
    theirs = json.loads(answer, parse_float=Decimal)
    if isinstance(mine, Decimal) and isinstance(theirs, int | Decimal):
        return abs(mine - theirs) < Decimal("1e-9")
    return bool(mine == theirs)


def measure(turns: int, seconds: float) -> dict[str, float | int]:
    """Medians of so many turns of all four: evaluations a second, and how many times feelin's ours are."""
    embedded, work = Embedded(), compiled()
    found: dict[str, list[float]] = {"laneway": [], "compiling": [], "feelin_node": [], "feelin_embedded": []}
    answers: list[str] = []
    for _ in range(turns):
        found["laneway"].append(rate(work, seconds))
        found["compiling"].append(rate(compiling, seconds))
        said = in_node(EXPRESSIONS, CONTEXT, seconds)
        found["feelin_node"].append(said["per_second"])
        answers = said["answers"]
        found["feelin_embedded"].append(embedded.per_second(EXPRESSIONS, CONTEXT, seconds))
    middle: dict[str, float | int] = {name: round(median(rates)) for name, rates in found.items()}
    middle["times_node"] = round(middle["laneway"] / middle["feelin_node"], 1)
    middle["times_embedded"] = round(middle["laneway"] / middle["feelin_embedded"], 1)
    return {"expressions": len(EXPRESSIONS), "agree": agreeing(answers), **middle}


def main(argv: list[str]) -> int:
    """`--json`: one JSON object as the last line. `--turns N --seconds S`."""
    options = argparse.ArgumentParser(prog="laneway bench feel", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--turns", type=int, default=3)
    options.add_argument("--seconds", type=float, default=1.0)
    given = options.parse_args(argv)
    found = measure(given.turns, given.seconds)
    print(json.dumps(found) if given.json else "\n".join(f"{name:16}{value:>12,}" for name, value in found.items()))
    return 0
