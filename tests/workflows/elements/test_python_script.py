"""Scripts in Python, as SpiffWorkflow's own dialect has them."""

from decimal import Decimal
from typing import Any

import pytest

from tests.workflows.diagrams import definition, node, path, start, user
from tests.workflows.play import Play
from workflows.bounds import Bounds
from workflows.errors import BoundCrossed, StepFailed


def python(key: str, said: str) -> str:
    """A script that the import does not say in FEEL."""
    escaped = f"import math\n{said}".replace("&", "&amp;").replace("<", "&lt;")
    return node("scriptTask", key, f"<script>{escaped}</script>", scriptFormat="python")


def after(*scripts: str, **data: Any) -> Play:
    keys = [f"s{number}" for number in range(len(scripts))]
    steps = [python(key, said) for key, said in zip(keys, scripts, strict=True)]
    return Play(definition(start(), *steps, user("u"), path("start", *keys, "u")), **data)


def test_a_script_gives_and_changes_variables():
    play = after("total = price * count\ncount += 1\ndef half(x): return x / 2", price=2.5, count=4)
    assert {**play.data} == {"price": play.data["price"], "count": 5, "total": 10}
    assert str(play.data["price"]) == "2.5"


def test_what_a_script_leaves_alone_keeps_every_digit():
    exact = Decimal("0.1234567890123456789012345678901234")
    assert after("y = x * 2", x=exact).data["x"] == exact


def test_its_clock_stands_at_the_commands_instant_and_its_dice_are_the_same():
    script = "from datetime import datetime, timedelta\nimport random\nat = datetime.now()\ndie = random.random()\n" \
             "span = timedelta(days=1, hours=2)"  # fmt: skip
    one, other = after(script), after(script)
    assert one.data == other.data
    assert one.data["span"] == "P1DT2H"
    assert one.data["at"].startswith("2026-")


@pytest.mark.parametrize(
    ("said", "kind", "sentence"),
    [
        ("x = y + 1", "script", "name 'y' is not defined .line 2."),
        ("x = float('nan')", "values", "not a finite number"),
        ("x = {1, 2}", "script", "is or holds a set"),
        ("math.sqrt(-1)", "script", "math domain error|nonnegative"),
    ],
)
def test_what_fails_names_the_script_and_the_line(said: str, kind: str, sentence: str):
    with pytest.raises(StepFailed, match=sentence) as failed:
        after(said)
    assert (failed.value.kind, failed.value.element) == (kind, "s0")


def test_a_script_without_end_is_stopped():
    with pytest.raises(BoundCrossed, match="was stopped: it takes longer than 1 s") as stopped:
        after("while True: pass")
    assert (stopped.value.bound, stopped.value.element) == ("script", "s0")


def test_the_time_of_several_scripts_adds_up():
    with pytest.raises(BoundCrossed, match="without waiting"):
        after(*["n = sum(range(1_000_000))"] * 30, bounds=Bounds(run_seconds=0.05))
