"""Our FEEL beside feelin's, which forms and the editor use in the browser: the same answers, or a reason here why not.

The expressions stand in feelin_expressions.txt and feelin_unary_tests.txt, one a line; in feelin_differences.txt those
on which we differ on purpose, under the reason.
"""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.absent import cannot_run
from workflows.feel import FeelSyntaxError, compile_expression, compile_unary_tests
from workflows.feel.printing import TEMPORAL
from workflows.feel.temporal_text import read_temporal
from workflows.feel.values import Range

HERE = Path(__file__).parent
FRONTEND = HERE.parents[2] / "frontend"
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
    "backtick name": 7,
}


def lines(name: str) -> list[str]:
    texts = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in texts if line and not line.startswith("# ")]


DIFFERENCES = set(lines("feelin_differences.txt"))
EXPRESSIONS = lines("feelin_expressions.txt")
TESTS = [tuple(line.split(" | ", 1)) for line in lines("feelin_unary_tests.txt")]


@pytest.fixture(scope="module")
def feelin() -> dict[tuple[str, str], Any]:
    """feelin's answer to every case, by (value or "", text)."""
    node = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if not node or not (FRONTEND / "node_modules" / "feelin").is_dir():
        cannot_run("no feelin: build the frontend first (npm ci in frontend/)")
    asked = [{"text": text, "context": CONTEXT} for text in EXPRESSIONS]
    asked += [{"text": test, "context": {**CONTEXT, "?": json.loads(value)}, "unary": True} for value, test in TESTS]
    done = subprocess.run(
        [node, str(HERE / "feelin.mjs"), str(FRONTEND)],
        input=json.dumps(asked), capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    keys = [("", text) for text in EXPRESSIONS] + list(TESTS)
    return dict(zip(keys, json.loads(done.stdout, parse_float=Decimal), strict=True))


def ours(text: str) -> Any:
    try:
        return {"value": compile_expression(text, CONTEXT).evaluate(CONTEXT, at=AT)}
    except FeelSyntaxError as wrong:
        return {"error": str(wrong)}


def agree(mine: Any, theirs: Any) -> bool:
    """Whether the values are the same, numbers to the fifteen digits that JavaScript has."""
    if isinstance(theirs, dict) and "temporal" in theirs:
        return isinstance(mine, TEMPORAL) and mine == read_temporal(theirs["temporal"])
    if isinstance(theirs, dict) and "range" in theirs:
        return isinstance(mine, Range) and agree(
            [mine.start, mine.end, mine.start_included, mine.end_included], theirs["range"]
        )
    if isinstance(mine, bool) or isinstance(theirs, bool) or mine is None or theirs is None:
        return mine is theirs
    if isinstance(theirs, Decimal | int):
        return isinstance(mine, Decimal | int) and abs(mine - theirs) <= abs(theirs) * Decimal("1e-14")
    if isinstance(theirs, list):
        return isinstance(mine, list) and len(mine) == len(theirs) and all(map(agree, mine, theirs))
    if isinstance(theirs, dict):
        return isinstance(mine, dict) and mine.keys() == theirs.keys() and all(agree(mine[k], theirs[k]) for k in mine)
    return bool(mine == theirs)


def same(mine: dict[str, Any], theirs: dict[str, Any]) -> bool:
    if "error" in mine or "error" in theirs:
        return "error" in mine and "error" in theirs
    return agree(mine["value"], theirs["value"])


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_expression_as_feelin(text: str, feelin: dict[tuple[str, str], Any]) -> None:
    theirs = feelin["", text]
    if text in DIFFERENCES:
        assert not same(ours(text), theirs), f"no longer different: {text}"
    else:
        assert same(ours(text), theirs), f"{text}: ours {ours(text)}, feelin's {theirs}"


@pytest.mark.parametrize(("value", "test"), TESTS)
def test_cell_as_feelin(value: str, test: str, feelin: dict[tuple[str, str], Any]) -> None:
    mine = compile_unary_tests(test, CONTEXT).matches(json.loads(value), CONTEXT, at=AT)
    theirs = feelin[value, test].get("value") is True
    assert (mine == theirs) is (f"{value} | {test}" not in DIFFERENCES), f"ours {mine}, feelin's {theirs}"


def test_differences_are_cases() -> None:
    cases = {*EXPRESSIONS, *(f"{value} | {test}" for value, test in TESTS)}
    assert cases >= DIFFERENCES
