"""Scripts that mean harm, and what crosses the border of the sandbox."""

import csv
import os
import runpy
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from workflows import values
from workflows.errors import BadValue
from workflows.scripts import MAX_TEXT, ScriptFailed, ScriptLimit, run

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MARK = Path("/tmp/laneway-pwned")
DATA: dict[str, Any] = {
    "items": [{"price": 3, "qty": 2}], "amount": 120, "role": "boss", "name": " ada ", "d": {"a": 1, "b": 0},
    "obj": {"secret_": "SECRET"}, "shared": {"role": "clerk"},
}  # fmt: skip
GIVEN = {
    "ok-arith": {"total": 6, "out": "approved"},
    "ok-cond": {"level": 1, "out": 1},
    "ok-str": {"out": "Ada 5"},
    "ok-fstr": {"out": " ADA : 120.00"},
    "ok-dict": {"out": {"a": 1, "n": 1}},
    "ok-loop": {"out": [0, 4, 16], "i": 4},
    "ok-def": {"out": Decimal("22.8")},
    "ok-date": {"out": "120"},
}


def told(script: str, data: dict[str, Any] = DATA) -> Any:
    """What the script gives, checked as variables are, or the error."""
    try:
        return values.check(run(script, data, at=AT, zone="Europe/Berlin", seed="s"))
    except (ScriptFailed, BadValue) as error:
        return error


@pytest.fixture(scope="module")
def payloads(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, str]]:
    """(id, class, script) of every hostile script, the class held against the written expectations."""
    folder = tmp_path_factory.mktemp("evil")
    made = [sys.executable, str(corpus / "evil" / "make_rest.py"), str(folder)]
    subprocess.run(made, check=True, capture_output=True, timeout=120)
    found = runpy.run_path(str(corpus / "evil" / "payloads.py"))["P"]
    with (folder / "script_escapes_expectations.csv").open(encoding="utf-8") as rows:
        assert [(row["id"], row["class"]) for row in csv.DictReader(rows)] == [(key, kind) for key, kind, _ in found]
    return list(found)


def test_every_hostile_script_gets_its_answer(payloads: list[tuple[str, str, str]]) -> None:
    """Escapes reach nothing, endless ones are stopped in time, poison is refused, honest ones give their result."""
    assert len(payloads) == 107
    MARK.unlink(missing_ok=True)
    before = os.getpid()
    for key, kind, script in payloads:
        began = time.monotonic()
        answer = told(script)
        assert time.monotonic() - began < 20, key
        assert "SECRET" not in str(answer), key
        if kind == "ok":
            assert answer == GIVEN[key], key
        elif kind in ("esc", "fmt", "ctl"):
            assert isinstance(answer, ScriptFailed) or answer == {}, key
        elif kind == "psn" and isinstance(answer, dict):
            assert values.loads(values.dumps(answer)) == answer, key
        assert not MARK.exists(), key
    assert os.getpid() == before
    assert DATA["shared"] == {"role": "clerk"}


def test_a_worker_that_is_brought_down_is_followed_by_another() -> None:
    assert isinstance(told("x = 10\nfor i in range(40): x = x * x"), ScriptLimit)
    assert told("x = 1") == {"x": 1}


def test_numbers_and_dates_cross() -> None:
    given = "a = price * 2\nb = Decimal('0.1') + 1\nc = date(2026, 3, 1)\nd = timedelta(hours=-1)\ne = (1, 2)"
    script = f"from datetime import date, timedelta\nfrom decimal import Decimal\n{given}"
    found = told(script, {"price": Decimal("2.25"), "if": 1, "a b": 2})
    assert found == {"a": Decimal("4.5"), "b": Decimal("1.1"), "c": "2026-03-01", "d": "-PT1H", "e": [1, 2]}


def test_its_clock_is_given() -> None:
    assert told("from datetime import date\ntoday = date.today()") == {"today": date(2026, 11, 22).isoformat()}


def test_a_process_forked_after_the_first_script_is_refused_and_not_left_hanging() -> None:
    program = (
        "import os, sys\nfrom datetime import datetime, UTC\nfrom workflows.scripts import run, ScriptFailed\n"
        "def go(): return run('x = 1', {}, at=datetime(2026, 1, 1, tzinfo=UTC), zone='UTC', seed='s')\n"
        "go()\nchild = os.fork()\n"
        "if child == 0:\n"
        "    try: go()\n"
        "    except ScriptFailed as error: os._exit(7 if 'forked' in str(error) else 1)\n"
        "    os._exit(2)\n"
        "ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])\n"
        "sys.exit(ended if go() == {'x': 1} else 3)"
    )
    done = subprocess.run([sys.executable, "-c", program], timeout=120, cwd=Path(__file__).parents[3], check=False)
    assert done.returncode == 7


def test_nothing_stays_from_one_script_to_the_next() -> None:
    assert told("_left_behind = 1\nx = 5", {}) != {}
    assert isinstance(told("y = x", {}), ScriptFailed)


def test_a_script_that_renames_built_ins_harms_itself_only() -> None:
    assert told("type = 5\nlist = 6", {"str": "x"}) == {"type": 5, "list": 6}


def test_what_is_too_long_is_not_read() -> None:
    assert "longer than" in str(told("x=1\n" * MAX_TEXT))
