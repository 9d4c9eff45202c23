"""`laneway bench corpus PATH [--json]`: other people's diagrams, each read, reported and run in a process with limits.

Any folder will do; nothing is known of its files beforehand. One JSON object is the last line:

- `files`: diagrams found. `crashes`: a file at which the reader broke. `hangs`: one that took more than SECONDS.
- `accepted`: the file is answered with a report that has a row for every flow node in it, whatever process of the file
  the node belongs to. A file that is no well-formed BPMN 2.0 at all is refused and not accepted.
- `publishable`: no finding of severity error; nothing needs a value. The house then has every connector, and no
  group of its own is looked for.
- `runs`: started with plausible values for the names that its expressions read (`bench/imports/plausible.py`), the
  process reaches a wait for a person, a timer, a message, a signal or a call, or an end, without getting stuck. Where
  something needs a value first, it is filled in the simplest way (`bench/imports/stubs.py`).
- `meaning_kept`: it runs, nothing was filled in, no way was preferred, and no step that the drawing binds to a program
  was given to a person. Left to a person, and counted as kept: a gateway of which no way out has a condition, and a
  service or script task that names no program and no script, because the drawing says no more about them.
  A step that a program outside takes in its home as well (an external task, a job type, an external worker) stays such
  a step: a job that a program takes over the API, which is the same contract; it is kept.
  A step that code inside the other engine does (a class, a bean, a method, a work item) stays a step that a program of
  the house does, under the code's word, with its inputs, outputs and errors; nobody else has its code, in no engine.
- `meaning_kept_without_code`: the same, but files with such code are lost.
- `meaning_kept_strict`: as that, without the gateways and steps that are left to a person, and without listeners, whose
  code ran beside a step and is only reported.

What runs is the start up to the first waits, not every way through; the engine's own tests are for that.
"""

import argparse
import json
import select
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from bench.imports.files import diagrams

SECONDS = 20
MEMORY_BYTES = 1_500_000_000
FIGURES = ("accepted", "publishable", "runs", "meaning_kept", "meaning_kept_without_code")
ROOT = Path(__file__).resolve().parents[1]


class Reader:
    """A child that reads one file after another, begun anew after each that it does not survive."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None

    def ask(self, path: Path) -> dict[str, Any]:
        """What the child says of a file; {"hang": ...} or {"crash": ...} where it says nothing."""
        child = self._child = self._child or self._begin()
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(str(path)) + "\n")
        child.stdin.flush()
        ready, _, _ = select.select([child.stdout], [], [], SECONDS)
        line = child.stdout.readline() if ready else ""
        if line:
            found: dict[str, Any] = json.loads(line)
            return found
        self.end()
        return {"crash": f"the reader ended with {child.returncode}"} if ready else {"hang": f"over {SECONDS} s"}

    def end(self) -> None:
        """Stop the child."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _begin(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "bench.imports.worker", str(MEMORY_BYTES)]
        return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def measure(path: Path) -> tuple[dict[str, Any], list[tuple[Path, dict[str, Any]]]]:
    """The figures, and every file with what was said of it."""
    reader = Reader()
    try:
        found = [(one, reader.ask(one)) for one in diagrams(path.resolve())]
    finally:
        reader.end()
    return figures([answer for _, answer in found]), found


def figures(answers: list[dict[str, Any]]) -> dict[str, Any]:
    """The counts over all files, and by dialect."""
    kinds = sorted({answer.get("dialect", "unread") for answer in answers})
    by_dialect = {kind: _count([a for a in answers if a.get("dialect", "unread") == kind]) for kind in kinds}
    return {**_count(answers), "by_dialect": by_dialect}


def _count(answers: list[dict[str, Any]]) -> dict[str, int]:
    told = Counter(name for answer in answers for name in ("crash", "hang", "complete", *FIGURES) if answer.get(name))
    return {
        "files": len(answers),
        "crashes": told["crash"],
        "hangs": told["hang"],
        **{name: told[name] for name in FIGURES},
        "meaning_kept_strict": told["complete"],
    }


def main(argv: list[str]) -> int:
    """1 when a file crashed or hung the reader."""
    parser = argparse.ArgumentParser(prog="laneway bench corpus", description="Read and run other people's diagrams.")
    parser.add_argument("path", type=Path, help="a diagram or a folder of them")
    parser.add_argument("--json", action="store_true", help="only the figures, as one line of JSON")
    parser.add_argument("--why", action="store_true", help="what kept each file from running or its meaning")
    given = parser.parse_args(argv)
    total, found = measure(given.path)
    if given.why or not given.json:
        _say(given.path, found, everything=given.why)
    print(json.dumps(total))
    return 1 if total["crashes"] or total["hangs"] else 0


def _say(root: Path, found: list[tuple[Path, dict[str, Any]]], *, everything: bool) -> None:
    for path, answer in found:
        trouble = answer.get("crash") or answer.get("hang") or "; ".join(answer.get("why", ()))
        if trouble and (everything or not answer.get("runs")):
            name = path.relative_to(root.resolve()) if root.is_dir() else path.name
            mark = "runs" if answer.get("runs") else "does not run"
            print(f"{name} ({answer.get('dialect', 'unread')}): {mark}: {trouble[:300]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
